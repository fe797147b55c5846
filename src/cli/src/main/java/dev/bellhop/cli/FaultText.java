package dev.bellhop.cli;

import dev.bellhop.BellhopException;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Faults as they are written on the command line: {@code drop after 5MB x3 on /media/*}. */
final class FaultText {
  private static final Pattern RULE =
      Pattern.compile("(?<fault>.*?)(?:\\s+x(?<times>\\d{1,6}))?(?:\\s+on\\s+(?<urls>\\S+))?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|min)");
  private static final String NUMBER = "\\s+(\\S+(?:\\s?[kMG]?B)?)";

  /** What can be written, by its pattern; the first group is its number. */
  private static final Map<Pattern, Function<Matcher, NetworkFault>> FAULTS = new LinkedHashMap<>();

  /** What can be written, for a person. */
  static final String KNOWN =
      "offline, delay 2s, throttle 2MB/s, drop after 5MB, stall after 5MB, reset,"
          + " truncate after 5MB, excess 10kB, content-length 5MB, content-range wrong,"
          + " range ignored, range 416, etag changed, redirect loop, certificate bad, dns failure,"
          + " captive portal, status 503, status 503 retry-after 5s";

  static {
    fault("offline", match -> new NetworkFault.Offline());
    fault("delay\\s+(\\S+)", match -> new NetworkFault.Delay(time(match.group(1))));
    fault("throttle\\s+(.+)", match -> throttled(match.group(1)));
    fault(
        "drop\\s+after" + NUMBER, match -> new NetworkFault.DropAfter(Sizes.bytes(match.group(1))));
    fault(
        "stall\\s+after" + NUMBER,
        match -> new NetworkFault.StallAfter(Sizes.bytes(match.group(1))));
    fault("reset", match -> new NetworkFault.Reset());
    fault(
        "truncate\\s+after" + NUMBER,
        match -> new NetworkFault.Truncate(Sizes.bytes(match.group(1))));
    fault(
        "excess" + NUMBER,
        match -> new NetworkFault.Excess(Math.toIntExact(Sizes.bytes(match.group(1)))));
    fault(
        "content-length" + NUMBER,
        match -> new NetworkFault.ContentLength(Sizes.bytes(match.group(1))));
    fault("content-range\\s+wrong", match -> new NetworkFault.WrongContentRange());
    fault("range\\s+ignored", match -> new NetworkFault.IgnoreRange());
    fault("range\\s+416", match -> new NetworkFault.RangeNotSatisfiable());
    fault("etag\\s+changed", match -> new NetworkFault.ChangedEtag());
    fault("redirect\\s+loop", match -> new NetworkFault.RedirectLoop());
    fault("certificate\\s+bad", match -> new NetworkFault.BadCertificate());
    fault("dns\\s+failure", match -> new NetworkFault.NoSuchHost());
    fault("captive\\s+portal", match -> new NetworkFault.CaptivePortal());
    fault(
        "status\\s+(\\d{3})(?:\\s+retry-after\\s+(\\S+))?",
        match ->
            new NetworkFault.Status(
                Integer.parseInt(match.group(1)),
                match.group(2) == null ? null : time(match.group(2))));
  }

  private FaultText() {}

  private static void fault(String pattern, Function<Matcher, NetworkFault> make) {
    FAULTS.put(Pattern.compile(pattern), make);
  }

  /**
   * The rule that a text stands for.
   *
   * @throws BellhopException where it is none, with a sentence that says what there is
   */
  static FaultRule parse(String text) {
    Matcher rule = RULE.matcher(text.strip());
    if (!rule.matches()) {
      throw unknown(text);
    }
    NetworkFault fault = fault(text, rule.group("fault"));
    return new FaultRule(fault, rule.group("urls"), times(text, rule.group("times")));
  }

  /**
   * Such as {@code 2MB/s}, as {@code --throttle} has it.
   *
   * @throws BellhopException where it is no rate
   */
  static FaultRule throttle(String rate) {
    try {
      return FaultRule.always(throttled(rate));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw SiteArguments.input(
          "The \"" + rate + "\" after --throttle is no rate such as 500kB/s or 2MB/s.");
    }
  }

  private static NetworkFault throttled(String rate) {
    return new NetworkFault.Throttle(Sizes.perSecond(rate));
  }

  private static NetworkFault fault(String text, String words) {
    for (Map.Entry<Pattern, Function<Matcher, NetworkFault>> entry : FAULTS.entrySet()) {
      Matcher match = entry.getKey().matcher(words.strip());
      if (match.matches()) {
        try {
          return entry.getValue().apply(match);
        } catch (ArithmeticException e) {
          throw impossible(text, "that is more bytes than there can be");
        } catch (IllegalArgumentException e) {
          throw impossible(text, e.getMessage());
        }
      }
    }
    throw unknown(text);
  }

  private static int times(String text, @Nullable String times) {
    if (times == null) {
      return 0;
    }
    int count = Integer.parseInt(times);
    if (count == 0) {
      throw SiteArguments.input("The fault \"" + text + "\" would never happen: use x1 or more.");
    }
    return count;
  }

  private static BellhopException impossible(String text, @Nullable String why) {
    return SiteArguments.input("The fault \"" + text + "\" cannot be: " + why + ".");
  }

  private static BellhopException unknown(String text) {
    String word = firstWord(text.strip());
    String written =
        Arrays.stream(KNOWN.split(", "))
            .filter(known -> firstWord(known).equals(word))
            .collect(Collectors.joining(" or "));
    return SiteArguments.input(
        "There is no fault \""
            + text
            + (written.isEmpty()
                ? "\". Faults are: " + KNOWN
                : "\"; " + word + " is written as: " + written)
            + "; behind one may stand how often it happens, x3, and for which URLs, on /media/*.");
  }

  private static String firstWord(String text) {
    return text.split("\\s", 2)[0];
  }

  private static Duration time(String text) {
    Matcher match = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new IllegalArgumentException(text + " is no time such as 500ms, 2s or 1min");
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }
}
