package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.ops.BackgroundFetchOps;
import dev.bellhop.ops.BlobOps;
import dev.bellhop.ops.BodyOps;
import dev.bellhop.ops.FetchOps;
import dev.bellhop.ops.UrlOps;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Background Fetch interfaces as a worker's script sees them, down to the network. */
class BackgroundFetchShimTest {
  private static final String PRELUDE =
      """
      const log = (...values) => console.log(values.map(String).join(" "));
      const manager = registration.backgroundFetch;
      const failed = (promise) => promise.then(() => "resolved", (error) => error.name);
      """;

  private static ScriptEngine engine;

  @TempDir Path folder;
  private FetchFixture fetches;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Realm realm;
  private Url location;

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

  private Realm openRealm() {
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
                    new BackgroundFetchOps(opened, location, fetches.service))));
  }

  private void run(String script) throws Exception {
    await(realm.runScript(location.href(), PRELUDE + script));
  }

  private EventOutcome dispatch(RecordingDelivery.Event event) throws Exception {
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
      log.add("diagnostic " + diagnostic.code());
    }
  }

  private void awaitLog(String line) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!log.contains(line)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no \"" + line + "\" in " + log);
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void handsTheRecordsToTheSuccessEvent() throws Exception {
    fetches.server.serve("/a.txt", Resource.of(70_000).withType("text/plain"));
    fetches.fetchPaths("movies", "/a.txt");
    run(
        """
        addEventListener("backgroundfetchsuccess", (event) => {
          const { registration } = event;
          log(event instanceof BackgroundFetchUpdateUIEvent, event instanceof BackgroundFetchEvent,
              event instanceof ExtendableEvent, event.cancelable, event.bubbles, event.isTrusted);
          log(registration.id, registration.result, registration.failureReason === "",
              registration.downloaded, registration.recordsAvailable, registration.uploadTotal);
          event.waitUntil((async () => {
            const records = await registration.matchAll();
            const record = await registration.match("/a.txt");
            log(records.length, record instanceof BackgroundFetchRecord, record !== records[0]);
            log(record.request instanceof Request, new URL(record.request.url).pathname,
                record.request === record.request);
            const response = await record.responseReady;
            log(response.status, response.headers.get("content-length"),
                response.headers.get("content-type"), (await response.arrayBuffer()).byteLength);
            const again = await (await registration.match("/a.txt")).responseReady;
            log((await again.arrayBuffer()).byteLength, again !== response);
            log(await registration.match("/other"));
            log(await registration.abort());
          })());
        });
        """);
    EventOutcome outcome = dispatch(fetches.delivery.await(0));
    assertThat(log)
        .containsExactly(
            "true true true false false true",
            "movies success true 70000 true 0",
            "1 true true",
            "true /a.txt true",
            "200 null text/plain 70000",
            "70000 true",
            "undefined",
            "false");
    assertThat(outcome.rejected()).isZero();
  }

  @Test
  void updatesTheDisplayOnceAndOnlyWhileTheEventIsActive() throws Exception {
    fetches.server.serve("/a", 10);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    run(
        """
        onbackgroundfetchsuccess = (event) => {
          self.kept = event;
          event.waitUntil((async () => {
            log(await failed(event.updateUI({ title: 7n, icons: {} })));
            log(await event.updateUI({ title: "All here", icons: [{ src: "../done.png" }] }));
            log(await failed(event.updateUI({ title: "again" })));
            const made = new BackgroundFetchUpdateUIEvent("x", { registration: event.registration });
            log(await failed(made.updateUI()));
          })());
        };
        """);
    dispatch(fetches.delivery.await(0));
    fetches.handled(fetch);
    await(realm.runScript(location.href(), "failed(kept.updateUI({ title: 'late' })).then(log);"));
    await(realm.idle());
    assertThat(log)
        .containsExactly(
            "TypeError",
            "undefined",
            "InvalidStateError",
            "InvalidStateError",
            "InvalidStateError");
    var info = await(fetches.service.info(fetch.uid()));
    assertThat(info.title()).isEqualTo("All here");
    assertThat(info.icons()).containsExactly(fetches.server.url("/done.png"));
  }

  @Test
  void losesTheRecordsWhenNobodyWaits() throws Exception {
    fetches.server.serve("/a", 10);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    run(
        """
        onbackgroundfetchsuccess = (event) => {
          self.kept = event.registration;
          self.early = event.registration.matchAll();
        };
        """);
    dispatch(fetches.delivery.await(0));
    fetches.handled(fetch);
    await(realm.idle());
    await(
        realm.runScript(
            location.href(),
            """
            (async () => {
              log(kept.recordsAvailable, kept.result);
              log(await failed(kept.matchAll()));
              const [record] = await early;
              log((await (await record.responseReady).text()).length > 0);
            })();
            """));
    await(realm.idle());
    assertThat(log).containsExactly("false success", "InvalidStateError", "true");
  }

  @Test
  void rejectsTheResponsesOfFailedRequests() throws Exception {
    fetches.server.serve("/b", 10).on("/broken", exchange -> exchange.raw("no http\r\n\r\n"));
    fetches.fetchPaths("movies", "/missing", "/b", "/broken");
    run(
        """
        onbackgroundfetchfail = (event) => event.waitUntil((async () => {
          const [missing, fine, broken] = await event.registration.matchAll();
          log(event.registration.result, ["bad-status", "fetch-error"].includes(
              event.registration.failureReason));
          log((await missing.responseReady).status, (await fine.responseReady).ok);
          log(await failed(broken.responseReady));
        })());
        """);
    dispatch(fetches.delivery.await(0));
    assertThat(log).containsExactly("failure true", "404 true", "TypeError");
  }

  @Test
  void firesProgressAndAbortsFromAScript() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", 300_000).fail("/a", new Fault.StallAfter(100_000, never));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    never.awaitReached();
    run(
        """
        onbackgroundfetchclick = (event) => {
          const { registration } = event;
          self.kept = registration;
          log(registration.recordsAvailable, registration.result === "", "updateUI" in event);
          registration.onprogress = ({ type, target }) => {
            if (target.result) log(type, target === registration, target.result, target.failureReason);
          };
          event.waitUntil((async () => {
            const [record] = await registration.matchAll();
            const response = await record.responseReady;
            const reading = failed(response.text());
            log(await registration.abort(), registration.result === "", await registration.abort());
            log(await reading, await failed(record.responseReady));
          })());
        };
        onbackgroundfetchabort = (event) => {
          log(event.registration === kept, event.registration.result, "updateUI" in event);
        };
        """);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                await(fetches.service.click(fetches.registration, "movies"));
              } catch (Exception e) {
                log.add("click failed: " + e);
              }
            });
    dispatch(fetches.delivery.await(0));
    dispatch(fetches.delivery.await(1));
    never.open();
    fetches.handled(fetch);
    assertThat(log)
        .containsExactly(
            "true true false",
            "true true false",
            "AbortError resolved",
            "progress true failure aborted",
            "true failure false");
  }

  @Test
  void startsAndFindsFetches() throws Exception {
    Gate gate = new Gate();
    fetches.server.serve("/app/a", 10).fail("/app/a", new Fault.StallBeforeAnswer(gate));
    run(
        """
        (async () => {
          log(manager instanceof BackgroundFetchManager, manager === registration.backgroundFetch);
          log(await manager.get("movies"), (await manager.getIds()).length);
          const fetch = await manager.fetch("movies", ["a", new Request("a?2"), ""],
              { title: "Movies", icons: [{ src: "i.png", sizes: "1x1" }], downloadTotal: 1e6 });
          log(fetch instanceof BackgroundFetchRegistration, fetch.id, fetch.result === "",
              fetch.downloadTotal, fetch.recordsAvailable);
          log(await manager.get("movies") === fetch, await manager.getIds());
          log(await failed(manager.fetch("movies", "a")));
          const records = await fetch.matchAll();
          log(records.map((record) => new URL(record.request.url).pathname
              + new URL(record.request.url).search));
          const pending = records[0].responseReady;
          log((await fetch.matchAll("a", { ignoreSearch: true })).length);
          self.done = pending.then((response) => log(response.status));
          log("started");
        })();
        """);
    awaitLog("started");
    gate.open();
    assertThat(fetches.delivery.await(0).fetch().failureReason()).isEqualTo("bad-status");
    awaitLog("200");
    assertThat(log)
        .containsExactly(
            "true true",
            "undefined 0",
            "true movies true 1000000 true",
            "true movies",
            "TypeError",
            "/app/a,/app/a?2,/app/sw.js",
            "2",
            "started",
            "200");
    assertThat(await(fetches.service.list(fetches.registration)).getFirst().icons())
        .containsExactly(fetches.server.url("/app/i.png"));
  }

  @Test
  void rejectsWhatCannotBeMeant() throws Exception {
    fetches.withAvailable(5000);
    realm.close();
    realm = openRealm();
    run(
        """
        (async () => {
          log(await failed(manager.fetch()));
          log(await failed(manager.fetch("x")));
          log(await failed(manager.fetch("x", [])));
          log(await failed(manager.fetch("x", "http://")));
          log(await failed(manager.fetch("x", "http://me:secret@127.0.0.1/")));
          log(await failed(manager.fetch("x", new Request("a", { mode: "no-cors" }))));
          log(await failed(manager.fetch("x", "a", { icons: {} })));
          log(await failed(manager.fetch("x", "a", { icons: [{}] })));
          log(await failed(manager.fetch("x", "a", { downloadTotal: Number.MAX_SAFE_INTEGER })));
          log(await failed(BackgroundFetchManager.prototype.get.call({}, "x")));
          const construct = (make) => { try { make(); return "made"; } catch (e) { return e.name; } };
          log(construct(() => new BackgroundFetchManager()),
              construct(() => new BackgroundFetchRegistration()),
              construct(() => new BackgroundFetchRecord()),
              construct(() => new BackgroundFetchEvent("x")),
              construct(() => new BackgroundFetchEvent("x", {})),
              construct(() => new BackgroundFetchUpdateUIEvent("x", { registration: {} })));
          log("done");
        })();
        """);
    awaitLog("done");
    assertThat(log)
        .containsExactly(
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "QuotaExceededError",
            "TypeError",
            "TypeError TypeError TypeError TypeError TypeError TypeError",
            "done");
    assertThat(await(fetches.service.ids(fetches.registration))).isEmpty();
  }

  @Test
  void sendsABodyAndGivesItBack() throws Exception {
    fetches.server.on(
        "/app/up",
        exchange -> exchange.respond(200, "got " + new String(exchange.bodyBytes(), "UTF-8")));
    run(
        """
        onbackgroundfetchsuccess = (event) => event.waitUntil((async () => {
          log((await event.registration.matchAll("up")).length);
          const record = await event.registration.match("up", { ignoreMethod: true });
          log(record.request.method, await record.request.text());
          log(await (await record.responseReady).text());
          log(event.registration.uploadTotal, event.registration.uploaded);
        })());
        (async () => {
          const request = new Request("up", { method: "POST", body: "h\u00e9llo" });
          const fetch = await manager.fetch("up", request);
          log(request.bodyUsed, fetch.uploadTotal);
        })();
        """);
    dispatch(fetches.delivery.await(0));
    assertThat(log).containsExactly("true 6", "0", "POST h\u00e9llo", "got h\u00e9llo", "6 6");
  }

  @Test
  void hasTheShapeOfItsInterfaces() throws Exception {
    run(
        """
        const shape = (c) => Object.keys(c.prototype).sort().join() + " " + c.length;
        log(shape(BackgroundFetchManager));
        log(shape(BackgroundFetchRegistration));
        log(shape(BackgroundFetchRecord));
        log(shape(BackgroundFetchEvent));
        log(shape(BackgroundFetchUpdateUIEvent));
        log(BackgroundFetchManager.prototype.fetch.length, BackgroundFetchRegistration.prototype.match.length,
            BackgroundFetchRegistration.prototype.matchAll.length);
        log(Object.prototype.toString.call(manager), "onbackgroundfetchsuccess" in self,
            "onbackgroundfetchfail" in self, "onbackgroundfetchabort" in self,
            "onbackgroundfetchclick" in self);
        """);
    assertThat(log)
        .containsExactly(
            "fetch,get,getIds 0",
            "abort,downloadTotal,downloaded,failureReason,id,match,matchAll,onprogress,"
                + "recordsAvailable,result,uploadTotal,uploaded 0",
            "request,responseReady 0",
            "registration 2",
            "updateUI 2",
            "2 1 0",
            "[object BackgroundFetchManager] true true true true");
  }
}
