package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;

/** Counts the bytes of all bodies against the most that they may be. Safe from any thread. */
final class Quota {
  private final long most;
  private long used;

  Quota(long most) {
    this.most = most;
  }

  synchronized void take(long bytes) throws StoreException {
    if (bytes > most - used) {
      throw new StoreException(
          Kind.FULL,
          "The quota of %,d bytes is used up: delete caches or allow more.".formatted(most),
          null);
    }
    used += bytes;
  }

  /** Counts what was there before. */
  synchronized void found(long bytes) {
    used += bytes;
  }

  synchronized void giveBack(long bytes) {
    used -= bytes;
  }
}
