package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Chromium;
import dev.bellhop.conformance.chromium.Tab;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * A page of Chromium, in a browser that is started for each run.
 *
 * @param base the server of the files, which has a {@code page.html} too
 */
record ChromiumCaches(String program, Path work, String base) implements CachePeer {
  @Override
  public String name() {
    return "chromium";
  }

  @Override
  public JsonNode run(String functionBody) throws IOException, InterruptedException {
    try (Chromium chromium = Chromium.start(program, work);
        Tab tab = chromium.open(base + "page.html")) {
      return tab.evaluate(CachePeer.script(base, functionBody));
    }
  }
}
