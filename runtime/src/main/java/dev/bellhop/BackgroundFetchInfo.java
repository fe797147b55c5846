package dev.bellhop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a background fetch stood at one moment.
 *
 * @param state "active", "paused", "aborting", "event-pending" (settled, its event not handled yet)
 *     or "done"
 * @param downloaded bytes stored so far
 * @param result "", "success" or "failure"
 * @param failureReason "" or the specification's reason
 * @param progress how it goes on
 */
public record BackgroundFetchInfo(
    String id,
    @Nullable String title,
    List<BackgroundFetchIcon> icons,
    String state,
    long downloadTotal,
    long downloaded,
    long uploadTotal,
    long uploaded,
    String result,
    String failureReason,
    boolean recordsAvailable,
    Progress progress,
    List<Record> records) {

  /**
   * How it goes on.
   *
   * @param expected the bytes that all bodies together will have, or -1 while that is not known
   * @param bytesPerSecond how fast bytes came over the last seconds
   * @param waitsFor what it waits for; null while a request is under way that nothing holds back,
   *     and when it has settled
   */
  public record Progress(long expected, long bytesPerSecond, @Nullable Wait waitsFor) {}

  /**
   * What keeps it from going on.
   *
   * @param nanos nanoseconds until it tries again by itself, or 0 where that is not a matter of
   *     time
   */
  public record Wait(Reason reason, long nanos) {
    /** What it can wait for. */
    public enum Reason {
      /** Somebody has paused it. */
      USER,
      /** The user is asked for the permission, and gives it with {@link BackgroundFetch#resume}. */
      PERMISSION,
      /** There is no network. */
      NETWORK,
      /** An attempt failed, or the server asked to come back later. */
      RETRY,
      /** Others use the network, as far as the limits allow. */
      TURN,
      /** Its requests are under way, as fast as the rates of their hosts allow. */
      RATE,
      /** No process runs it. */
      HOST
    }
  }

  /**
   * One request and what came of it.
   *
   * @param result "" while under way
   * @param status the response's status, 0 where there is none
   * @param bytes bytes stored
   * @param failure why it failed, in words, or null
   */
  public record Record(
      String method, String url, String result, int status, long bytes, @Nullable String failure) {}
}
