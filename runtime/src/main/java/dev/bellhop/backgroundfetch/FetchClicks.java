package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Clicks on the display of background fetches. Safe from any thread.
 *
 * @see <a
 *     href="https://wicg.github.io/background-fetch/#fire-a-background-fetch-click-event-algorithm">
 *     Background Fetch: fire a background fetch click event</a>
 */
final class FetchClicks {
  private final FetchHost host;

  FetchClicks(FetchHost host) {
    this.host = host;
  }

  /**
   * Fires {@code backgroundfetchclick}, also where the fetch has settled. Completes with false
   * where there is none, or its display is gone, as in Chromium after a click on one that has
   * settled.
   */
  CompletableFuture<Boolean> on(@Nullable FetchSnapshot fetch) {
    if (fetch == null) {
      return CompletableFuture.completedFuture(false);
    }
    boolean once =
        !fetch.result().isEmpty()
            && host.policy().has(BackgroundFetchDifference.ONE_CLICK_AFTERWARDS);
    return once
        ? host.rows()
            .takeDisplay(fetch.uid())
            .thenCompose(shown -> shown ? fire(fetch) : CompletableFuture.completedFuture(false))
        : fire(fetch);
  }

  private CompletableFuture<Boolean> fire(FetchSnapshot fetch) {
    return host.delivery()
        .deliver(fetch, "backgroundfetchclick")
        .thenApply(delivered -> true)
        .toCompletableFuture();
  }
}
