package dev.bellhop.store;

import dev.bellhop.store.BodyStore.Writer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is known of a slot's record, and of the cache entry of the same number. */
final class CrashSlot {
  /**
   * What had been reported of a slot when the end came.
   *
   * @param length bytes of the record's body that were reported as stored
   * @param whole how long the body is, if it was reported as finished, or -1
   * @param cached the length of the cached body if that was reported as stored, or -1
   * @param uncached whether it was reported as deleted
   */
  record Promise(long length, long whole, int cached, boolean uncached) {
    static final Promise NONE = new Promise(0, -1, -1, false);
  }

  final int number;
  @Nullable Writer writer;
  long bodyId;
  long accepted;
  volatile long reported;
  boolean finishing;
  CompletableFuture<?> appended = CompletableFuture.completedFuture(null);
  CompletableFuture<?> finished = new CompletableFuture<>();
  @Nullable CompletableFuture<Long> cached;
  int cachedSize;
  @Nullable CompletableFuture<?> uncached;
  Promise promise = Promise.NONE;

  CrashSlot(int number) {
    this.number = number;
  }

  /** What holds through a crash of the process now. */
  Promise promised() {
    boolean kept = writer != null;
    return new Promise(
        kept && reported > StoreOptions.SMALL_BODY ? reported : 0,
        kept && finishing && finished.isDone() ? accepted : -1,
        cached != null && cached.isDone() ? cachedSize : -1,
        uncached != null && uncached.isDone());
  }

  byte[] bytes(long from, long count) {
    byte[] bytes = new byte[(int) count];
    for (int i = 0; i < count; i++) {
      long position = from + i;
      bytes[i] = (byte) (position * 31 + (position >> 8) + number);
    }
    return bytes;
  }
}
