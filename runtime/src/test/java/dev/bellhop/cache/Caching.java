package dev.bellhop.cache;

import dev.bellhop.DataRepair;
import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.HeaderList;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Repair;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.url.Url;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store with an origin's caches on it, and requests and responses to put into them. */
final class Caching implements AutoCloseable {
  static final String ORIGIN = "https://site.test";
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  final List<TraceEvent> trace = new CopyOnWriteArrayList<>();
  final HostClock clock = new StoppedClock();
  final Store store;
  final CacheStorage caches;

  Caching(Path folder, StoreOptions options) throws Exception {
    store = Store.open(folder, options);
    caches =
        new CacheStorage(
            ORIGIN, store.database(), store.bodies().of(ORIGIN), Reach.PROCESS, clock, trace::add);
  }

  Caching(Path folder) throws Exception {
    this(folder, options());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  /** On this machine, where what caches have logged is known. */
  static StoreOptions options() {
    return StoreOptions.defaults().withReplay(new CacheReplay());
  }

  /** What is done to a data folder that no store has open. */
  static Optional<DataRepair> repaired(Path folder) throws StoreException {
    return Repair.run(folder, options().bootId(), NOW);
  }

  /** The origin's caches in a store, where what is done reaches so far. */
  static CacheStorage caches(Store store, Reach reach) {
    return new CacheStorage(
        ORIGIN,
        store.database(),
        store.bodies().of(ORIGIN),
        reach,
        new StoppedClock(),
        event -> {});
  }

  /** Puts as often as it takes until the store has found its log worth a file. */
  static void useLog(Store store, Cache cache) throws Exception {
    while (!Files.exists(store.folder().resolve("writes.log"))) {
      get(cache.put(request("/early"), response("early")));
      get(store.database().write(rows -> 0));
    }
    get(cache.delete(CacheQuery.of(request("/early"))));
  }

  /** Keeps the tables from taking anything until what this gives is run. */
  static Runnable blockTables(Store store) throws Exception {
    var blocked = new CompletableFuture<@Nullable Void>();
    var unblocked = new CountDownLatch(1);
    store
        .database()
        .write(
            rows -> {
              blocked.complete(null);
              try {
                return unblocked.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            });
    get(blocked);
    return unblocked::countDown;
  }

  /** A folder that nobody has open, with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** What an origin's bodies count for: all that it does but what the rows of its caches say. */
  static long bodyBytes(Store store, String origin) throws Exception {
    long heads =
        get(
            store
                .database()
                .read(
                    rows ->
                        rows.number(
                            "SELECT coalesce(sum(head_bytes), 0) FROM cache WHERE origin = ?",
                            0,
                            origin)));
    return store.buckets().estimate(origin).usage() - heads;
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  static FetchRequest request(String url, String... headers) {
    Url parsed = Objects.requireNonNull(Url.parse(url, Url.parse(ORIGIN + "/", null)));
    return FetchRequest.get(parsed, ORIGIN).withHeaders(HeaderList.of(headers));
  }

  static FetchRequest post(String url) {
    return request(url).toBuilder().method("POST").build();
  }

  static FetchResponse response(String text, String... headers) {
    return response(200, "default", text, headers);
  }

  static FetchResponse response(int status, String type, String text, String... headers) {
    return new FetchResponse(
        type,
        List.of(),
        status,
        "",
        HeaderList.of(headers),
        List.of(),
        BytesBody.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static @Nullable String text(@Nullable FetchResponse response) throws Exception {
    return response == null || response.body() == null ? null : text(response.body());
  }

  static String text(Body body) throws Exception {
    var out = new ByteArrayOutputStream();
    try (BodyReader reader = body.open()) {
      while (true) {
        try (Chunk chunk = get(reader.read())) {
          if (chunk == null) {
            return out.toString(StandardCharsets.UTF_8);
          }
          byte[] part = new byte[chunk.bytes().remaining()];
          chunk.bytes().get(part);
          out.write(part);
        }
      }
    }
  }

  private static final class StoppedClock implements HostClock {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException("caches need no timers");
    }
  }
}
