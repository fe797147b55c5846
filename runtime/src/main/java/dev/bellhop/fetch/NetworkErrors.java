package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Chunk;
import dev.bellhop.net.TransportException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns what the transport says into network errors, before and after the head. */
final class NetworkErrors {
  private NetworkErrors() {}

  /** A failed future with a network error of this reason. */
  static <T> CompletableFuture<T> fail(Reason reason, String message) {
    return CompletableFuture.failedFuture(new NetworkError(reason, message, null));
  }

  /**
   * A failed future for an answer that may not be seen by whom it was for. One with status 511 is
   * not from the server, so it says nothing of CORS: the network wants a login first.
   */
  static <T> CompletableFuture<T> refused(int status, String refusal) {
    return status == 511
        ? fail(Reason.UNREACHABLE, "the network wants a login first, as status 511 says")
        : fail(Reason.CORS, refusal);
  }

  /** The network error in or behind a failure. */
  static NetworkError from(Throwable failure) {
    Throwable cause = Causes.of(failure);
    return switch (cause) {
      case NetworkError error -> error;
      case TransportException error ->
          new NetworkError(reason(error.kind()), message(error), error);
      default ->
          new NetworkError(
              Reason.PROTOCOL,
              cause.getMessage() == null ? "the request failed" : cause.getMessage(),
              cause);
    };
  }

  /** The body, with its failures told as network errors. */
  static Body translated(Body body) {
    return body.through(NetworkErrors::translated);
  }

  private static BodyReader translated(BodyReader reader) {
    return new BodyReader() {
      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        return reader
            .read()
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(from(failure)));
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private static Reason reason(TransportException.Kind kind) {
    return switch (kind) {
      case NO_SUCH_HOST -> Reason.NO_SUCH_HOST;
      case REFUSED -> Reason.REFUSED;
      case OFFLINE -> Reason.OFFLINE;
      case UNREACHABLE -> Reason.UNREACHABLE;
      case CERTIFICATE -> Reason.CERTIFICATE;
      case TLS -> Reason.TLS;
      case TIMEOUT -> Reason.TIMEOUT;
      case CLOSED -> Reason.CLOSED;
      case PROTOCOL -> Reason.PROTOCOL;
      case CANCELLED -> Reason.ABORTED;
    };
  }

  private static String message(TransportException error) {
    return error.kind() == TransportException.Kind.CANCELLED || error.getMessage() == null
        ? "the fetch was aborted"
        : error.getMessage();
  }
}
