package dev.bellhop.fetch;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of requests that may outlive their clients are under way, by the clients' origin.
 * Safe from any thread.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch:
 *     HTTP-network-or-cache fetch, inflightKeepaliveBytes</a>
 */
final class KeepaliveQuota {
  /** How many bytes there may be at a time. */
  static final long MOST = 64 * 1024;

  private final Map<String, Long> underWay = new HashMap<>();

  /** Takes a body's bytes in; false where there would be too many. */
  synchronized boolean take(String origin, long bytes) {
    long sum = underWay.getOrDefault(origin, 0L) + bytes;
    if (sum > MOST) {
      return false;
    }
    underWay.put(origin, sum);
    return true;
  }

  /** Gives back what was taken. */
  synchronized void release(String origin, long bytes) {
    underWay.merge(origin, -bytes, (sum, less) -> sum + less == 0 ? null : sum + less);
  }
}
