package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.PermissionState;
import dev.bellhop.fetch.FetchRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What fetch() is asked for.
 *
 * @param title what to show, or null
 * @param downloadTotal the bytes that all bodies together may have at most; 0 for no limit
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-manager-fetch">Background
 *     Fetch: fetch()</a>
 */
public record FetchOrder(
    long registrationId,
    String id,
    List<FetchRequest> requests,
    @Nullable String title,
    List<BackgroundFetchIcon> icons,
    long downloadTotal,
    Asker asker) {

  /**
   * Who asks for a background fetch.
   *
   * @param permission what the user says to it
   * @param seesActiveWorker whether the registration has an active worker as far as they know: a
   *     script may not have been told of it yet
   */
  public record Asker(PermissionState permission, boolean seesActiveWorker) {
    /** The user, or a program on their behalf. */
    public static Asker user() {
      return new Asker(PermissionState.GRANTED, true);
    }
  }

  /** The origin whose storage it uses. */
  String origin() {
    return requests.getFirst().origin();
  }
}
