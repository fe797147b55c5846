package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SiteStatus;
import dev.bellhop.SiteStatus.ClientStatus;
import dev.bellhop.SiteStatus.EventStatus;
import dev.bellhop.SiteStatus.RegistrationStatus;
import dev.bellhop.SiteStatus.WorkerStatus;
import dev.bellhop.testing.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  @TempDir Path temp;

  @Test
  void emptySiteHasNothing() throws Exception {
    try (var fixture = new SiteFixture(temp)) {
      fixture.write("sw.js", "");
      assertThat(SiteFixture.get(fixture.site().status()))
          .satisfies(
              status -> {
                assertThat(status.registrations()).isEmpty();
                assertThat(status.clients()).isEmpty();
              });
    }
  }

  @Test
  void tellsOfWorkersTheirEventsAndPages() throws Exception {
    var clock = new VirtualClock();
    try (var fixture = new SiteFixture(temp, builder -> builder.clock(clock))) {
      fixture.write(
          "sw.js",
          """
          let go;
          addEventListener("message", (event) => {
            if (event.data === "go") go();
            else {
              event.waitUntil(new Promise((resolve) => { go = resolve; }));
              event.waitUntil(new Promise(() => {}));
              console.log("holding");
            }
          });
          """);
      fixture.register();
      fixture.write("page.js", "navigator.serviceWorker.controller.postMessage('hold');");
      SiteFixture.get(fixture.site().openPage("page.js"));
      fixture.awaitConsole("holding");
      clock.advance(Duration.ofSeconds(2));

      SiteStatus status = SiteFixture.get(fixture.site().status());

      RegistrationStatus registration = status.registrations().getFirst();
      assertThat(registration.scope()).isEqualTo("https://localhost/");
      assertThat(registration.installing()).isNull();
      assertThat(registration.waiting()).isNull();
      assertThat(registration.active())
          .isEqualTo(
              new WorkerStatus(
                  "https://localhost/sw.js",
                  "classic",
                  "activated",
                  true,
                  List.of("message"),
                  List.of(new EventStatus("message", Duration.ofSeconds(2).toNanos(), 2))));
      ClientStatus page = status.clients().getFirst();
      assertThat(page.url()).isEqualTo("https://localhost/page.js");
      assertThat(page.controller()).isEqualTo("https://localhost/sw.js");
    }
  }

  @Test
  void busyScriptIsNotWaitedFor() throws Exception {
    var clock = new VirtualClock();
    try (var fixture = new SiteFixture(temp, builder -> builder.clock(clock))) {
      fixture.write(
          "sw.js",
          """
          addEventListener("message", () => {
            console.log("busy");
            while (true) {}
          });
          """);
      fixture.register();
      fixture.write("page.js", "navigator.serviceWorker.controller.postMessage('x');");
      SiteFixture.get(fixture.site().openPage("page.js"));
      fixture.awaitConsole("busy");

      CompletableFuture<SiteStatus> asked = fixture.site().status();
      assertThat(asked).isNotDone();
      clock.advance(Duration.ofSeconds(1));

      assertThat(SiteFixture.get(asked).registrations().getFirst().active().events())
          .extracting(EventStatus::type, EventStatus::pendingPromises)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("message", null));
    }
  }

  @Test
  void workerAtRestIsStopped() throws Exception {
    try (var fixture = new SiteFixture(temp)) {
      fixture.write(
          "sw.js", "addEventListener('fetch', () => {}); addEventListener('push', f => f);");
      fixture.register();
      fixture.restart();
      WorkerStatus active =
          SiteFixture.get(fixture.site().status()).registrations().getFirst().active();
      assertThat(active.running()).isFalse();
      assertThat(active.eventTypes()).containsExactly("fetch", "push");
    }
  }
}
