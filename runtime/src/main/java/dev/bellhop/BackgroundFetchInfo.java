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
 */
public record BackgroundFetchInfo(
    String id,
    @Nullable String title,
    List<String> icons,
    String state,
    long downloadTotal,
    long downloaded,
    long uploadTotal,
    long uploaded,
    String result,
    String failureReason,
    boolean recordsAvailable,
    List<Record> records) {

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
