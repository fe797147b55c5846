package dev.bellhop.store;

import dev.bellhop.BackgroundFetchIcon;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A background fetch as the database keeps it, without its records.
 *
 * @param uid never used twice, unlike the id; 0 for a row that is not inserted yet
 * @param active whether it is among its registration's active background fetches
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
    List<BackgroundFetchIcon> icons,
    long downloadTotal,
    long uploadTotal,
    boolean aborting,
    Pause pause,
    String result,
    String failureReason,
    String delivery,
    int deliveries) {

  /** What keeps a fetch from going on; the order is that of the numbers in the column. */
  public enum Pause {
    /** Nothing does. */
    NONE,
    /** The user has paused it. */
    USER,
    /** The user is still to permit it. */
    PERMISSION
  }

  /** This row with another display. */
  public BackgroundFetchRow withUi(@Nullable String title, List<BackgroundFetchIcon> icons) {
    return new BackgroundFetchRow(
        uid,
        registrationId,
        id,
        active,
        title,
        icons,
        downloadTotal,
        uploadTotal,
        aborting,
        pause,
        result,
        failureReason,
        delivery,
        deliveries);
  }

  /** This row with another uid or delivery. */
  public BackgroundFetchRow withDelivery(long uid, String delivery, int deliveries) {
    return new BackgroundFetchRow(
        uid,
        registrationId,
        id,
        active,
        title,
        icons,
        downloadTotal,
        uploadTotal,
        aborting,
        pause,
        result,
        failureReason,
        delivery,
        deliveries);
  }

  /** This row where the fetch stands elsewhere. */
  public BackgroundFetchRow withState(
      boolean active, boolean aborting, Pause pause, String result, String failureReason) {
    return new BackgroundFetchRow(
        uid,
        registrationId,
        id,
        active,
        title,
        icons,
        downloadTotal,
        uploadTotal,
        aborting,
        pause,
        result,
        failureReason,
        delivery,
        deliveries);
  }

  /**
   * One request as it is inserted.
   *
   * @param request JSON of the request without its body
   */
  public record Request(String request, @Nullable Long bodyId) {}

  /**
   * What has come of a request.
   *
   * @param response JSON of the response without its body, or null
   * @param bytes the bytes stored, once the record has ended
   * @param failure why it failed, in words, or null
   */
  public record Progress(
      int position,
      @Nullable String response,
      @Nullable Long bodyId,
      long bytes,
      long uploaded,
      String result,
      @Nullable String failure) {}

  /**
   * A record as it is read back.
   *
   * @param requestBody the request's body, or null
   * @param body the response's body where it is finished
   */
  public record Record(
      String request,
      BodyStore.@Nullable StoredBody requestBody,
      Progress progress,
      BodyStore.@Nullable StoredBody body) {}
}
