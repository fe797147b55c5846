package dev.bellhop.store;

import dev.bellhop.BackgroundFetchIcon;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A background fetch as the database keeps it, without its records.
 *
 * @param uid never used twice, unlike the id; 0 for a row that is not inserted yet
 * @param active whether it is among its registration's active background fetches
 * @param getsOnly whether every request is a GET
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
    boolean getsOnly,
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
    return with(
        change -> {
          change.title = title;
          change.icons = icons;
        });
  }

  /** This row with another uid or delivery. */
  public BackgroundFetchRow withDelivery(long uid, String delivery, int deliveries) {
    return with(
        change -> {
          change.uid = uid;
          change.delivery = delivery;
          change.deliveries = deliveries;
        });
  }

  /** This row where the fetch stands elsewhere. */
  public BackgroundFetchRow withState(
      boolean active, boolean aborting, Pause pause, String result, String failureReason) {
    return with(
        change -> {
          change.active = active;
          change.aborting = aborting;
          change.pause = pause;
          change.result = result;
          change.failureReason = failureReason;
        });
  }

  private BackgroundFetchRow with(Consumer<Change> change) {
    var changed = new Change(this);
    change.accept(changed);
    return changed.made();
  }

  /** One in the making, so that there is one place that names all there is. */
  private static final class Change {
    private long uid;
    private final long registrationId;
    private final String id;
    private boolean active;
    private @Nullable String title;
    private List<BackgroundFetchIcon> icons;
    private final long downloadTotal;
    private final long uploadTotal;
    private final boolean getsOnly;
    private boolean aborting;
    private Pause pause;
    private String result;
    private String failureReason;
    private String delivery;
    private int deliveries;

    Change(BackgroundFetchRow row) {
      uid = row.uid();
      registrationId = row.registrationId();
      id = row.id();
      active = row.active();
      title = row.title();
      icons = row.icons();
      downloadTotal = row.downloadTotal();
      uploadTotal = row.uploadTotal();
      getsOnly = row.getsOnly();
      aborting = row.aborting();
      pause = row.pause();
      result = row.result();
      failureReason = row.failureReason();
      delivery = row.delivery();
      deliveries = row.deliveries();
    }

    BackgroundFetchRow made() {
      return new BackgroundFetchRow(
          uid,
          registrationId,
          id,
          active,
          title,
          icons,
          downloadTotal,
          uploadTotal,
          getsOnly,
          aborting,
          pause,
          result,
          failureReason,
          delivery,
          deliveries);
    }
  }

  /**
   * One request as it is inserted.
   *
   * @param request JSON of the request without its body
   * @param origin where it goes, which its turn depends on
   */
  public record Request(String request, @Nullable Long bodyId, String origin) {}

  /**
   * What has come of a request.
   *
   * @param response JSON of the response without its body, or null
   * @param bytes the bytes stored, once the record has ended
   * @param failure why it failed, in words, or null
   * @param retries what the next attempt goes by
   */
  public record Progress(
      int position,
      @Nullable String response,
      @Nullable Long bodyId,
      long bytes,
      long uploaded,
      String result,
      @Nullable String failure,
      Retries retries) {}

  /**
   * What the next attempt of a record goes by.
   *
   * @param failures attempts in a row that brought nothing that was not here before
   * @param furthest the most bytes that were ever stored
   * @param at when the next one is due, in milliseconds since 1970, or null
   */
  public record Retries(int failures, long furthest, @Nullable Long at) {
    /** Of a record that was never tried. */
    public static final Retries NONE = new Retries(0, 0, null);
  }

  /**
   * A record as it is read back.
   *
   * @param requestBodyId the id of the request's body, or null
   * @param requestBody the request's body; null where there is none, also where it was lost
   * @param body the response's body where it is finished
   */
  public record Record(
      String request,
      @Nullable Long requestBodyId,
      BodyStore.@Nullable StoredBody requestBody,
      Progress progress,
      BodyStore.@Nullable StoredBody body) {}
}
