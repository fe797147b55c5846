package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.CacheSummary;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
  private final Account account = new Account(Style.PLAIN);

  @Test
  void tellsEventsCachesAndThatAllWentWell() {
    at(0, new TraceEvent.PageStarted("https://localhost/page.js"));
    at(100, new TraceEvent.EventHandled("install", null, 1, 0, 0, 2_000_000));
    at(1500, new TraceEvent.EventHandled("backgroundfetchsuccess", "m", 2, 0, 0, 30_000_000));
    assertThat(printed(List.of(new CacheSummary("films", 2, 3000), new CacheSummary("x", 1, 5))))
        .isEqualTo(
            """

            Events
                 100 ms  install                   1 listener, 2 ms
                  1.5 s  backgroundfetchsuccess m  2 listeners, 30 ms

            Caches
              films: 2 entries, 3.0 kB
              x: 1 entry, 5 B

            What went wrong
              nothing
            """);
    assertThat(account.failed()).isFalse();
  }

  @Test
  void aDiagnosticIsExplainedAndIsNoFailure() {
    SourceFrame frame =
        new SourceFrame("https://localhost/sw.js", 3, 19, "  event.waitUntil(async () => {");
    at(
        0,
        new TraceEvent.Diagnostic(
            "BH0001",
            "waituntil-function",
            "Nobody calls it.",
            "Call it.",
            "https://example.com/",
            frame));
    assertThat(printed(List.of()))
        .endsWith(
            """
            What went wrong
              BH0001 waituntil-function: Nobody calls it.
                at https://localhost/sw.js:3:19
                  event.waitUntil(async () => {
                                  ^
                instead: Call it.
                see https://example.com/
                bellhop explain BH0001 tells more
            """);
    assertThat(account.failed()).isFalse();
    assertThat(account.diagnosed()).isTrue();
  }

  @Test
  void aFailedFetchSaysWhyForEachRecord() {
    at(
        0,
        new TraceEvent.RequestProcessingCompleted(
            "m", 0, "https://localhost/a", "bad-status", 404, 0, "404 Not Found"));
    at(0, new TraceEvent.BackgroundFetchCompleted("m", "failure", "bad-status", 0, 0));
    assertThat(printed(List.of()))
        .contains(
            "  m: https://localhost/a: 404 Not Found (bad-status)\n  m: failed, bad-status\n");
    assertThat(account.failed()).isTrue();
  }

  @Test
  void ofManyFailedRecordsSomeAreTold() {
    for (int i = 0; i < 14; i++) {
      at(
          0,
          new TraceEvent.RequestProcessingCompleted(
              "m", i, "https://localhost/" + i, i < 2 ? "aborted" : "bad-status", 404, 0, "No"));
    }
    at(0, new TraceEvent.BackgroundFetchCompleted("m", "failure", "bad-status", 0, 0));
    assertThat(printed(List.of()))
        .contains("https://localhost/2: No (bad-status)")
        .contains("https://localhost/11: No (bad-status)\n  m: and 2 more\n  m: failed")
        .doesNotContain("(aborted)");
  }

  @Test
  void anAbortIsNoFailure() {
    at(0, new TraceEvent.BackgroundFetchCompleted("m", "failure", "aborted", 0, 0));
    assertThat(printed(List.of())).contains("  m: aborted\n");
    assertThat(account.failed()).isFalse();
  }

  @Test
  void scriptErrorsAndRejectedPromisesAreFailures() {
    at(0, new TraceEvent.EventHandled("install", null, 1, 0, 2, 0));
    assertThat(account.failed()).isTrue();
    assertThat(printed(List.of())).contains("1 listener, 2 waitUntil promises rejected, 0 ms");

    Account other = new Account(Style.PLAIN);
    other.entry(
        new TraceEntry(
            1, Instant.EPOCH, new TraceEvent.ScriptError("page", "exception", "Error: x", null)));
    assertThat(other.failed()).isTrue();
  }

  private void at(long millis, TraceEvent event) {
    account.entry(new TraceEntry(1, Instant.EPOCH.plusMillis(millis), event));
  }

  private String printed(List<CacheSummary> caches) {
    StringWriter written = new StringWriter();
    account.print(new PrintWriter(written), caches);
    return written.toString();
  }
}
