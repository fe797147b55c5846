package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import org.junit.jupiter.api.Test;

/** The manager as a worker's script sees it, and the shape of all the interfaces. */
class BackgroundFetchManagerShimTest extends BackgroundFetchScriptTest {
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
        .containsExactly(
            new BackgroundFetchIcon(fetches.server.url("/app/i.png"), "1x1", null, null));
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
          const { get: ready } =
              Object.getOwnPropertyDescriptor(BackgroundFetchRecord.prototype, "responseReady");
          log(await failed(ready.call({})));
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
