package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site from its folder to its worker's events, through every real layer. */
@Timeout(60)
class SiteTest {
  @TempDir Path temp;
  private Path folder;
  private final List<TraceEntry> trace = new CopyOnWriteArrayList<>();
  private Bellhop bellhop;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(temp.resolve("site"));
    bellhop = newHost();
  }

  private Bellhop newHost() {
    return Bellhop.builder().dataFolder(temp.resolve("data")).onTrace(trace::add).open();
  }

  @AfterEach
  void close() {
    bellhop.close();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Site site() {
    return bellhop.site(SiteOptions.folder(folder));
  }

  private <T extends TraceEvent> List<T> events(Class<T> type) {
    return trace.stream().map(TraceEntry::event).filter(type::isInstance).map(type::cast).toList();
  }

  private List<String> console() {
    return events(TraceEvent.ConsoleMessage.class).stream()
        .map(TraceEvent.ConsoleMessage::text)
        .toList();
  }

  @Test
  void installsAndActivatesAWorker() throws Exception {
    write(
        "sw.js",
        """
        addEventListener("install", (event) => {
          event.waitUntil(Promise.resolve().then(() => console.log("install done")));
        });
        onactivate = () => console.log("activate", registration.scope, registration.active.state);
        """);
    Registration registration = site().register().get(30, TimeUnit.SECONDS);
    assertThat(registration.scope()).isEqualTo("https://localhost/");
    assertThat(registration.scriptUrl()).isEqualTo("https://localhost/sw.js");
    assertThat(console()).containsExactly("install done", "activate https://localhost/ activating");
    assertThat(
            events(TraceEvent.WorkerStateChanged.class).stream()
                .map(TraceEvent.WorkerStateChanged::state))
        .containsExactly("installing", "installed", "activating", "activated");
  }

  @Test
  void aPageFindsTheRegistrationThatIsReady() throws Exception {
    write("sw.js", "addEventListener('install', () => {});");
    write(
        "page.js",
        """
        navigator.serviceWorker.ready.then(async (registration) => {
          const again = await navigator.serviceWorker.getRegistration();
          const response = await fetch("hello.txt");
          console.log(registration === again, registration.active.state, await response.text());
        });
        """);
    write("hello.txt", "hello");
    Site site = site();
    site.register().get(30, TimeUnit.SECONDS);
    site.openPage("page.js").get(30, TimeUnit.SECONDS);
    site.idle().get(30, TimeUnit.SECONDS);
    assertThat(console()).containsExactly("true activated hello");
  }

  @Test
  void aPageThatRegistersSeesTheWorkerPassThroughItsStates() throws Exception {
    write(
        "sw.js", "oninstall = (event) => event.waitUntil(new Promise((r) => setTimeout(r, 10)));");
    write(
        "page.js",
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
    Site site = site();
    site.openPage("page.js").get(30, TimeUnit.SECONDS);
    site.idle().get(30, TimeUnit.SECONDS);
    assertThat(console())
        .containsExactlyInAnyOrder(
            "installing null", "installed", "activating", "ready true", "activated");
  }

  @Test
  void aFailedInstallIsSaidAndLeavesNoRegistration() throws Exception {
    write("sw.js", "oninstall = (e) => e.waitUntil(Promise.reject(new Error('no disk')));");
    Site site = site();
    BellhopException failure = failureOf(site);
    assertThat(failure.kind()).isEqualTo(BellhopException.Kind.SCRIPT);
    assertThat(failure).hasMessageContaining("was not installed");
    assertThat(site.registration().get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aSyntaxErrorIsSaidWithItsPlace() throws Exception {
    write("sw.js", "const a = 1;\nconst b = ;\n");
    BellhopException failure = failureOf(site());
    assertThat(failure.kind()).isEqualTo(BellhopException.Kind.SYNTAX);
    assertThat(failure.frame()).isNotNull();
    assertThat(failure.frame().url()).isEqualTo("https://localhost/sw.js");
    assertThat(failure.frame().line()).isEqualTo(2);
    assertThat(failure.frame().text()).isEqualTo("const b = ;");
  }

  private static BellhopException failureOf(Site site) {
    CompletionException thrown =
        catchThrowableOfType(CompletionException.class, () -> site.register().join());
    return (BellhopException) thrown.getCause();
  }

  @Test
  void aLaterProcessFindsTheWorkerAndInstallsAChangedOne() throws Exception {
    write("sw.js", "onactivate = () => console.log('first');");
    site().register().get(30, TimeUnit.SECONDS);
    bellhop.close();

    bellhop = newHost();
    Site second = site();
    assertThat(second.registration().get(30, TimeUnit.SECONDS)).isPresent();
    second.register().get(30, TimeUnit.SECONDS);
    assertThat(console()).containsExactly("first");
    bellhop.close();

    write("sw.js", "onactivate = () => console.log('second');");
    bellhop = newHost();
    site().register().get(30, TimeUnit.SECONDS);
    assertThat(console()).containsExactly("first", "second");
  }
}
