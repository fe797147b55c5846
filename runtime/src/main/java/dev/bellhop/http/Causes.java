package dev.bellhop.http;

import java.util.concurrent.CompletionException;

/** What stands behind a future that has failed. */
public final class Causes {
  private Causes() {}

  /**
   * The failure itself, without what {@link java.util.concurrent.CompletableFuture} puts around.
   */
  public static Throwable of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
