package dev.bellhop.conformance.chromium;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A conversation with a browser: commands, their results, and its events. Safe from any thread.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
public final class DevTools implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Consumer<Event> listener;
  private final WebSocket socket;

  /** The socket takes one message at a time: each waits for the one before. */
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  /**
   * Something that the browser tells of its own accord.
   *
   * @param session the page or worker that it is about; null for the browser itself
   * @param method its name, such as {@code Runtime.consoleAPICalled}
   */
  public record Event(@Nullable String session, String method, JsonNode parameters) {}

  /**
   * Connects to the address that the browser has told.
   *
   * @param listener gets the events, in their order and one at a time; it must not wait for answers
   */
  DevTools(URI address, Consumer<Event> listener) {
    this.listener = listener;
    socket = client.newWebSocketBuilder().buildAsync(address, new Incoming()).join();
  }

  /**
   * Asks and waits for the answer.
   *
   * @param session the page that is meant; null for the browser itself
   * @throws IOException where the browser refuses, or has ended
   */
  public JsonNode call(@Nullable String session, String method, Map<String, Object> parameters)
      throws IOException {
    try {
      return ask(session, method, parameters).join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /**
   * Asks.
   *
   * @param session the page that is meant; null for the browser itself
   * @return the answer; fails with an {@link IOException} where the browser refuses, or has ended
   */
  public CompletableFuture<JsonNode> ask(
      @Nullable String session, String method, Map<String, Object> parameters) {
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
    send(json.writeValueAsString(message))
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              }
            });
    return answer.handle((given, failure) -> result(method, given, failure));
  }

  private synchronized CompletableFuture<?> send(String text) {
    CompletableFuture<?> sending =
        sent.handle((_, _) -> null).thenCompose(_ -> socket.sendText(text, true));
    sent = sending;
    return sending;
  }

  private static JsonNode result(
      String method, @Nullable JsonNode given, @Nullable Throwable failure) {
    if (given == null) {
      throw new CompletionException(
          new IOException("the browser ended before it answered " + method, failure));
    }
    if (given.has("error")) {
      throw new CompletionException(
          new IOException(method + ": " + given.path("error").path("message").asString("")));
    }
    return given.path("result");
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = json.readTree(text.toString());
        text.setLength(0);
        take(message);
      }
      from.request(1);
      return null;
    }

    private void take(JsonNode message) {
      if (message.has("id")) {
        CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt());
        if (waiting != null) {
          waiting.complete(message);
        }
      } else {
        listener.accept(
            new Event(
                message.has("sessionId") ? message.path("sessionId").asString() : null,
                message.path("method").asString(),
                message.path("params")));
      }
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
