package dev.bellhop.testing;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on loopback that answers as a test says, well or badly, and remembers what it
 * was asked. One thread per connection; what waits, waits for the test.
 */
public final class FaultServer implements AutoCloseable {
  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    /** May block; what it throws ends the connection. */
    void handle(FaultExchange exchange) throws IOException;
  }

  private final ServerSocket listening;
  private final String scheme;
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final List<SeenRequest> seen = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private int connections;

  private FaultServer(ServerSocket listening, String scheme) {
    this.listening = listening;
    this.scheme = scheme;
    Thread.ofVirtual().name("fault-server").start(this::accept);
  }

  /** Starts a plain one at any free port. */
  public static FaultServer start() {
    return start(ServerSocketFactory.getDefault(), "http");
  }

  /** Starts one that speaks TLS and shows this certificate. */
  public static FaultServer startTls(TestCertificates.Identity identity) {
    return start(identity.serverContext().getServerSocketFactory(), "https");
  }

  private static FaultServer start(ServerSocketFactory factory, String scheme) {
    try {
      return new FaultServer(
          factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), scheme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return listening.getLocalPort();
  }

  /** The server's origin, by its address. */
  public String origin() {
    return scheme + "://127.0.0.1:" + port();
  }

  /** The URL of a path. */
  public String url(String path) {
    return origin() + path;
  }

  /** Answers requests for a path (without query) by a handler. */
  public FaultServer on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  /** Serves a resource at a path. */
  public FaultServer serve(String path, Resource resource) {
    return on(path, exchange -> ResourceHandler.answer(exchange, resource));
  }

  /** Serves so many deterministic bytes at a path. */
  public FaultServer serve(String path, long size) {
    return serve(path, Resource.of(size));
  }

  /** Does these things wrong in the next requests for a path, one each; then all is well again. */
  public FaultServer fail(String path, Fault... next) {
    synchronized (this) {
      faults.computeIfAbsent(path, key -> new ArrayDeque<>()).addAll(List.of(next));
    }
    return this;
  }

  /** What was asked so far, in the order of arrival. */
  public synchronized List<SeenRequest> requests() {
    return List.copyOf(seen);
  }

  /** What was asked for a path so far. */
  public List<SeenRequest> requests(String path) {
    return requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  /** How many connections were made so far. */
  public synchronized int connections() {
    return connections;
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** Waits until so many requests for a path have come. */
  public void awaitRequests(String path, int count) {
    await(() -> requests(path).size() >= count, count + " requests for " + path);
  }

  /** Waits until so many connections are open, no more and no fewer. */
  public void awaitOpenConnections(int count) {
    await(() -> open.size() == count, count + " open connections");
  }

  private void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    synchronized (this) {
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("the server did not come to " + what);
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        int number;
        synchronized (this) {
          number = ++connections;
          open.add(socket);
          notifyAll();
        }
        Thread.ofVirtual().name("fault-connection").start(() -> serve(socket, number));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      var out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
      boolean goOn = true;
      while (goOn) {
        SeenRequest request = readHead(in, number);
        if (request == null) {
          return;
        }
        Fault fault;
        synchronized (this) {
          seen.add(request);
          Queue<Fault> next = faults.get(request.path());
          fault = next == null ? null : next.poll();
          notifyAll();
        }
        InputStream body = RequestBody.of(in, request.headers());
        var exchange = new FaultExchange(socket, out, body, request, fault);
        answer(exchange, fault);
        out.flush();
        body.transferTo(OutputStream.nullOutputStream());
        goOn = !exchange.closesAfterwards();
      }
    } catch (IOException e) {
      // The other side, or a fault, ended the connection; the test looks at its own side.
    } finally {
      synchronized (this) {
        open.remove(socket);
        notifyAll();
      }
    }
  }

  private void answer(FaultExchange exchange, @Nullable Fault fault) throws IOException {
    switch (fault) {
      case Fault.CloseBeforeAnswer close -> exchange.drop();
      case Fault.ResetBeforeAnswer reset -> exchange.reset();
      case Fault.Garbage(String text) -> {
        exchange.raw(text);
        exchange.drop();
      }
      case Fault.StallBeforeAnswer(Gate gate) -> gate.pass();
      case Fault.Status(int status) -> {
        exchange.respond(status, "as the test wants it");
        return;
      }
      case null, default -> {}
    }
    Handler handler = handlers.get(exchange.request().path());
    if (handler == null) {
      exchange.respond(404, "nothing here");
    } else {
      handler.handle(exchange);
    }
    if (fault instanceof Fault.Excess(String text)) {
      exchange.raw(text);
    }
  }

  private static @Nullable SeenRequest readHead(InputStream in, int connection) throws IOException {
    String line = readLine(in);
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ");
    if (parts.length != 3) {
      return null;
    }
    var headers = new ArrayList<Header>();
    for (String header = readLine(in); header != null && !header.isEmpty(); header = readLine(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        return null;
      }
      headers.add(new Header(header.substring(0, colon), header.substring(colon + 1).strip()));
    }
    return new SeenRequest(connection, parts[0], parts[1], HeaderList.of(headers));
  }

  static @Nullable String readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(c);
    }
    return null;
  }

  /** Ends all connections and stops listening. */
  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
