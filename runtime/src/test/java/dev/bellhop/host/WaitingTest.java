package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import dev.bellhop.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers that wait for pages, registrations that end with them, and jobs, through a whole site.
 */
@Timeout(60)
class WaitingTest extends SiteTestCase {
  private List<String> states() {
    return site.events(TraceEvent.WorkerStateChanged.class).stream()
        .map(TraceEvent.WorkerStateChanged::state)
        .toList();
  }

  @Test
  void aNewWorkerWaitsWhileAPageUsesTheOldOne() throws Exception {
    site.write("sw.js", "onmessage = (event) => event.source.postMessage('first');");
    site.register();
    Page page =
        site.run(
            """
            (async () => {
              const container = navigator.serviceWorker;
              const registration = await container.ready;
              container.onmessage = ({ data }) => console.log(data);
              const first = registration.active;
              first.onstatechange = () => console.log("first", first.state);
              registration.onupdatefound = () => {
                const worker = registration.installing;
                worker.onstatechange = () => {
                  console.log(worker.state, registration.waiting === worker);
                  container.controller.postMessage("who are you?");
                };
              };
            })();
            """);
    site.write("sw.js", "onactivate = () => console.log('second activates');");
    site.register();
    site.awaitConsole("first");
    assertThat(site.console()).containsExactly("installed true", "first");
    page.close();
    site.awaitConsole("second activates");
    get(site.site().idle());
    assertThat(states()).containsSequence("redundant", "activating", "activated");
  }

  @Test
  void anEventThatHasEndedLetsTheWaitingWorkerGo() throws Exception {
    site.write(
        "sw.js",
        """
        let end;
        onmessage = (event) => {
          if (event.data === "end") {
            end();
          } else {
            event.waitUntil(new Promise((resolve) => (end = resolve)));
          }
        };
        """);
    site.write("second.js", "skipWaiting();");
    site.register();
    site.run(
        """
        const container = navigator.serviceWorker;
        container.oncontrollerchange = () => console.log("changed");
        container.ready.then(async (registration) => {
          const { active } = registration;
          active.postMessage("begin");
          const next = (await container.register("second.js")).installing;
          next.onstatechange = () => {
            console.log(next.state);
            if (next.state === "installed") {
              setTimeout(() => active.postMessage("end"), 20);
            }
          };
        });
        """);
    assertThat(site.console()).containsExactly("installed", "activating", "changed", "activated");
  }

  @Test
  void anUnregisteredWorkerServesItsPagesUntilTheyGo() throws Exception {
    site.write(
        "sw.js",
        """
        onfetch = (event) => event.respondWith(new Response("worker"));
        """);
    site.write("file.txt", "network");
    site.register();
    Page page =
        site.run(
            """
            (async () => {
              const container = navigator.serviceWorker;
              const before = await container.ready;
              console.log(await before.unregister(), before.active.state);
              console.log(await (await fetch("file.txt")).text());
              await before.update().catch((error) => console.log(error.name));
              const again = await container.register("sw.js");
              console.log(again === before, container.controller === before.active);
              await container.ready;
              console.log(again.scope === before.scope, await container.getRegistration() === again);
            })();
            """);
    assertThat(site.console())
        .containsExactly("true activated", "worker", "TypeError", "false true", "true true");
    assertThat(states()).doesNotContain("redundant");
    page.close();
    assertThat(states().stream().filter("redundant"::equals)).hasSize(1);
    site.restart();
    assertThat(get(site.site().registration())).isPresent();
  }

