package dev.bellhop.ops;

import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.Causes;
import java.util.concurrent.CompletableFuture;

/** How a script learns that a body or a fetch has failed. */
final class BodyFailures {
  private BodyFailures() {}

  /** The same outcome, a failure told as an AbortError or a TypeError with its sentence. */
  static <T> CompletableFuture<T> named(CompletableFuture<T> future) {
    return future.exceptionallyCompose(
        failure -> {
          Throwable cause = Causes.of(failure);
          return CompletableFuture.failedFuture(
              cause instanceof OpException ? cause : new OpException(name(cause), sentence(cause)));
        });
  }

  private static String name(Throwable failure) {
    return failure instanceof NetworkError error && error.reason() == NetworkError.Reason.ABORTED
        ? "AbortError"
        : "TypeError";
  }

  private static String sentence(Throwable failure) {
    // Other exceptions may name files of the machine, which is not for scripts.
    return failure instanceof BodyException && failure.getMessage() != null
        ? failure.getMessage()
        : "The body could not be read.";
  }
}
