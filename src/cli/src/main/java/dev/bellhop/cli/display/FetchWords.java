package dev.bellhop.cli.display;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Progress;
import dev.bellhop.BackgroundFetchInfo.Record;
import dev.bellhop.BackgroundFetchInfo.Wait;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a background fetch stands, in words. */
final class FetchWords {
  private static final String NONE = "-";

  private FetchWords() {}

  static String result(BackgroundFetchInfo fetch) {
    String result = fetch.failureReason().isEmpty() ? fetch.result() : fetch.failureReason();
    return result.isEmpty() ? NONE : result;
  }

  static String requests(BackgroundFetchInfo fetch) {
    long done = fetch.records().stream().filter(record -> !record.result().isEmpty()).count();
    return done + " of " + fetch.records().size();
  }

  static String bytes(BackgroundFetchInfo fetch) {
    long expected = fetch.progress().expected();
    String bytes = Amounts.size(fetch.downloaded());
    return fetch.result().isEmpty() && expected > 0
        ? bytes + " of " + Amounts.size(expected)
        : bytes;
  }

  static String rate(BackgroundFetchInfo fetch) {
    long rate = fetch.progress().bytesPerSecond();
    return rate > 0 ? Amounts.rate(rate) : NONE;
  }

  static String left(BackgroundFetchInfo fetch) {
    Progress progress = fetch.progress();
    long bytes = progress.expected() - fetch.downloaded();
    if (bytes <= 0 || progress.bytesPerSecond() <= 0) {
      return NONE;
    }
    return seconds(Duration.ofSeconds(Math.ceilDiv(bytes, progress.bytesPerSecond())));
  }

  /** What it waits for, or why it failed; "" where neither. */
  static String note(BackgroundFetchInfo fetch) {
    Wait wait = fetch.progress().waitsFor();
    if (wait != null) {
      return waiting(wait);
    }
    return fetch.records().stream()
        .map(Record::failure)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static String waiting(Wait wait) {
    return switch (wait.reason()) {
      case USER -> "paused by the user";
      case PERMISSION -> "waits for permission";
      case NETWORK -> "waits for the network";
      case RETRY -> "retries in " + seconds(Duration.ofNanos(wait.nanos()).plusMillis(999));
      case TURN -> "waits for its turn";
      case RATE -> "held to its host's rate";
      case HOST -> "waits for the next run";
    };
  }

  /** Whole seconds, or more. */
  private static String seconds(Duration duration) {
    return duration.toMinutes() == 0 ? duration.toSeconds() + " s" : Amounts.duration(duration);
  }

  /** All in one line. */
  static String line(BackgroundFetchInfo fetch) {
    String left = left(fetch);
    return Plain.line(
        Stream.of(
                fetch.id() + ": " + fetch.state(),
                result(fetch),
                requests(fetch) + " requests",
                bytes(fetch),
                rate(fetch),
                left.equals(NONE) ? NONE : left + " left",
                note(fetch))
            .filter(part -> !part.equals(NONE) && !part.isEmpty())
            .collect(Collectors.joining(", ")));
  }
}
