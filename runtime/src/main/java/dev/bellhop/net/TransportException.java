package dev.bellhop.net;

import dev.bellhop.http.BodyException;
import org.jspecify.annotations.Nullable;

/** Why a request got no (whole) response. The message is a sentence for a person. */
public final class TransportException extends BodyException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure that callers tell apart. */
  public enum Kind {
    /** The host name has no address. */
    NO_SUCH_HOST,
    /** Nothing listens at the address. */
    REFUSED,
    /** There is no network at all. */
    OFFLINE,
    /** The network or the host cannot be reached. */
    UNREACHABLE,
    /** The server's certificate is not trusted, has expired or is for another name. */
    CERTIFICATE,
    /** TLS could not be agreed on for another reason. */
    TLS,
    /** Nothing came for too long. */
    TIMEOUT,
    /** The connection ended before the message did. */
    CLOSED,
    /** What came is not HTTP, or not decodable as it says. */
    PROTOCOL,
    /** The caller cancelled. */
    CANCELLED
  }

  private final Kind kind;

  /** With its kind, a sentence for a person and, where there is one, what brought it about. */
  public TransportException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of failure it was. */
  public Kind kind() {
    return kind;
  }
}
