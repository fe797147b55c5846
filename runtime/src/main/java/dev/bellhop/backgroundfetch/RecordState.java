package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchResponse;
import org.jspecify.annotations.Nullable;

/**
 * One record as the machine sees it. Changed only by {@link FetchState} and {@link RecordAttempts}.
 */
final class RecordState {
  /** Where a record stands. */
  enum Phase {
    /** Waits for the network, or for the end of a pause. */
    WAITING,
    /** An attempt is under way. */
    RUNNING,
    /** An attempt was told to stop and has not yet. */
    STOPPING,
    /** Waits before the next attempt. */
    BACKOFF,
    /** All bytes are here and are being made safe. */
    FINISHING,
    /** Nothing will happen any more. */
    DONE
  }

  /** Whether the request may be sent again without side effects. */
  final boolean get;

  /** Whether parts of it can be put together: the script asks for no part and no digest. */
  final boolean rangeable;

  final long uploadTotal;

  Phase phase = Phase.WAITING;
  RecordResult result = RecordResult.NONE;
  @Nullable FetchResponse head;
  @Nullable String failure;
  long bytes;
  long uploaded;

  /** Bytes allowed by the limit and not reported as stored yet. */
  long arriving;

  /** The attempt under way: its status, first byte, complete length, and bytes stored by it. */
  int attemptStatus;

  long attemptStart;
  long attemptCompleteLength = -1;
  long attemptBytes;

  /** Attempts in a row that failed and brought nothing that was not here before. */
  int failures;

  /** Attempts in a row that found no network; they are no failures. */
  int offline;

  /** What to wait for once the attempt under way has stopped, or null. */
  FetchEffect.@Nullable ScheduleRetry comesBack;

  /** Whether an earlier process had sent the request. */
  boolean begunBefore;

  /** When an earlier process wanted to try again, in milliseconds since 1970, or null. */
  @Nullable Long retryLeft;

  /** Why the request cannot be sent at all, or null. */
  @Nullable String unsendable;

  /** The most bytes that were ever stored; starting over and over from 0 is no progress. */
  private long furthest;

  /** How long the body will be, or -1 while that is not known. */
  long expected = -1;

  RecordState(boolean get, boolean rangeable, long uploadTotal) {
    this.get = get;
    this.rangeable = rangeable;
    this.uploadTotal = uploadTotal;
  }

  /** Takes up what an earlier process had stored. */
  RecordState restored(@Nullable FetchResponse head, long bytes, long uploaded) {
    this.head = bytes == 0 ? null : head;
    this.bytes = bytes;
    this.uploaded = uploaded;
    return this;
  }

  /** Takes up how often an earlier process had failed, since it had come so far. */
  RecordState restoredAttempts(int failures, long furthest, @Nullable Long retryLeft) {
    boolean progress = bytes > furthest;
    this.failures = progress ? 0 : failures;
    this.furthest = Math.max(bytes, furthest);
    this.retryLeft = progress ? null : retryLeft;
    return this;
  }

  /** The most bytes that were ever stored. */
  long furthest() {
    return furthest;
  }

  /** Counts stored bytes. */
  void stored(int size) {
    arriving -= size;
    bytes += size;
    attemptBytes += size;
    if (bytes > furthest) {
      furthest = bytes;
      failures = 0;
    }
  }

  /**
   * Whether the stored bytes can be continued with a range request. Not where a process ended
   * before it had written down which response they are from: nothing says what would continue them.
   */
  boolean resumable() {
    return get && rangeable && head != null && !PartialResponse.encoded(head);
  }

  /** Whether what is stored is all that the response announced. */
  boolean complete() {
    return head != null && PartialResponse.expectedLength(head) == bytes && bytes > 0;
  }

  boolean settled() {
    return phase == Phase.DONE;
  }
}
