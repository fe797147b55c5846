package dev.bellhop.ops;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.fetch.FakeTransport;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker realm with the fetch interfaces over a fake network. */
final class FetchHarness implements AutoCloseable {
  static final String SCRIPT = "https://site.test/dir/sw.js";

  private static final ScriptEngine ENGINE = new ScriptEngine();
  private static final String RESULT = "result:";

  final FakeTransport net = new FakeTransport();
  final List<TraceEvent> trace = new CopyOnWriteArrayList<>();
  final List<String> errors = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  final Realm realm;
  private volatile CompletableFuture<String> result = new CompletableFuture<>();
  private volatile @Nullable FetchOps fetchOps;

  /** Over the fetch algorithms and {@link #net}. */
  FetchHarness(Path folder) {
    this(folder, null);
  }

  /** Over another fetcher. */
  FetchHarness(Path folder, @Nullable Fetcher fetcher) {
    var clock = new VirtualClock();
    Url location = Objects.requireNonNull(Url.parse(SCRIPT, null));
    var files = new SpillFiles(folder, ForkJoinPool.commonPool());
    Fetcher used =
        fetcher == null
            ? new FetchAlgorithms(net, clock::nanoTime, files, "Bellhop/test")
            : fetcher;
    realm =
        ENGINE.open(
            new RealmSettings(
                RealmSettings.Kind.WORKER,
                location,
                clock,
                new Recorder(),
                opened -> {
                  var ops = new FetchOps(opened, location, used, clock, trace::add);
                  fetchOps = ops;
                  return Map.of(
                      "encoding",
                      new EncodingOps(),
                      "compression",
                      new CompressionOps(),
                      "tasks",
                      new TaskOps(opened),
                      "fetch",
                      ops,
                      "body",
                      new BodyOps(opened, files),
                      "blob",
                      new BlobOps(clock),
                      "url",
                      new UrlOps());
                }));
  }

  /**
   * Runs the body of an async function; what it returns, as JSON, or "Name: message" if it throws.
   */
  String run(String body) {
    return await(start(body));
  }

  /** Begins to. */
  CompletableFuture<String> start(String body) {
    result = new CompletableFuture<>();
    await(
        realm.runScript(
            SCRIPT,
            """
            (async () => { %s })().then(
              (value) => console.log("result:" + (value === undefined ? "" : JSON.stringify(value))),
              (error) => console.log("result:" + (error?.name ? `${error.name}: ${error.message}` : error)),
            );
            """
                .formatted(body)));
    return result;
  }

  /** The name of what the script throws. */
  String errorOf(String body) {
    String outcome = run(body);
    int colon = outcome.indexOf(':');
    return colon < 0 ? outcome : outcome.substring(0, colon);
  }

  void closeFetches() {
    Objects.requireNonNull(fetchOps).close();
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    realm.close();
  }

  private final class Recorder implements RealmListener {
    @Override
    public void console(String level, String text) {
      if (text.startsWith(RESULT)) {
        result.complete(text.substring(RESULT.length()));
      } else {
        log.add(text);
      }
    }

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
      errors.add(kind + ": " + message);
    }

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {
      throw new AssertionError(diagnostic);
    }
  }
}
