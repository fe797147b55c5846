package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Bellhop;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.TraceEvent;
import dev.bellhop.testing.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that goes beyond its limits, beside one of another site that goes on. */
@Timeout(60)
class LimitsTest {
  private final VirtualClock clock = new VirtualClock();
  @TempDir Path temp;
  private SiteFixture fixture;
  private Site calm;

  @BeforeEach
  void open() throws IOException {
    open(temp, builder -> builder.clock(clock));
  }

  private void open(Path where, UnaryOperator<Bellhop.Builder> options) throws IOException {
    fixture = new SiteFixture(where, options);
    Path folder = Files.createDirectory(where.resolve("calm"));
    Files.writeString(
        folder.resolve("sw.js"), "onfetch = (event) => event.respondWith(new Response('well'));");
    calm = fixture.host().site(SiteOptions.folder(folder).withOrigin("https://calm.example"));
    get(calm.register());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String answer(Site site, String path) throws IOException {
    try (SiteResponse response = get(site.fetch(SiteRequest.subresource(site.origin() + path)))) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void writeWorker(String misuse) throws IOException {
    fixture.write(
        "sw.js",
        """
        onfetch = (event) => {
          if (event.request.url.endsWith("/well")) {
            event.respondWith(new Response("well"));
            return;
          }
          console.log("on");
          %s
        };
        """
            .formatted(misuse));
    fixture.register();
  }

  private TraceEvent.Diagnostic diagnostic(String code) {
    return fixture.await(TraceEvent.Diagnostic.class, told -> told.name().equals(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " for (;;) {}",
        " const flood = () => { queueMicrotask(flood); }; flood();",
        " event.respondWith((async () => { for (;;) await 0; })());",
      })
  void aScriptBeyondItsLimitIsStoppedAndTheOthersGoOn(String misuse) throws Exception {
    writeWorker(misuse);
    var misused = fixture.site().fetch(SiteRequest.subresource("https://localhost/misuse"));
    fixture.awaitConsole("on");
    clock.advance(Duration.ofSeconds(15));
    assertThat(answer(calm, "/")).isEqualTo("well");
    // Whatever of that still runs has run for half of its time only.
    clock.advance(Duration.ofSeconds(15));
    assertToldOf("script-stuck");
    assertThat(misused).failsWithin(Duration.ofSeconds(20));
    assertThat(answer(calm, "/")).isEqualTo("well");
    assertThat(answer(fixture.site(), "/well")).isEqualTo("well");
  }

  private void assertToldOf(String code) {
    TraceEvent.Diagnostic told = diagnostic(code);
    assertThat(told.message())
        .startsWith("a script of https://localhost/sw.js ")
        .endsWith(" was stopped in the fetch event");
    assertThat(Objects.requireNonNull(told.frame()).line()).isEqualTo(7);
  }

  @Test
  void aFloodOfTimersIsStoppedAndTheOthersGoOn() throws Exception {
    fixture.close();
    open(Files.createDirectory(temp.resolve("other")), builder -> builder);
    writeWorker("for (;;) setTimeout(() => {}, 1e7);");
    var misused = fixture.site().fetch(SiteRequest.subresource("https://localhost/misuse"));
    assertToldOf("script-timers");
    assertThat(misused).failsWithin(Duration.ofSeconds(20));
    assertThat(answer(calm, "/")).isEqualTo("well");
    assertThat(answer(fixture.site(), "/well")).isEqualTo("well");
  }

  @Test
  void aLoopOfTheEnginesOwnIsToldWithItsEvent() throws Exception {
    writeWorker("new Array(1e9).fill(0);");
    var misused = fixture.site().fetch(SiteRequest.subresource("https://localhost/misuse"));
    fixture.awaitConsole("on");
    clock.advance(Duration.ofSeconds(30));
    assertThat(diagnostic("script-stuck").message()).endsWith(" was stopped in the fetch event");
    assertThat(misused).failsWithin(Duration.ofSeconds(20));
    assertThat(answer(calm, "/")).isEqualTo("well");
  }

  @Test
  void recursionWithoutEndIsAnErrorOfTheScript() throws Exception {
    writeWorker(
        """
          const f = () => f() + 1;
          try { f(); } catch (error) { event.respondWith(new Response(error.name)); }
        """);
    assertThat(answer(fixture.site(), "/deep")).isEqualTo("RangeError");
    assertThat(answer(calm, "/")).isEqualTo("well");
    assertThat(fixture.events(TraceEvent.Diagnostic.class)).isEmpty();
  }
}
