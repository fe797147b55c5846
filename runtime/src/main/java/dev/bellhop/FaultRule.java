package dev.bellhop;

import org.jspecify.annotations.Nullable;

/**
 * Which requests have a fault.
 *
 * @param fault what goes wrong
 * @param urls a URL pattern, such as {@code *://cdn.example/*} or {@code /media/*}: a star stands
 *     for any text, and a pattern that begins with a slash is matched against path and query only;
 *     null for all URLs
 * @param times how often it happens, from the first request on; 0 for always
 */
public record FaultRule(NetworkFault fault, @Nullable String urls, int times) {
  /** Checks it. */
  public FaultRule {
    if (times < 0) {
      throw new IllegalArgumentException("a fault cannot happen " + times + " times");
    }
  }

  /** For every request. */
  public static FaultRule always(NetworkFault fault) {
    return new FaultRule(fault, null, 0);
  }

  /** For these URLs only. */
  public FaultRule on(String urls) {
    return new FaultRule(fault, urls, times);
  }

  /** For so many requests, the first ones. */
  public FaultRule times(int times) {
    return new FaultRule(fault, urls, times);
  }
}
