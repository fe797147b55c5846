package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What hosts of service workers tend to forget. What is about responses and caches stands
 * elsewhere: {@link FetchEventTest#respondWithComesAtOnceAndOnceAndStopsLaterListeners}, {@link
 * ImportScriptsTest#anInstalledWorkerHasOnlyWhatItImportedBefore}, and the tests of caches.
 */
@Timeout(60)
class LifecycleChecklistTest extends SiteTestCase {
  private List<String> states() {
    return site.events(TraceEvent.WorkerStateChanged.class).stream()
        .map(TraceEvent.WorkerStateChanged::state)
        .toList();
  }

  @Test
  void listenersAddedInPromiseJobsOfTheFirstEvaluationCount() throws Exception {
    site.write(
        "sw.js",
        """
        Promise.resolve().then(() => Promise.resolve()).then(() => {
          addEventListener("install", () => {
            console.log("install 1");
            Promise.resolve().then(() => console.log("microtask"));
          });
          addEventListener("install", () => console.log("install 2"));
        });
        """);
    site.register();
    assertThat(site.console()).containsExactly("install 1", "microtask", "install 2");
  }

  @Test
  void registerResolvesBeforeTheInstallEventHasEnded() throws Exception {
    site.write(
        "sw.js",
        """
        const told = new Promise((resolve) => (onmessage = resolve));
        oninstall = (event) => event.waitUntil(told);
        """);
    site.run(
        """
        (async () => {
          const registration = await navigator.serviceWorker.register("sw.js");
          const worker = registration.installing;
          console.log(worker.state);
          worker.postMessage("go on");
          await navigator.serviceWorker.ready;
          console.log("ready");
        })();
        """);
    assertThat(site.console()).containsExactly("installing", "ready");
  }

  @Test
  void aWorkerMaySkipWaitingWhileItIsEvaluated() throws Exception {
    site.write("sw.js", "// 1");
    site.register();
    site.run("navigator.serviceWorker.oncontrollerchange = () => console.log('changed');");
    site.write("sw.js", "skipWaiting().then(() => console.log('skipped')); // 2");
    site.register();
    site.awaitConsole("changed");
    site.awaitConsole("skipped");
  }

  @Test
  void activateNeverFails() throws Exception {
    site.write(
        "sw.js",
        """
        onactivate = (event) => {
          event.waitUntil(Promise.reject(new Error("no")));
          throw new Error("never mind");
        };
        """);
    site.register();
    assertThat(states()).containsExactly("installing", "installed", "activating", "activated");
  }

  @Test
  void aWorkerThatIsStoppedWhileItIsActivatedIsActivated() throws Exception {
    site.write(
        "sw.js",
        """
        onactivate = (event) => {
          console.log("activate");
          event.waitUntil(new Promise(() => {}));
        };
        """);
    var registering = site.site().register();
    site.awaitConsole("activate");
    get(get(site.site().registration()).orElseThrow().terminate());
    get(registering);
    assertThat(states()).last().isEqualTo("activated");
  }

  @Test
  void onlyTheActiveWorkerClaims() throws Exception {
    site.write("sw.js", "// 1");
    site.register();
    site.run("");
    site.write(
        "sw.js",
        """
        oninstall = (event) => event.waitUntil(
            clients.claim().catch((error) => console.log(error.name)));
        // 2
        """);
    site.register();
    assertThat(site.console()).containsExactly("InvalidStateError");
  }

  @Test
  void aWaitingWorkerIsPromotedAtARestartAndAnInstallingOneIsDiscarded() throws Exception {
    site.write("sw.js", "// 1");
    site.register();
    site.run("");
    site.write("sw.js", "onactivate = () => console.log('second');");
    site.register();
    assertThat(states()).last().isEqualTo("installed");
    site.write(
        "sw.js",
        """
        console.log("third");
        oninstall = (event) => event.waitUntil(new Promise(() => {}));
        """);
    site.site().register();
    site.awaitConsole("third");
    site.restart();
    site.site();
    site.awaitConsole("second");
    get(site.site().idle());
    assertThat(states()).last().isEqualTo("activated");
    assertThat(site.console()).containsExactly("third", "second");
  }

  @Test
  void aRegistrationWhoseOnlyWorkerWasInstallingIsDiscarded() throws Exception {
    site.write(
        "sw.js",
        """
        console.log("started");
        oninstall = (event) => event.waitUntil(new Promise(() => {}));
        """);
    site.site().register();
    site.awaitConsole("started");
    site.restart();
    assertThat(get(site.site().registration())).isEmpty();
  }

  @Test
  void aSkippedEventEndsWhatWaitsForIt() throws Exception {
    site.write("sw.js", "").write("film.txt", "film");
    site.register();
    site.run(
        """
        (async () => {
          const { backgroundFetch, active } = await navigator.serviceWorker.ready;
          await backgroundFetch.fetch("film", "film.txt");
          active.postMessage("nobody listens");
          console.log(await (await fetch("film.txt")).text());
        })();
        """);
    assertThat(site.console()).containsExactly("film");
    assertThat(site.events(TraceEvent.EventSkipped.class))
        .extracting(TraceEvent.EventSkipped::type)
        .contains("install", "activate", "message", "backgroundfetchsuccess");
  }

  @Test
  void eventsOfScriptsExtendNothing() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("install", (event) => {
          const own = new ExtendableEvent("own");
          addEventListener("own", () => {
            try {
              own.waitUntil(Promise.resolve());
            } catch (error) {
              console.log(error.name, own.isTrusted, event.isTrusted);
            }
          });
          dispatchEvent(own);
          event.waitUntil(() => console.log("never called"));
        });
        """);
    site.register();
    assertThat(site.console()).containsExactly("InvalidStateError false true");
    site.await(TraceEvent.Diagnostic.class, told -> told.name().equals("waituntil-function"));
  }

  @Test
  void theLongestScopeThatTheUrlBeginsWithMatches() throws Exception {
    Files.createDirectory(site.folder().resolve("deep"));
    site.write("sw.js", "").write("deep/sw.js", "").write("deep/prefix-of.js", "");
    site.run(
        """
            (async () => {
              const container = navigator.serviceWorker;
              for (const [script, scope] of [
                ["sw.js", "./"], ["deep/sw.js", "deep/"], ["deep/sw.js", "deep/prefix"]]) {
                await container.register(script, { scope });
              }
              for (const url of ["x", "deep", "deep/x", "deep/prefix-of/y#z", "deep/pre"]) {
                const { scope } = await container.getRegistration(url);
                console.log(url, scope.slice("https://localhost".length));
              }
              const all = await container.getRegistrations();
              console.log(Object.isFrozen(all), all.map(({ scope }) => scope.length).join());
              for (const url of ["https://elsewhere.example/", "http://[bad"]) {
                await container.getRegistration(url).catch((error) => console.log(error.name));
              }
            })();
            """);
    assertThat(site.console())
        .containsExactly(
            "x /",
            "deep /",
            "deep/x /deep/",
            "deep/prefix-of/y#z /deep/prefix",
            "deep/pre /deep/",
            "true 18,23,29",
            "SecurityError",
            "TypeError");
  }
}
