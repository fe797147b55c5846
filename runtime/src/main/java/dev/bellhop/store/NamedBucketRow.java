package dev.bellhop.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that a script has named, as it is written down.
 *
 * @param quota how many bytes it may have, or null where only the origin's quota counts
 * @param expires when it goes, or null
 * @param reach what a change in it has survived when it is done
 * @param state whether it is there
 */
public record NamedBucketRow(
    BucketKey key, @Nullable Long quota, @Nullable Instant expires, Reach reach, State state) {
  /** Whether a bucket is there. */
  public enum State {
    /** It is. */
    THERE,
    /** It was removed, and what it held may not all be gone yet. */
    REMOVED
  }

  /** Whether its time is over. */
  public boolean isExpired(Instant now) {
    return expires != null && expires.isBefore(now);
  }

  /** The same with another time to go. */
  public NamedBucketRow withExpires(Instant expires) {
    return new NamedBucketRow(key, quota, expires, reach, state);
  }

  /** The same, on its way out. */
  public NamedBucketRow removed() {
    return new NamedBucketRow(key, quota, expires, reach, State.REMOVED);
  }
}
