package dev.bellhop.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A loopback server that takes requests and never answers, so that all others have to wait. */
final class SilentServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CountDownLatch requested = new CountDownLatch(1);
  private volatile long requestedAt;

  SilentServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          CountDownLatch first = requested;
          if (first.getCount() > 0) {
            requestedAt = System.nanoTime();
            first.countDown();
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next request is the first one. */
  void forgetRequests() {
    requested = new CountDownLatch(1);
  }

  /** When the first request came, by the clock that counts nanoseconds. */
  long awaitRequest() throws IOException, InterruptedException {
    if (!requested.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("no request came to the server");
    }
    return requestedAt;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
