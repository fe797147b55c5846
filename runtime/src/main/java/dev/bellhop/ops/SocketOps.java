package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.BadPorts;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.NoWebSocket;
import dev.bellhop.net.WebSocketConnection;
import dev.bellhop.net.WebSocketListener;
import dev.bellhop.net.WebSocketRequest;
import dev.bellhop.net.WebSocketTransport;
import dev.bellhop.url.Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of one realm, which are closed with it. What happens to one is dispatched by the
 * factory of its kind with the script's object, what has happened and what belongs to that.
 *
 * @see <a href="https://websockets.spec.whatwg.org/">WebSockets</a>
 */
public final class SocketOps implements AutoCloseable {
  private static final int GOING_AWAY = 1001;

  private final Realm realm;
  private final Url location;
  private final WebSocketTransport transport;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** For this realm, whose script has this URL. */
  public SocketOps(Realm realm, Url location, WebSocketTransport transport) {
    this.realm = realm;
    this.location = location;
    this.transport = transport;
  }

  /**
   * Parses a WebSocket's URL: its href and its origin.
   *
   * @throws OpException SyntaxError where it is none; SecurityError where it would send in the
   *     clear what a secure page or worker says
   * @see <a href="https://websockets.spec.whatwg.org/#dom-websocket-websocket">WebSockets: the
   *     constructor</a>
   */
  @HostAccess.Export
  public String[] parse(String input) {
    Url parsed = Url.parse(input, location);
    Url url = parsed == null ? null : as(parsed, parsed.scheme().replaceFirst("^http", "ws"));
    if (url == null || !url.scheme().equals("ws") && !url.scheme().equals("wss")) {
      throw new OpException("SyntaxError", "\"" + input + "\" is no ws, wss, http or https URL.");
    }
    if (url.fragment() != null) {
      throw new OpException("SyntaxError", "The URL of a WebSocket has no fragment: " + url + ".");
    }
    if (url.scheme().equals("ws")
        && location.isPotentiallyTrustworthy()
        && !asHttp(url).isPotentiallyTrustworthy()) {
      throw new OpException(
          "SecurityError",
          "A secure page or worker connects to wss URLs only, not to " + url + ".");
    }
    return new String[] {url.href(), url.origin()};
  }

  /**
   * Begins to open a connection to a URL that {@link #parse} gave.
   *
   * @param factory the event factory that hears what happens
   * @param socket the script's object
   * @param sent called with how many bytes a message had that has been sent, in a task
   * @return a handle for the other operations
   */
  @HostAccess.Export
  public Object open(String url, Value protocols, String factory, Value socket, Value sent) {
    var opened = new Socket(factory, socket, sent);
    sockets.add(opened);
    opened.open(Objects.requireNonNull(Url.parse(url, null)), strings(protocols));
    if (realm.isClosed()) {
      opened.connection.abort();
    }
    return opened;
  }

  /** Lets one more message come. */
  @HostAccess.Export
  public void pull(Object handle) {
    ((Socket) handle).connection.request(1);
  }

  /** Lets all messages come. */
  @HostAccess.Export
  public void pullAll(Object handle) {
    ((Socket) handle).connection.request(WebSocketConnection.ALL);
  }

