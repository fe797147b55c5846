package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.backgroundfetch.BackgroundFetchException;
import dev.bellhop.http.Causes;
import dev.bellhop.lifecycle.RegistrationException;
import dev.bellhop.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Failures at the border of the public API: everything becomes a {@link BellhopException}. */
final class Futures {
  private Futures() {}

  /** The same future, failing with what the public API promises. */
  static <T> CompletableFuture<T> understood(CompletableFuture<T> future) {
    return future.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(understood(failure)));
  }

  /** All results in their order, once the last is there. */
  static <T extends @Nullable Object> CompletableFuture<List<T>> all(
      List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(nothing -> futures.stream().<T>map(CompletableFuture::join).toList());
  }

  /** Waits, on a thread that may. */
  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw understood(e);
    }
  }

  private static BellhopException understood(Throwable failure) {
    Throwable cause = Causes.of(failure);
    return switch (cause) {
      case BellhopException exception -> exception;
      case StoreException exception -> exception.forPerson();
      case RegistrationException exception ->
          new BellhopException(
              BellhopException.Kind.INPUT, exception.getMessage(), null, exception);
      case BackgroundFetchException exception ->
          new BellhopException(
              exception.kind() == BackgroundFetchException.Kind.QUOTA
                  ? BellhopException.Kind.FULL
                  : BellhopException.Kind.INPUT,
              exception.getMessage(),
              null,
              exception);
      default ->
          new BellhopException(
              BellhopException.Kind.NETWORK, String.valueOf(cause.getMessage()), null, cause);
    };
  }
}
