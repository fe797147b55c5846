package dev.bellhop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts and finds background fetches, as a page's {@code registration.backgroundFetch} does.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-manager">Background
 *     Fetch: BackgroundFetchManager</a>
 */
public interface BackgroundFetchManager {
  /**
   * Starts a background fetch of GET requests.
   *
   * @param id unique among the active ones of this registration
   * @param urls absolute, or relative to the registration's script
   * @return completes when the fetch is written down and would survive a crash; fails with {@link
   *     BellhopException} where the id is taken or a URL does not parse
   */
  CompletableFuture<BackgroundFetch> fetch(
      String id, List<String> urls, BackgroundFetchOptions options);

  /** The active background fetch with this id. */
  CompletableFuture<Optional<BackgroundFetch>> get(String id);

  /**
   * Starts the newest background fetch with this id anew, which has failed or was aborted: the same
   * requests with their bodies and the same options, nothing of what had arrived. Bodies to upload
   * are kept for that as long as the failed fetch is listed, which is until its id is used again,
   * fifty newer ones are listed, or the registration is removed; those of a fetch that succeeded
   * are let go when its event has been handled.
   *
   * @return completes as {@link #fetch} does; fails with {@link BellhopException} where there is no
   *     such fetch, it has not settled or has not failed, or the id is taken
   */
  CompletableFuture<BackgroundFetch> retry(String id);

  /**
   * The user has clicked on the display of the newest background fetch with this id, settled or
   * not: dispatches {@code backgroundfetchclick}.
   *
   * @return completes when the event has been handled; fails with {@link BellhopException} where
   *     none with this id is shown
   * @see <a
   *     href="https://wicg.github.io/background-fetch/#fire-a-background-fetch-click-event-algorithm">
   *     Background Fetch: fire a background fetch click event</a>
   */
  CompletableFuture<Void> click(String id);

  /** All background fetches that are kept: active ones first, in their order, then settled ones. */
  CompletableFuture<List<BackgroundFetchInfo>> list();
}
