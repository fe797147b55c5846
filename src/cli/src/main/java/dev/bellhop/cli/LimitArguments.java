package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BellhopException;
import dev.bellhop.HostRate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of the network background fetches may use: the arguments of commands that fetch. */
final class LimitArguments {
  @Option(
      names = "--limit",
      paramLabel = "HOST=RATE",
      description = {
        "Let the bodies of background fetches come from a host, and go to it, no faster than this,"
            + " such as cdn.example=2MB/s; repeatable. *.example is every host below example, * every"
            + " host; the first that fits counts. Requests to the same host share its rate evenly."
      })
  private List<String> limits = new ArrayList<>();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "How many requests of background fetches are under way at once. Default: 16.")
  private @Nullable Integer atOnce;

  @Option(
      names = "--at-once-per-host",
      paramLabel = "N",
      description = "How many of those go to the same origin. Default: 6.")
  private @Nullable Integer atOncePerHost;

  /**
   * The policy within these limits.
   *
   * @throws BellhopException where one of them is none
   */
  BackgroundFetchPolicy apply(BackgroundFetchPolicy policy) {
    return policy
        .withRequests(
            requests("--at-once", atOnce, policy.requests()),
            requests("--at-once-per-host", atOncePerHost, policy.requestsPerOrigin()))
        .withRates(limits.stream().map(LimitArguments::rate).toList());
  }

  private static int requests(String option, @Nullable Integer given, int otherwise) {
    if (given != null && given < 1) {
      throw SiteArguments.input(
          "The " + given + " after " + option + " lets no request begin: use 1 or more.");
    }
    return given == null ? otherwise : given;
  }

  private static HostRate rate(String text) {
    int split = text.lastIndexOf('=');
    if (split < 1) {
      throw noRate(text, "write a host and a rate, such as cdn.example=2MB/s");
    }
    try {
      return new HostRate(
          text.substring(0, split).strip(), Sizes.perSecond(text.substring(split + 1)));
    } catch (ArithmeticException e) {
      throw noRate(text, "that is more bytes than there can be");
    } catch (IllegalArgumentException e) {
      throw noRate(text, e.getMessage());
    }
  }

  private static BellhopException noRate(String text, @Nullable String why) {
    return SiteArguments.input("The limit \"" + text + "\" cannot be: " + why + ".");
  }
}
