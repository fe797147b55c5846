package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site from its folder to its worker's states, through every real layer. */
@Timeout(60)
class SiteTest {
  @TempDir Path temp;
  private SiteFixture site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private List<String> states() {
    return site.events(TraceEvent.WorkerStateChanged.class).stream()
        .map(TraceEvent.WorkerStateChanged::state)
        .toList();
  }

  private BellhopException registerFails() {
    CompletionException thrown =
        catchThrowableOfType(CompletionException.class, () -> site.site().register().join());
    return (BellhopException) thrown.getCause();
  }

  @Test
  void installsAndActivatesAWorker() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("install", (event) => {
          console.log(event instanceof InstallEvent, event instanceof ExtendableEvent);
          event.waitUntil(Promise.resolve().then(() => console.log("install done")));
        });
        onactivate = () => console.log("activate", registration.scope, registration.active.state);
        """);
    Registration registration = site.register();
    assertThat(registration.scope()).isEqualTo("https://localhost/");
    assertThat(registration.scriptUrl()).isEqualTo("https://localhost/sw.js");
    assertThat(site.console())
        .containsExactly("true true", "install done", "activate https://localhost/ activating");
    assertThat(states()).containsExactly("installing", "installed", "activating", "activated");
  }

  @Test
  void aPageFindsTheRegistrationThatIsReady() throws Exception {
    site.write("sw.js", "addEventListener('install', () => {});").write("hello.txt", "hello");
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then(async (registration) => {
          const again = await navigator.serviceWorker.getRegistration();
          const response = await fetch("hello.txt");
          console.log(registration === again, registration.active.state, await response.text());
        });
        """);
    assertThat(site.console()).containsExactly("true activated hello");
  }

  @Test
  void aPageThatRegistersSeesTheWorkerPassThroughItsStates() throws Exception {
    site.write(
        "sw.js", "oninstall = (event) => event.waitUntil(new Promise((r) => setTimeout(r, 10)));");
    site.run(
        """
        (async () => {
          const registration = await navigator.serviceWorker.register("sw.js");
          const worker = registration.installing;
          console.log(worker.state, registration.active);
          worker.onstatechange = () => console.log(worker.state);
          await navigator.serviceWorker.ready;
          console.log("ready", registration.active === worker);
        })();
        """);
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "installing null", "installed", "activating", "ready true", "activated");
  }

  @Test
  void aPageIsToldWhyItMayNotRegister() throws Exception {
    site.write("sw.js", "").write("sw.txt", "").write("broken.js", "const = 1;");
    site.run(
        """
        (async () => {
          const container = navigator.serviceWorker;
          for (const attempt of [
            () => container.register("https://elsewhere.example/sw.js"),
            () => container.register("sw.txt"),
            () => container.register("missing.js"),
            () => container.register("broken.js"),
            () => container.register("a%2fb.js"),
            () => container.register("sw.js", { scope: "https://elsewhere.example/" }),
            () => container.register("http://[bad"),
          ]) {
            await attempt().catch((error) => console.log(error.name));
          }
          console.log((await container.getRegistrations()).length);
        })();
        """);
    assertThat(site.console())
        .containsExactly(
            "SecurityError",
            "SecurityError",
            "TypeError",
            "TypeError",
            "TypeError",
            "SecurityError",
            "TypeError",
            "0");
  }

  @Test
  void unregisterRemovesTheRegistrationOnce() throws Exception {
    site.write("sw.js", "");
    site.register();
    Page page =
        site.run(
            """
        navigator.serviceWorker.ready.then(async (registration) => {
          console.log(await registration.unregister(), await registration.unregister());
          console.log(await navigator.serviceWorker.getRegistration());
        });
        """);
    assertThat(site.console()).containsExactly("true false", "undefined");
    assertThat(get(site.site().registration())).isEmpty();
    assertThat(states()).last().isEqualTo("activated");
    page.close();
    assertThat(states()).last().isEqualTo("redundant");
  }

  @Test
  void aPageThatHearsOfARedundantWorkerSeesItNoMore() throws Exception {
    site.write("sw.js", "");
    site.run(
        """
        (async () => {
          const container = navigator.serviceWorker;
          const registration = await container.register("sw.js", { scope: "/elsewhere/" });
          const worker = registration.installing;
          worker.onstatechange = async () => {
            if (worker.state === "activated") {
              await registration.unregister();
            } else if (worker.state === "redundant") {
              console.log(registration.installing, registration.waiting, registration.active);
            }
          };
        })();
        """);
    assertThat(site.console()).containsExactly("null null null");
  }

  @Test
  void aPageThatHearsOfAFailedInstallSeesTheWorkerNoMore() throws Exception {
    site.write("sw.js", "oninstall = (event) => event.waitUntil(Promise.reject());");
    site.run(
        """
        (async () => {
          const registration = await navigator.serviceWorker.register("sw.js");
          const worker = registration.installing;
          worker.onstatechange = () => console.log(worker.state, registration.installing);
        })();
        """);
    assertThat(site.console()).containsExactly("redundant null");
  }

  @Test
  void readyOfAnotherObjectRejects() throws Exception {
    site.write("sw.js", "");
    site.run(
        """
        const container = Object.getPrototypeOf(navigator.serviceWorker);
        const { get } = Object.getOwnPropertyDescriptor(container, "ready");
        get.call({}).catch((error) => console.log(error.name));
        """);
    assertThat(site.console()).containsExactly("TypeError");
  }

  @Test
  void aFailedInstallIsSaidAndLeavesNoRegistration() throws Exception {
    site.write("sw.js", "oninstall = (e) => e.waitUntil(Promise.reject(new Error('no disk')));");
    BellhopException failure = registerFails();
    assertThat(failure.kind()).isEqualTo(BellhopException.Kind.SCRIPT);
    assertThat(failure).hasMessageContaining("was not installed");
    assertThat(get(site.site().registration())).isEmpty();
  }

  @Test
  void aSyntaxErrorIsSaidWithItsPlace() throws Exception {
    site.write("sw.js", "const a = 1;\nconst b = ;\n");
    BellhopException failure = registerFails();
    assertThat(failure.kind()).isEqualTo(BellhopException.Kind.SYNTAX);
    assertThat(failure.frame()).isNotNull();
    assertThat(failure.frame().url()).isEqualTo("https://localhost/sw.js");
    assertThat(failure.frame().line()).isEqualTo(2);
    assertThat(failure.frame().text()).isEqualTo("const b = ;");
  }

  @Test
  void aScriptThatThrowsWhileStartingIsSaidWithItsPlace() throws Exception {
    site.write("sw.js", "\nnull.x;\n");
    BellhopException failure = registerFails();
    assertThat(failure.kind()).isEqualTo(BellhopException.Kind.SCRIPT);
    assertThat(failure.frame().line()).isEqualTo(2);
  }

  @Test
  void aLaterProcessFindsTheWorkerAndInstallsAChangedOne() throws Exception {
    site.write("sw.js", "onactivate = () => console.log('first');");
    site.register();
    site.restart();
    assertThat(get(site.site().registration())).isPresent();
    site.register();
    assertThat(site.console()).containsExactly("first");

    site.write("sw.js", "onactivate = () => console.log('second');");
    site.restart();
    site.register();
    assertThat(site.console()).containsExactly("first", "second");
  }

  @Test
  void aBrokenUpdateIsSaidAndTheOldWorkerStays() throws Exception {
    site.write("sw.js", "onbackgroundfetchsuccess = () => console.log('old');");
    site.register();
    site.write("sw.js", "const = 1;");
    site.restart();
    assertThat(registerFails().kind()).isEqualTo(BellhopException.Kind.SYNTAX);
    assertThat(get(site.site().registration())).isPresent();
  }

  @Test
  void refusesWhatIsNoSite() throws Exception {
    site.write("sw.js", "");
    assertRefused(SiteOptions.folder(temp.resolve("nowhere")), "there is no folder");
    assertRefused(
        SiteOptions.folder(site.folder()).withScript("no.js"), "there is no script no.js");
    assertRefused(SiteOptions.folder(site.folder()).withScript("../x.js"), "is not in the site's");
    assertRefused(SiteOptions.folder(site.folder()).withOrigin("localhost"), "is not an origin");
    assertRefused(SiteOptions.folder(site.folder()).withOrigin("http://a.example"), "need https");
    assertRefused(
        SiteOptions.folder(site.folder()).withUpstream(URI.create("ftp://a.example")),
        "is not an http or https URL");
    int port = site.site().servedAt().getPort();
    assertRefused(
        SiteOptions.folder(site.folder()).withOrigin("https://other.localhost").withPort(port),
        "port " + port + " is in use");
  }

  private void assertRefused(SiteOptions options, String sentence) {
    BellhopException refused =
        catchThrowableOfType(BellhopException.class, () -> site.host().site(options));
    assertThat(refused).hasMessageContaining(sentence);
  }
}
