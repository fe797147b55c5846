package dev.bellhop.cache;

import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.Causes;
import dev.bellhop.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Why a cache's operation failed, with the name of the exception that a script is to see. */
public final class CacheException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /**
   * With "TypeError" or a DOMException's name, a sentence, and what brought it about where there is
   * such.
   */
  public CacheException(String name, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.name = name;
  }

  /** "TypeError", "InvalidStateError", "QuotaExceededError", "AbortError" or "UnknownError". */
  public String errorName() {
    return name;
  }

  static CacheException typeError(String message) {
    return new CacheException("TypeError", message, null);
  }

  /** What a failed stage means to a script. */
  static CacheException of(Throwable thrown) {
    Throwable cause = Causes.of(thrown);
    return switch (cause) {
      case CacheException already -> already;
      case StoreException full when full.kind() == StoreException.Kind.FULL ->
          new CacheException("QuotaExceededError", String.valueOf(full.getMessage()), full);
      case NetworkError aborted when aborted.reason() == NetworkError.Reason.ABORTED ->
          new CacheException("AbortError", String.valueOf(aborted.getMessage()), aborted);
      case BodyException body ->
          new CacheException("TypeError", String.valueOf(body.getMessage()), body);
      default -> new CacheException("UnknownError", String.valueOf(cause.getMessage()), cause);
    };
  }
}
