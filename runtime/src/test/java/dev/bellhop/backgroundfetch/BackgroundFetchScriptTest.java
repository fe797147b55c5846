package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.events.Permissions;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.ops.BackgroundFetchOps;
import dev.bellhop.ops.BlobOps;
import dev.bellhop.ops.BodyOps;
import dev.bellhop.ops.FetchOps;
import dev.bellhop.ops.UrlOps;
import dev.bellhop.url.Url;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs a worker's script with the Background Fetch interfaces, down to the network. */
abstract class BackgroundFetchScriptTest {
  private static final String PRELUDE =
      """
      const log = (...values) => console.log(values.map(String).join(" "));
      const manager = registration.backgroundFetch;
      const failed = (promise) => promise.then(() => "resolved", (error) => error.name);
      """;

  private static ScriptEngine engine;

  @TempDir Path folder;
  FetchFixture fetches;
  final List<String> log = new CopyOnWriteArrayList<>();
  Realm realm;
  Url location;

  @BeforeAll
  static void openEngine() {
    engine = new ScriptEngine();
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @BeforeEach
  void open() throws Exception {
    fetches = new FetchFixture(folder);
    fetches.delivery.holding();
    location = FetchFixture.url(fetches.server.url("/app/sw.js"));
    realm = openRealm();
  }

  @AfterEach
  void close() throws Exception {
    realm.close();
    fetches.close();
  }

  Realm openRealm() {
    SpillFiles spill = new SpillFiles(folder.resolve("spill"), ForkJoinPool.commonPool());
    return engine.open(
        new RealmSettings(
            RealmSettings.Kind.WORKER,
            location,
            fetches.clock,
            new Recorder(),
            opened ->
                Map.of(
                    "lifecycle",
                    new FixedRegistration(fetches.registration, fetches.server.url("/app/")),
                    "url",
                    new UrlOps(),
                    "blob",
                    new BlobOps(fetches.clock),
                    "body",
                    new BodyOps(opened, spill),
                    "fetch",
                    new FetchOps(
                        opened,
                        location,
                        new FetchAlgorithms(
                            fetches.transport, fetches.clock::nanoTime, spill, "test"),
                        fetches.clock,
                        event -> {}),
                    "backgroundFetch",
                    new BackgroundFetchOps(
                        opened,
                        location,
                        fetches.service,
                        new Permissions("https://localhost", Map.of(), event -> {})))));
  }

  void run(String script) throws Exception {
    await(realm.runScript(location.href(), PRELUDE + script));
  }

  EventOutcome dispatch(RecordingDelivery.Event event) throws Exception {
    EventOutcome outcome = await(realm.dispatch(event.type(), event.fetch()));
    event.handled().complete(Delivery.Delivered.HANDLED);
    await(realm.idle());
    return outcome;
  }

  private final class Recorder implements RealmListener {
    @Override
    public void console(String level, String text) {
      log.add(text);
    }

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
      log.add(kind + ": " + message);
    }

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {
      log.add("diagnostic " + diagnostic.name());
    }
  }

  void awaitLog(String line) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!log.contains(line)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no \"" + line + "\" in " + log);
      }
      Thread.onSpinWait();
    }
  }
}
