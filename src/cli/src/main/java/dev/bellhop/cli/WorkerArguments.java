package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How workers live: the arguments of commands that run them. */
final class WorkerArguments {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  @Option(
      names = "--event-timeout",
      paramLabel = "DURATION",
      description = "How long an event may be kept alive, such as 30s. Default: 5m.")
  private @Nullable String eventTimeout;

  @Option(
      names = "--kill-between-events",
      description = "End the worker after each event, to show what it wrongly keeps in globals.")
  private boolean killBetweenEvents;

  /** What they ask of the host. */
  Consumer<Bellhop.Builder> host() {
    Duration timeout = eventTimeout == null ? null : duration(eventTimeout);
    return builder -> {
      if (timeout != null) {
        builder.eventTimeout(timeout);
      }
      if (killBetweenEvents) {
        builder.killBetweenEvents();
      }
    };
  }

  private static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw noDuration(text);
    }
    Duration duration = UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
    if (duration.isZero()) {
      throw noDuration(text);
    }
    return duration;
  }

  private static RuntimeException noDuration(String text) {
    return SiteArguments.input(
        "The event timeout \"" + text + "\" is not a duration such as 500ms, 30s or 5m.");
  }
}
