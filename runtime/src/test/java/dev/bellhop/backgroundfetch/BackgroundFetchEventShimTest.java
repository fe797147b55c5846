package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import org.junit.jupiter.api.Test;

/** The events and their registration and records as a worker's script sees them. */
class BackgroundFetchEventShimTest extends BackgroundFetchScriptTest {
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
            "diagnostic updateui-twice",
            "InvalidStateError",
            "InvalidStateError",
            "diagnostic updateui-too-late",
            "InvalidStateError");
    var info = await(fetches.service.info(fetch.uid()));
    assertThat(info.title()).isEqualTo("All here");
    assertThat(info.icons())
        .containsExactly(BackgroundFetchIcon.at(fetches.server.url("/done.png")));
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
    assertThat(log)
        .containsExactly(
            "false success", "diagnostic records-unavailable", "InvalidStateError", "true");
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
            const aborted = await registration.abort();
            const unsettled = registration.result === "";
            log(aborted, unsettled, await registration.abort());
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
        .containsExactlyInAnyOrder(
            "true true false",
            "true true false",
            "AbortError resolved",
            "progress true failure aborted",
            "true failure false");
  }
}
