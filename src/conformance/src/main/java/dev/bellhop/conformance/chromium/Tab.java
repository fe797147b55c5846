package dev.bellhop.conformance.chromium;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A page of a {@link Chromium}. Safe from any thread. */
public final class Tab implements AutoCloseable {
  private final DevTools tools;
  private final String target;
  private final String session;

  Tab(DevTools tools, String target, String session) {
    this.tools = tools;
    this.target = target;
    this.session = session;
  }

  /**
   * The value of an expression, awaited where it is a promise.
   *
   * @throws IOException where it throws, or the browser has ended
   */
  public JsonNode evaluate(String expression) throws IOException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException("Chromium: " + result.path("result").path("description").asString(""));
    }
    return result.path("result").path("value");
  }

  /**
   * Asks the page's DevTools, and waits for the answer.
   *
   * @throws IOException where the browser refuses, or has ended
   */
  public JsonNode call(String method, Map<String, Object> parameters) throws IOException {
    return tools.call(session, method, parameters);
  }

  /** Closes the page; its browser goes on. */
  @Override
  public void close() throws IOException {
    tools.call(null, "Target.closeTarget", Map.of("targetId", target));
  }
}
