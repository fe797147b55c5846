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

  /**
   * Stops its requests until {@link #resume}, also beyond the end of this process. Completes with
   * false where it has settled, is paused already, or has a request other than a GET: such a one
   * cannot be sent again.
   *
   * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-paused-flag">Background
   *     Fetch: paused flag</a>
   */
  CompletableFuture<Boolean> pause();

  /**
   * Goes on after a pause, where the bytes end, or begins where it waits for the user's permission,
   * which is given to this one with it. Completes with false where it does neither.
   */
  CompletableFuture<Boolean> resume();

  /**
   * The user has clicked on its display: dispatches {@code backgroundfetchclick}, also when it has
   * settled.
   */
  CompletableFuture<Void> click();

  /** Completes when its completion event has been handled to the end, with where it stands then. */
  CompletableFuture<BackgroundFetchInfo> handled();
}