  @Test
  void aLaterProcessKnowsNothingOfAnUnregisteredRegistration() throws Exception {
    site.write("sw.js", "").write("film.txt", "film");
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then(async (registration) => {
          console.log(await registration.unregister());
          await registration.backgroundFetch.fetch("film", "film.txt")
              .catch((error) => console.log(error.name));
        });
        """);
    assertThat(site.console()).containsExactly("true", "TypeError");
    site.restart();
    assertThat(get(site.site().registration())).isEmpty();
  }

  @Test
  void registerFindsTheSameRegistrationAndChangesWhatDiffers() throws Exception {
    site.write("sw.js", "").write("other.js", "");
    site.run(
        """
        (async () => {
          const container = navigator.serviceWorker;
          const first = await container.register("sw.js");
          await container.ready;
          const [a, b] = await Promise.all([
            container.register("sw.js", { updateViaCache: "none" }),
            container.register("sw.js", { updateViaCache: "none" }),
          ]);
          console.log(a === first, b === first, first.updateViaCache, first.installing);
          const worker = first.active;
          const c = await container.register("other.js", { updateViaCache: "all" });
          console.log(c === first, c.updateViaCache, c.installing.scriptURL);
          for (const attempt of [{ type: "sharp" }, { updateViaCache: "never" }]) {
            await container.register("sw.js", attempt).catch((error) => console.log(error.name));
          }
        })();
        """);
    assertThat(site.console())
        .containsExactly(
            "true true none null", "true all https://localhost/other.js", "TypeError", "TypeError");
    site.restart();
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) =>
            console.log(registration.updateViaCache, registration.active.scriptURL));
        """);
    assertThat(site.console()).last().isEqualTo("all https://localhost/other.js");
  }

  @Test
  void aWorkerThatIsInstallingMayNotUpdate() throws Exception {
    site.write(
        "sw.js",
        """
        oninstall = (event) => event.waitUntil((async () => {
          console.log(registration.installing === serviceWorker, serviceWorker.state);
          await registration.update().catch((error) => console.log(error.name));
          const { serviceWorker: container } = navigator;
          console.log(container.controller, await container.getRegistration() === registration);
        })());
        onactivate = (event) => event.waitUntil(
            registration.update().then((same) => console.log(same === registration)));
        """);
    site.register();
    get(site.site().idle());
    assertThat(site.console())
        .containsExactly("true installing", "InvalidStateError", "null true", "true");
  }

  @Test
  void emptyFetchListenersAreLeftOut() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("fetch", () => { /* nothing */ });
        onfetch = function (event) {
          // nothing either
        };
        """);
    site.write("file.txt", "network");
    site.register();
    site.run("fetch('file.txt').then(async (it) => console.log(await it.text()));");
    assertThat(site.console()).containsExactly("network");
    assertThat(site.dispatched()).isEmpty();
    site.await(TraceEvent.Diagnostic.class, told -> told.name().equals("empty-fetch-listener"));
    site.restart();
    site.run("fetch('file.txt').then(async (it) => console.log(await it.text()));");
    assertThat(site.dispatched()).isEmpty();
  }

  @Test
  void fetchListenersThatMayDoSomethingAreCalled() throws Exception {
    site.write("file.txt", "network");
    for (String listener :
        List.of(
            "{ handleEvent() {} }",
            "(event) => ({})",
            "(event) => () => {}",
            "function () { let a; }",
            "(event) => (self.seen = {})",
            "() => {}, addEventListener('fetch', () => console.log('second'))")) {
      site.write(
          "sw.js", "skipWaiting(); addEventListener('fetch', " + listener + "); // " + listener);
      site.register();
      get(site.site().idle());
      int before = site.dispatched().size();
      site.run("fetch('file.txt');").close();
      assertThat(site.dispatched().subList(before, site.dispatched().size()))
          .as(listener)
          .isNotEmpty()
          .containsOnly("fetch");
    }
  }

  @Test
  void aListenerThatComesTooLateIsNamedAsAMistake() throws Exception {
    site.write(
        "sw.js",
        """
        oninstall = () => {
          addEventListener("push", () => {});
          addEventListener("own", () => {});
          addEventListener("message", () => {});
          addEventListener("message", () => {});
        };
        """);
    site.register();
    assertThat(site.events(TraceEvent.Diagnostic.class))
        .filteredOn(told -> told.name().equals("late-listener"))
        .extracting(told -> told.frame().line())
        .contains(4)
        .doesNotContain(3, 5);
  }
}
