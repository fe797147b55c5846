package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainDisplayTest {
  private final StringWriter written = new StringWriter();
  private final PlainDisplay display = new PlainDisplay(new PrintWriter(written));

  @Test
  void tellsABackgroundFetchFromStartToEnd() {
    at(0, new TraceEvent.BackgroundFetchRegistered("m", "Film night", List.of("a", "b"), 4000, 0));
    at(1000, new TraceEvent.BackgroundFetchCompleted("m", "success", "", 3000, 1_000_000_000));
    at(1100, new TraceEvent.BackgroundFetchUiUpdated("m", "Ready", List.of()));
    assertThat(written.toString())
        .isEqualTo(
            """
            fetch    Film night: 2 requests, at most 4.0 kB
            fetch    Film night: complete, 3.0 kB in 1.0 s
            fetch    Film night: now called "Ready"
            """);
  }

  @Test
  void tellsProgressAtEachQuarter() {
    at(0, new TraceEvent.BackgroundFetchRegistered("m", null, List.of("a"), 0, 0));
    for (int i = 1; i <= 10; i++) {
      at(i * 100, progress(i * 1_000_000, 10_000_000));
    }
    assertThat(written.toString().lines())
        .containsExactly(
            "fetch    m: 1 request",
            "fetch    m: 30 %, 3.0 MB of 10.0 MB, 10.0 MB/s, 1 s left",
            "fetch    m: 50 %, 5.0 MB of 10.0 MB, 10.0 MB/s, 1 s left",
            "fetch    m: 80 %, 8.0 MB of 10.0 MB, 10.0 MB/s, 1 s left");
  }

  @Test
  void tellsProgressAfterFiveSecondsOfSilence() {
    at(0, new TraceEvent.BackgroundFetchRegistered("m", null, List.of("a"), 0, 0));
    at(4900, progress(49_000, -1));
    at(5000, progress(50_000, -1));
    at(5100, progress(51_000, -1));
    assertThat(written.toString().lines())
        .containsExactly("fetch    m: 1 request", "fetch    m: 50.0 kB, 0.01 MB/s");
  }

  @Test
  void tellsWhatAnEarlierProcessLeft() {
    at(0, new TraceEvent.BackgroundFetchResumed("m", "Film night", 5, 3, 2_000_000));
    assertThat(written.toString())
        .isEqualTo("fetch    Film night: goes on, 3 of 5 requests left, 2.0 MB here already\n");
  }

  @Test
  void aborted() {
    at(0, new TraceEvent.BackgroundFetchRegistered("m", null, List.of("a"), 0, 0));
    at(1, new TraceEvent.BackgroundFetchCompleted("m", "failure", "aborted", 10, 0));
    assertThat(written.toString()).contains("fetch    m: aborted after 10 B in 0 ms");
  }

  @Test
  void severalPagesAreToldApartByTheirNames() {
    at(0, new TraceEvent.PageStarted("https://localhost/a.js"));
    at(1, new TraceEvent.ConsoleMessage("https://localhost/a.js", "log", "alone"));
    at(2, new TraceEvent.PageStarted("https://localhost/app/b.html"));
    at(3, new TraceEvent.ConsoleMessage("https://localhost/a.js", "log", "one"));
    at(4, new TraceEvent.ConsoleMessage("https://localhost/app/b.html", "log", "two"));
    at(5, new TraceEvent.ConsoleMessage("https://localhost/sw.js", "log", "three"));
    assertThat(written.toString())
        .isEqualTo(
            """
            page     https://localhost/a.js
            console  alone
            page     https://localhost/app/b.html
            console  a.js: one
            console  app/b.html: two
            console  sw.js: three
            """);
  }

  @Test
  void tellsWhatWorkersDoWithWindows() {
    String worker = "https://localhost/sw.js";
    at(0, new TraceEvent.WindowOpened("https://localhost/a.js", worker));
    at(1, new TraceEvent.WindowFocused("https://localhost/a.js", worker));
    at(2, new TraceEvent.WindowFocused("https://localhost/a.js", null));
    at(3, new TraceEvent.WindowNavigated("https://localhost/a.js", "https://x.test/", worker));
    assertThat(written.toString())
        .isEqualTo(
            """
            page     sw.js opens https://localhost/a.js
            page     https://localhost/a.js has the focus, by sw.js
            page     https://localhost/a.js has the focus
            page     sw.js sends https://localhost/a.js to https://x.test/
            """);
  }

  @Test
  void consoleMessagesOfSeveralLinesAreIndented() {
    at(0, new TraceEvent.ConsoleMessage("https://localhost/sw.js", "log", "one\ntwo"));
    assertThat(written.toString()).isEqualTo("console  one\n         two\n");
  }

  @Test
  void controlCharactersOfScriptsDoNotReachTheTerminal() {
    at(0, new TraceEvent.ConsoleMessage("https://localhost/sw.js", "log", "a\u001b[2Jb\u009bc"));
    at(0, new TraceEvent.BackgroundFetchRegistered("m", "T\u001b]0;x\u0007", List.of("a"), 0, 0));
    at(0, new TraceEvent.ScriptError("r", "exception", "E\u001b[31m", null));
    assertThat(written.toString())
        .doesNotContainPattern("[\u001b\u0007\u009b]")
        .contains("a\\x1b[2Jb");
  }

  @Test
  void errorsAndDiagnosticsSayWhere() {
    SourceFrame frame = new SourceFrame("https://localhost/sw.js", 2, 5, "  boom();");
    at(0, new TraceEvent.ScriptError("https://localhost/sw.js", "exception", "Error: x", frame));
    at(0, new TraceEvent.Diagnostic("BH0001", "waituntil-function", "It is.", null, null, frame));
    assertThat(written.toString())
        .isEqualTo(
            """
            error    https://localhost/sw.js:2:5: Error: x
            warning  BH0001 waituntil-function at https://localhost/sw.js:2:5
            """);
  }

  private void at(long millis, TraceEvent event) {
    display.entry(new TraceEntry(1, Instant.EPOCH.plusMillis(millis), event));
  }

  private static TraceEvent progress(long bytes, long expected) {
    return new TraceEvent.BackgroundFetchProgress("m", bytes, 0, expected, 0, 1);
  }
}
