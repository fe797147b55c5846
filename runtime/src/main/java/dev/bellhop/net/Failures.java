package dev.bellhop.net;

import dev.bellhop.net.TransportException.Kind;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong on the network, in words. */
final class Failures {
  private Failures() {}

  static TransportException noSuchHost(String host, Throwable cause) {
    // The system's word for a resolver that cannot be asked, as opposed to one that knows no such
    // name; without a network that is where most requests end.
    boolean unasked =
        String.valueOf(cause.getMessage()).contains("Temporary failure in name resolution");
    return unasked
        ? new TransportException(
            Kind.OFFLINE, "there is no network to look up the host " + host + " with", cause)
        : new TransportException(Kind.NO_SUCH_HOST, "no such host: " + host, cause);
  }

  static TransportException cancelled() {
    return new TransportException(Kind.CANCELLED, "the request was cancelled", null);
  }

  static TransportException stopping() {
    return new TransportException(Kind.CANCELLED, "the network was shut down", null);
  }

  static TransportException connectTimeout(Endpoint endpoint, Duration after) {
    return new TransportException(
        Kind.TIMEOUT,
        endpoint.label() + " could not be connected to within " + seconds(after),
        null);
  }

  static TransportException silence(Endpoint endpoint, Duration after) {
    return new TransportException(
        Kind.TIMEOUT, endpoint.label() + " sent no bytes for " + seconds(after), null);
  }

  private static String seconds(Duration time) {
    return time.toSeconds() == 1 ? "1 second" : time.toSeconds() + " seconds";
  }

  static TransportException notHttp(Endpoint endpoint, @Nullable Throwable cause) {
    return new TransportException(
        Kind.PROTOCOL, endpoint.label() + " answered with something that is not HTTP", cause);
  }

  static TransportException brokenBody(Endpoint endpoint, Throwable cause) {
    return new TransportException(
        Kind.PROTOCOL,
        cause instanceof TooLongHttpContentException
            ? endpoint.label() + " sent trailers that are too long"
            : endpoint.label() + " sent a body that breaks the rules of HTTP",
        cause);
  }

  static TransportException badRequest(Endpoint endpoint, Throwable cause) {
    return new TransportException(
        Kind.PROTOCOL,
        "the request to " + endpoint.label() + " cannot be sent: " + cause.getMessage(),
        cause);
  }

  static TransportException badUpload(Endpoint endpoint, String why, @Nullable Throwable cause) {
    return new TransportException(
        Kind.CLOSED, "the body of the request to " + endpoint.label() + " " + why, cause);
  }

  static TransportException closedBeforeHead(Endpoint endpoint, @Nullable Throwable cause) {
    return new TransportException(
        Kind.CLOSED, endpoint.label() + " closed the connection before it answered", cause);
  }

  /**
   * @param expected what Content-Length said, or -1
   */
  static TransportException closedInBody(
      Endpoint endpoint, long received, long expected, @Nullable Throwable cause) {
    String counts =
        expected >= 0
            ? String.format(Locale.ROOT, "%,d of %,d bytes", received, expected)
            : String.format(Locale.ROOT, "%,d bytes, before the body's end", received);
    return new TransportException(
        Kind.CLOSED, endpoint.label() + " closed the connection after " + counts, cause);
  }

  /** Why the endpoint could not be connected to. */
  static TransportException connecting(Endpoint endpoint, Throwable cause) {
    if (cause instanceof TransportException already) {
      return already;
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("reset")) {
      // It was accepted, and ended before this side knew.
      return endpoint.secure() ? handshaking(endpoint, cause) : closedBeforeHead(endpoint, cause);
    }
    if (cause instanceof ConnectException && message.contains("refused")) {
      return new TransportException(
          Kind.REFUSED, endpoint.label() + " refused the connection", cause);
    }
    if (message.contains("network is unreachable")) {
      return new TransportException(
          Kind.OFFLINE, "there is no network to reach " + endpoint.label() + " by", cause);
    }
    return new TransportException(
        Kind.UNREACHABLE, endpoint.label() + " cannot be reached" + words(cause), cause);
  }

  /** Why TLS was not agreed on after the endpoint had been connected to. */
  static TransportException handshaking(Endpoint endpoint, Throwable cause) {
    if (refusal(cause) instanceof ExplainingTrustManager.Refusal refusal) {
      return new TransportException(
          Kind.CERTIFICATE,
          "the certificate of " + endpoint.label() + " " + refusal.getMessage(),
          cause);
    }
    if (cause instanceof NotSslRecordException) {
      return new TransportException(
          Kind.TLS, endpoint.label() + " does not speak TLS: https is not possible there", cause);
    }
    if (cause instanceof SSLException && !(cause.getCause() instanceof IOException)) {
      return new TransportException(
          Kind.TLS, "TLS could not be agreed on with " + endpoint.label() + words(cause), cause);
    }
    return new TransportException(
        Kind.CLOSED, endpoint.label() + " closed the connection before TLS was agreed on", cause);
  }

  private static @Nullable Throwable refusal(Throwable cause) {
    Throwable at = cause;
    while (at != null && !(at instanceof ExplainingTrustManager.Refusal)) {
      at = at.getCause();
    }
    return at;
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? "" : ": " + message;
  }
}
