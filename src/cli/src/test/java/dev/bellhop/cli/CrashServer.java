package dev.bellhop.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Serves a site's files no faster than a few megabytes per second and breaks off some of the
 * answers; takes uploads and counts those that came whole. Which answers break off depends on the
 * seed and on how often the same path was asked for, not on which request comes first.
 */
final class CrashServer implements AutoCloseable {
  private static final int PIECE = 16_384;
  private static final long NANOS_PER_PIECE = 6_000_000;

  private final long seed;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> whole = new ConcurrentHashMap<>();
  private final HttpServer server;

  CrashServer(long seed) throws IOException {
    this.seed = seed;
    var bytes = new Random(seed);
    addFile("large.bin", 4_000_000, bytes);
    addFile("slow.bin", 3_000_000, bytes);
    addFile("live.bin", 600_000, bytes);
    addFile("chunked.bin", 700_000, bytes);
    addFile("no-ranges.bin", 400_000, bytes);
    for (int i = 0; i < CrashSite.SMALL_FILES; i++) {
      // From nothing over what fits into a row of the database to what needs a file.
      addFile("small-" + i + ".bin", i * i * 60, bytes);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  private void addFile(String name, int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    files.put(name, bytes);
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What is served under a name, or null. */
  byte[] file(String name) {
    return files.get(name);
  }

  /** How often an upload to this path and query has arrived to its last byte. */
  int wholeUploads(String pathAndQuery) {
    AtomicInteger count = whole.get(pathAndQuery);
    return count == null ? 0 : count.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int before = asked.computeIfAbsent(path, key -> new AtomicInteger()).getAndIncrement();
    // Not Random, whose first numbers are much the same for seeds that follow each other.
    var chance = new SplittableRandom((seed * 31 + path.hashCode()) * 1_000_003 + before);
    if (exchange.getRequestMethod().equals("POST")) {
      takeUpload(exchange, exchange.getRequestURI().toString(), chance);
    } else {
      sendFile(exchange, path.substring(1), chance);
    }
    exchange.close();
  }

  /** Leaves the connection to be closed in the middle of the answer. */
  private static IOException broken() {
    return new IOException("broken off on purpose");
  }

  private void takeUpload(HttpExchange exchange, String target, RandomGenerator chance)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (CrashSite.isUpload(target, body)) {
      whole.computeIfAbsent(target, key -> new AtomicInteger()).incrementAndGet();
    }
    if (chance.nextInt(12) == 0) {
      throw broken();
    }
    byte[] answer = ("taken " + body.length).getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private void sendFile(HttpExchange exchange, String name, RandomGenerator chance)
      throws IOException {
    byte[] all = files.get(name);
    String range = exchange.getRequestHeaders().getFirst("Range");
    int first = 0;
    exchange.getResponseHeaders().set("ETag", "\"" + all.length + "\"");
    if (range != null && !name.equals("no-ranges.bin")) {
      first = Integer.parseInt(range.replaceAll("\\D", ""));
      if (first >= all.length) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + all.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + first + "-" + (all.length - 1) + "/" + all.length);
    }
    int left = all.length - first;
    exchange.sendResponseHeaders(
        first > 0 ? 206 : 200, name.equals("chunked.bin") ? 0 : left == 0 ? -1 : left);
    int end = chance.nextInt(4) == 0 ? first + (left + 1) / 2 : all.length;
    OutputStream out = exchange.getResponseBody();
    for (int at = first; at < end; at += PIECE) {
      out.write(all, at, Math.min(PIECE, end - at));
      out.flush();
      LockSupport.parkNanos(NANOS_PER_PIECE);
    }
    if (end < all.length) {
      throw broken();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
