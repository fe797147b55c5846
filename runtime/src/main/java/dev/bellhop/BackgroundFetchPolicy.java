package dev.bellhop;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a host runs background fetches, where the specification leaves it to the host or browsers do
 * otherwise.
 *
 * @param requests how many requests are under way at once, of all background fetches; at least 1
 * @param requestsPerOrigin how many of those go to one origin; at least 1
 * @param attempts after so many attempts in a row that brought nothing a request is given up; at
 *     least 1. Attempts that failed because there is no network do not count
 * @param onChange what becomes of a file that has changed on the server
 * @param rates how fast bytes come and go; for each host the first counts that is for it
 * @param differences where it does as Chromium does, and not as the specification says
 */
public record BackgroundFetchPolicy(
    int requests,
    int requestsPerOrigin,
    int attempts,
    OnChange onChange,
    List<HostRate> rates,
    Set<BackgroundFetchDifference> differences) {

  /** What becomes of a file that has changed on the server since its first bytes came. */
  public enum OnChange {
    /**
     * Its request fails, as the specification has it.
     *
     * @see <a href="https://wicg.github.io/background-fetch/#validate-partial-response-algorithm">
     *     Background Fetch: validate a partial response</a>
     */
    FAIL,
    /**
     * It is started over from its first byte. Servers are asked with {@code If-Range} where they
     * name the file's version with a strong ETag.
     */
    RESTART
  }

  /** Checks it. */
  public BackgroundFetchPolicy {
    if (requests < 1 || requestsPerOrigin < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "a background fetch needs at least one request at once and one attempt");
    }
    rates = List.copyOf(rates);
    differences = Set.copyOf(differences);
  }

  /**
   * The specification, with 16 requests, 6 to an origin, 5 attempts, changed files fail, and as
   * fast as it goes.
   */
  public static BackgroundFetchPolicy defaults() {
    return new BackgroundFetchPolicy(16, 6, 5, OnChange.FAIL, List.of(), Set.of());
  }

  /** What scripts see in Chromium: every difference, and two requests at once. */
  public static BackgroundFetchPolicy chromium() {
    return defaults()
        .withRequests(2, 2)
        .withDifferences(EnumSet.allOf(BackgroundFetchDifference.class));
  }

  /**
   * The policy of this name: "specification" for {@link #defaults()}, or "chromium".
   *
   * @throws BellhopException of the kind INPUT where there is none
   */
  public static BackgroundFetchPolicy named(String name) {
    return switch (name) {
      case "specification" -> defaults();
      case "chromium" -> chromium();
      default ->
          throw new BellhopException(
              BellhopException.Kind.INPUT,
              "The policy is \"specification\" or \"chromium\", and not \"" + name + "\".");
    };
  }

  /** With other limits on requests at once, for all and for one origin. */
  public BackgroundFetchPolicy withRequests(int requests, int requestsPerOrigin) {
    return with(
        change -> {
          change.requests = requests;
          change.requestsPerOrigin = requestsPerOrigin;
        });
  }

  /** With another number of attempts. */
  public BackgroundFetchPolicy withAttempts(int attempts) {
    return with(change -> change.attempts = attempts);
  }

  /** With something else for changed files. */
  public BackgroundFetchPolicy onChange(OnChange onChange) {
    return with(change -> change.onChange = onChange);
  }

  /** With other rates. */
  public BackgroundFetchPolicy withRates(List<HostRate> rates) {
    return with(change -> change.rates = rates);
  }

  /** With other differences from the specification. */
  public BackgroundFetchPolicy withDifferences(Set<BackgroundFetchDifference> differences) {
    return with(change -> change.differences = differences);
  }

  /** Whether it does as Chromium does here. */
  public boolean has(BackgroundFetchDifference difference) {
    return differences.contains(difference);
  }

  private BackgroundFetchPolicy with(Consumer<Change> change) {
    var changed = new Change(this);
    change.accept(changed);
    return changed.made();
  }

  /** One in the making, so that there is one place that names all there is. */
  private static final class Change {
    private int requests;
    private int requestsPerOrigin;
    private int attempts;
    private OnChange onChange;
    private List<HostRate> rates;
    private Set<BackgroundFetchDifference> differences;

    Change(BackgroundFetchPolicy policy) {
      requests = policy.requests();
      requestsPerOrigin = policy.requestsPerOrigin();
      attempts = policy.attempts();
      onChange = policy.onChange();
      rates = policy.rates();
      differences = policy.differences();
    }

    BackgroundFetchPolicy made() {
      return new BackgroundFetchPolicy(
          requests, requestsPerOrigin, attempts, onChange, rates, differences);
    }
  }
}
