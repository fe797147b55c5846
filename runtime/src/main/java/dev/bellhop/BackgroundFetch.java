package dev.bellhop;

import java.util.concurrent.CompletableFuture;

/** A background fetch of this host. Safe from any thread. */
public interface BackgroundFetch {
  /** The id it was started with. */
  String id();

  /** Where it stands now. */
  CompletableFuture<BackgroundFetchInfo> info();

  /**
   * Aborts it. Completes with false where it had settled already.
   *
   * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-registration-abort">
   *     abort()</a>
   */
  CompletableFuture<Boolean> abort();

  /** The user has clicked on its display: dispatches {@code backgroundfetchclick}. */
  CompletableFuture<Void> click();

  /** Completes when its completion event has been handled to the end, with where it stands then. */
  CompletableFuture<BackgroundFetchInfo> handled();
}