  /** Sends text; how many bytes it has. */
  @HostAccess.Export
  public long sendText(Object handle, String text) {
    var socket = (Socket) handle;
    socket.then(() -> socket.connection.sendText(text));
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Sends the bytes of an ArrayBuffer. */
  @HostAccess.Export
  public void sendBuffer(Object handle, Value buffer) {
    var socket = (Socket) handle;
    byte[] bytes = ScriptBytes.copy(buffer);
    socket.then(() -> socket.connection.sendBinary(bytes));
  }

  /** Sends a blob's bytes, after what was sent before and before what is sent after. */
  @HostAccess.Export
  public void sendBlob(Object handle, Body body) {
    var socket = (Socket) handle;
    socket.thenSend(
        () ->
            BodyChunks.readAll(
                body, Integer.MAX_VALUE, () -> new IllegalStateException("too long")));
  }

  /** Begins the closing handshake, after what was sent; 1005 is no code. */
  @HostAccess.Export
  public void close(Object handle, int code, String reason) {
    var socket = (Socket) handle;
    socket.then(() -> socket.connection.close(code, reason));
  }

  /** Ends a connection at once. */
  @HostAccess.Export
  public void abort(Object handle) {
    ((Socket) handle).connection.abort();
  }

  /**
   * The realm is closed. Servers are told, by the status code for that.
   *
   * @see <a href="https://websockets.spec.whatwg.org/#make-disappear">WebSockets: make
   *     disappear</a>
   */
  @Override
  public void close() {
    sockets.forEach(socket -> socket.connection.close(GOING_AWAY, ""));
  }

  private static List<String> strings(Value array) {
    var strings = new ArrayList<String>();
    for (long i = 0; i < array.getArraySize(); i++) {
      strings.add(array.getArrayElement(i).asString());
    }
    return strings;
  }

  private static Url asHttp(Url url) {
    return as(url, url.scheme().replaceFirst("^ws", "http"));
  }

  private static Url as(Url url, String scheme) {
    return Objects.requireNonNull(
        Url.parse(scheme + url.href().substring(url.scheme().length()), null));
  }

  private final class Socket implements WebSocketListener {
    private final String factory;
    private final Value object;
    private final Value sent;

    /** While it connects: scripts may end, the connection tells what became of it. */
    private final Runnable connecting = realm.hold();

    private WebSocketConnection connection = NoWebSocket.NONE;
    private CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);

    Socket(String factory, Value object, Value sent) {
      this.factory = factory;
      this.object = object;
      this.sent = sent;
    }

    void open(Url url, List<String> protocols) {
      if (BadPorts.contains(url.effectivePort())) {
        lost(WebSocketConnection.ABNORMAL, "");
        return;
      }
      HeaderList headers = HeaderList.of("Origin", location.origin());
      if (url.includesCredentials()) {
        headers = headers.with("Authorization", "Basic " + credentials(url));
      }
      connection = transport.open(new WebSocketRequest(asHttp(url), protocols, headers), this);
    }

    private static String credentials(Url url) {
      byte[] pair = (url.username() + ":" + url.password()).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    /** What a script does, in its order. On the realm's loop only. */
    void then(Runnable step) {
      sending = sending.thenRun(step);
    }

    void thenSend(Supplier<CompletableFuture<byte[]>> bytes) {
      sending =
          sending
              .thenCompose(before -> bytes.get())
              .handle(
                  (read, failure) -> {
                    if (failure == null) {
                      connection.sendBinary(read);
                    } else {
                      connection.abort();
                    }
                    return null;
                  });
    }

    private void tell(String type, @Nullable Object first, @Nullable Object second) {
      realm.dispatch(factory, object, type, first, second);
    }

    @Override
    public void opened(String protocol, HeaderList headers) {
      tell("open", protocol, null);
      connecting.run();
    }

    @Override
    public void text(String message) {
      tell("message", message, null);
    }

    @Override
    public void binary(byte[] message) {
      tell("message", ByteBuffer.wrap(message), null);
    }

    @Override
    public void sent(long bytes) {
      realm.post(() -> sent.executeVoid(bytes));
    }

    @Override
    public void closing() {
      tell("closing", null, null);
    }

    @Override
    public void closed(int code, String reason) {
      end("close", code, reason);
    }

    @Override
    public void lost(int code, String reason) {
      if (code == WebSocketConnection.ABNORMAL) {
        tell("error", null, null);
      }
      end("lost", code, reason);
    }

    private void end(String how, int code, String reason) {
      sockets.remove(this);
      tell(how, code, reason);
      connecting.run();
    }
  }
}
