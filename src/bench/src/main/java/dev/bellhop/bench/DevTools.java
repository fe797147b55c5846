package dev.bellhop.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A conversation with a browser: commands and their results, nothing of its events.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class DevTools implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;

  /** Connects to the address that the browser has told. */
  DevTools(URI address) {
    socket = client.newWebSocketBuilder().buildAsync(address, new Answers()).join();
  }

  /**
   * Asks and waits for the answer.
   *
   * @param session the page that is meant; null for the browser itself
   */
  JsonNode call(@Nullable String session, String method, Map<String, Object> parameters)
      throws IOException {
    int id = lastId.incrementAndGet();
    var message = new LinkedHashMap<String, Object>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    socket.sendText(json.writeValueAsString(message), true).join();
    JsonNode given;
    try {
      given = answer.join();
    } catch (CompletionException e) {
      throw new IOException("the browser ended before it answered " + method, e.getCause());
    }
    if (given.has("error")) {
      throw new IOException(method + ": " + given.path("error").path("message").asString(""));
    }
    return given.path("result");
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = json.readTree(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt(0));
        if (waiting != null) {
          waiting.complete(message);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      onError(from, new IOException("the connection was closed"));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      asked.values().forEach(waiting -> waiting.completeExceptionally(error));
    }
  }
}
