package dev.bellhop.ops;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of Cache and CacheStorage as a script sees them: a real realm over a real store. */
abstract class CacheShimTestCase {
  private static final String SCRIPT = "https://site.test/dir/sw.js";
  private static final String RESULT = "result:";
  private static ScriptEngine engine;

  @TempDir Path folder;
  final Network network = new Network();
  final List<TraceEvent> trace = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> result = new CompletableFuture<>();
  CacheStorage caches;
  private Store store;
  private Realm realm;

  @BeforeAll
  static void openEngine() {
    engine = new ScriptEngine();
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @BeforeEach
  void open() throws IOException {
    store = Store.open(folder.resolve("data"), options());
    var clock = new VirtualClock();
    Url location = Objects.requireNonNull(Url.parse(SCRIPT, null));
    var files = new SpillFiles(folder, ForkJoinPool.commonPool());
    caches =
        new CacheStorage(
            location.origin(),
            store.database(),
            store.bodies().of(location.origin()),
            reach(),
            clock,
            this::told);
    realm =
        engine.open(
            new RealmSettings(
                RealmSettings.Kind.WORKER,
                location,
                clock,
                new Recorder(),
                opened ->
                    Map.of(
                        "fetch", new FetchOps(opened, location, network, clock, trace::add),
                        "body", new BodyOps(opened, files),
                        "blob", new BlobOps(clock),
                        "url", new UrlOps(),
                        "encoding", new EncodingOps(),
                        "cache", new CacheOps(opened, caches))));
  }

  /** What the caches tell the trace. */
  void told(TraceEvent event) {
    trace.add(event);
  }

  StoreOptions options() {
    return StoreOptions.defaults();
  }

  /** How far what a script puts has to reach. */
  Reach reach() {
    return Reach.PROCESS;
  }

  @AfterEach
  void close() throws IOException {
    realm.close();
    store.close();
  }

  static Url url(String path) {
    return Objects.requireNonNull(Url.parse(path, Url.parse(SCRIPT, null)));
  }

  /** A response that came from one URL by way of another. */
  static FetchResponse response(String type, int status, Body body, String... headers) {
    return new FetchResponse(
        type, List.of(url("old"), url("new")), status, "", HeaderList.of(headers), List.of(), body);
  }

  /** Responses by URL; others are network errors. */
  static final class Network implements Fetcher {
    private final Map<String, FetchResponse> responses = new ConcurrentHashMap<>();

    /** The URLs that were asked for, and the tokens that end it. */
    final Map<String, CancelToken> asked = new ConcurrentHashMap<>();

    void serve(String path, int status, String text, String... headers) {
      serve(path, response("basic", status, BytesBody.of(text), headers));
    }

    void serve(String path, FetchResponse response) {
      responses.put(url(path).href(), response);
    }

    @Override
    public CompletableFuture<FetchResponse> fetch(
        FetchRequest request, LongConsumer uploaded, CancelToken cancel) {
      String url = request.url().withoutFragment().href();
      asked.put(url, cancel);
      FetchResponse response = responses.get(url);
      if (response != null && response.body() instanceof LiveBody body) {
        cancel.onCancel(
            () -> body.fail(new NetworkError(NetworkError.Reason.ABORTED, "Aborted.", null)));
      }
      return response == null
          ? CompletableFuture.failedFuture(
              new NetworkError(NetworkError.Reason.REFUSED, "Refused.", null))
          : CompletableFuture.completedFuture(response);
    }
  }

  private final class Recorder implements RealmListener {
    @Override
    public void console(String level, String text) {
      if (text.startsWith(RESULT)) {
        result.complete(text.substring(RESULT.length()));
      }
    }

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
      result.complete(kind + ": " + message);
    }

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {}
  }

  /** Runs the body of an async function: what it returns as JSON, or "Name: message". */
  String run(String body) {
    realm.runScript(
        SCRIPT,
        """
        const text = async (response) => response && (await response.text());
        const failure = async (promise) => {
          try { await promise; return "none"; } catch (error) { return error.name; }
        };
        (async () => { %s })().then(
          (value) => console.log("result:" + JSON.stringify(value)),
          (error) => console.log("result:" + error.name + ": " + error.message),
        );
        """
            .formatted(body));
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
