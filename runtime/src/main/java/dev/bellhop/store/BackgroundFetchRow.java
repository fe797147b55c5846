package dev.bellhop.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A background fetch as the database keeps it, without its records.
 *
 * @param uid never used twice, unlike the id; 0 for a row that is not inserted yet
 * @param active whether it is among its registration's active background fetches
 * @param icons URLs
 * @param failureReason the first failure so far
 * @param result "" until all records have ended
 * @param delivery "", "pending" (the completion event is to be handled) or "done"
 * @param deliveries how often the delivery was begun
 */
public record BackgroundFetchRow(
    long uid,
    long registrationId,
    String id,
    boolean active,
    @Nullable String title,
    List<String> icons,
    long downloadTotal,
    long uploadTotal,
    boolean aborting,
    boolean paused,
    String result,
    String failureReason,
    String delivery,
    int deliveries) {

  /** One request and what has come of it. */
  public record Record(
      int position,
      String request,
      @Nullable Long requestBodyId,
      @Nullable String response,
      @Nullable Long bodyId,
      long bytes,
      long uploaded,
      String result,
      @Nullable String failure) {}
}
