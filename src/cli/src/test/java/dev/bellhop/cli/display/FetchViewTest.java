package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Progress;
import dev.bellhop.BackgroundFetchInfo.Record;
import dev.bellhop.BackgroundFetchInfo.Wait;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchViewTest {
  private final StringWriter out = new StringWriter();

  private Terminal terminal(int columns) {
    PrintWriter writer = new PrintWriter(out, true);
    return new Terminal(writer, writer, true, Style.PLAIN, columns);
  }

  private static BackgroundFetchInfo info(
      String state, String result, long bytes, Progress progress, @Nullable String failure) {
    String reason = result.equals("failure") ? "fetch-error" : "";
    var record = new Record("GET", "https://localhost/a", result, 0, bytes, failure);
    return new BackgroundFetchInfo(
        "m",
        null,
        List.of(),
        state,
        0,
        bytes,
        0,
        0,
        result,
        reason,
        true,
        progress,
        List.of(record));
  }

  private static BackgroundFetchInfo waiting(Wait.Reason reason, long nanos) {
    return info("active", "", 1000, new Progress(-1, 0, new Wait(reason, nanos)), null);
  }

  @ParameterizedTest
  @CsvSource({
    "USER, 0, paused by the user",
    "NETWORK, 0, waits for the network",
    "RETRY, 2500000000, retries in 3 s",
    "RETRY, 0, retries in 0 s",
    "TURN, 0, waits for its turn",
    "RATE, 0, held to its host's rate",
    "HOST, 0, waits for the next run"
  })
  void saysWhatAFetchWaitsFor(Wait.Reason reason, long nanos, String words) {
    FetchTable.printed(terminal(200)).show(List.of(waiting(reason, nanos)));
    assertThat(out.toString()).endsWith("  " + words + "\n");
  }

  @Test
  void saysHowFastItIsAndHowLongItTakes() {
    FetchTable.printed(terminal(200))
        .show(List.of(info("active", "", 1_000_000, new Progress(3_000_000, 500_000, null), null)));
    assertThat(out.toString())
        .isEqualTo(
            """
            ID  STATE   RESULT  REQUESTS  BYTES             RATE       LEFT  TITLE  NOTE
            m   active  -       0 of 1    1.0 MB of 3.0 MB  0.50 MB/s  4 s
            """);
  }

  @Test
  void saysWhyItFailed() {
    FetchTable.printed(terminal(200))
        .show(List.of(info("done", "failure", 5, new Progress(9, 0, null), "no such host: x")));
    assertThat(out.toString()).contains("fetch-error").endsWith("no such host: x\n");
  }

  @Test
  void aLiveTableIsDrawnInItsPlaceAndIsNoWiderThanTheTerminal() {
    FetchView view = FetchTable.live(terminal(40));
    view.show(List.of(waiting(Wait.Reason.NETWORK, 0)));
    assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.length() < 40);
    view.show(List.of(waiting(Wait.Reason.TURN, 0)));
    assertThat(out.toString()).contains("\u001b[2A\r\u001b[J");
  }

  @Test
  void linesComeOnlyWhereSomethingHasMoved() {
    FetchLines lines = FetchLines.plain(new PrintWriter(out, true));
    lines.show(List.of(waiting(Wait.Reason.RETRY, 3_000_000_000L)));
    lines.show(List.of(waiting(Wait.Reason.RETRY, 2_000_000_000L)));
    lines.show(List.of(info("done", "success", 2000, new Progress(2000, 0, null), null)));
    assertThat(out.toString())
        .isEqualTo(
            """
            m: active, 0 of 1 requests, 1.0 kB, retries in 3 s
            m: done, success, 1 of 1 requests, 2.0 kB
            """);
  }
}
