package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import dev.bellhop.TraceEvent;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code self.clients}, through a whole site. */
@Timeout(60)
class ClientsTest extends SiteTestCase {
  @Test
  void aWorkerThatClaimsControlsThePageThatRegisteredIt() throws Exception {
    site.write("sw.js", "onactivate = (event) => event.waitUntil(clients.claim());");
    site.run(
        """
        const container = navigator.serviceWorker;
        console.log(container.controller);
        container.oncontrollerchange = (event) => {
          const { controller } = container;
          console.log(event.type, controller instanceof ServiceWorker, controller.scriptURL);
          container.ready.then(({ active }) => console.log(active === controller));
        };
        container.register("sw.js");
        """);
    assertThat(site.console())
        .containsExactly("null", "controllerchange true https://localhost/sw.js", "true");
  }

  @Test
  void onlyAnActiveWorkerClaims() throws Exception {
    site.write(
        "sw.js",
        "oninstall = (e) => e.waitUntil(clients.claim().catch((error) => console.log(error.name)));");
    site.register();
    assertThat(site.console()).containsExactly("InvalidStateError");
  }

  @Test
  void aWorkerOfAnotherScopeDoesNotClaim() throws Exception {
    Files.createDirectory(site.folder().resolve("deep"));
    site.write("sw.js", "")
        .write("deep/sw.js", "onactivate = (event) => event.waitUntil(clients.claim());");
    site.run(
        """
        (async () => {
          const registration = await navigator.serviceWorker.register("deep/sw.js");
          const worker = registration.installing;
          worker.onstatechange = () => {
            if (worker.state === "activated") {
              console.log(navigator.serviceWorker.controller);
            }
          };
        })();
        """);
    site.awaitConsole("null");
  }

  @Test
  void aNewActiveWorkerTakesOverThePagesOfItsRegistration() throws Exception {
    site.write("sw.js", "onactivate = (event) => event.waitUntil(clients.claim()); // 1");
    site.run(
        """
        const container = navigator.serviceWorker;
        const seen = [];
        container.oncontrollerchange = async () => {
          seen.push(container.controller);
          console.log(seen.length, new Set(seen).size, container.controller.state);
        };
        container.register("sw.js");
        """);
    site.await(TraceEvent.WorkerStateChanged.class, change -> change.state().equals("activated"));
    site.write("sw.js", "skipWaiting(); // 2");
    site.register();
    get(site.site().idle());
    assertThat(site.console()).hasSize(2).last().asString().isEqualTo("2 2 activating");
  }

  @Test
  void matchAllTellsThePagesThatAreControlled() throws Exception {
    site.write(
        "sw.js",
        """
        const urls = async (options) => {
          const all = await clients.matchAll(options);
          return `${Object.isFrozen(all)} ${all.map(({ url }) => url.slice(18)).join()}`;
        };
        onmessage = (event) => event.waitUntil((async () => {
          console.log(await urls());
          console.log(await urls({ includeUncontrolled: true }));
          console.log(await urls({ includeUncontrolled: true, type: "all" }));
          console.log(await urls({ includeUncontrolled: true, type: "worker" }));
          await clients.matchAll({ type: "tab" }).catch((error) => console.log(error.name));
          if (event.data === "claim") {
            await clients.claim();
            console.log(await urls());
          }
        })());
        """);
    site.write("first.js", "");
    get(site.site().openPage("first.js"));
    site.run(
        """
        navigator.serviceWorker.register("sw.js");
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage("claim"));
        """);
    assertThat(site.console())
        .containsExactly(
            "true ",
            "true first.js,page.js",
            "true first.js,page.js",
            "true ",
            "TypeError",
            "true first.js,page.js");
  }

  @Test
  void aClientIsFoundByItsIdUntilItsPageIsClosed() throws Exception {
    site.write(
            "sw.js",
            """
        let first;
        onmessage = (event) => event.waitUntil((async () => {
          first ??= event.source;
          const found = await clients.get(first.id);
          console.log(found instanceof WindowClient, found === first, found?.id === first.id);
          console.log(await clients.get("nobody"));
          first.postMessage("to a page that may be closed");
        })());
        """)
        .write(
            "first.js",
            "navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1));");
    site.register();
    Page first = get(site.site().openPage("first.js"));
    get(site.site().idle());
    first.close();
    site.run("navigator.serviceWorker.ready.then(({ active }) => active.postMessage(2));");
    assertThat(site.console())
        .containsExactly("true false true", "undefined", "false false false", "undefined");
  }

  @Test
  void theRequestsOfAPageThatWasClaimedGoToTheWorker() throws Exception {
    site.write(
        "sw.js",
        """
        onactivate = (event) => event.waitUntil(clients.claim());
        onfetch = (event) => event.respondWith(
            clients.get(event.clientId).then((client) => new Response("for " + client.url)));
        """);
    site.run(
        """
        navigator.serviceWorker.oncontrollerchange = async () => {
          console.log(await (await fetch("anything")).text());
        };
        navigator.serviceWorker.register("sw.js");
        """);
    site.awaitConsole("for https://localhost/page.js");
  }
}
