package dev.bellhop.fetch;

import dev.bellhop.http.BodyException;
import org.jspecify.annotations.Nullable;

/**
 * A network error. Scripts see only a TypeError; the message is the sentence that Bellhop tells the
 * user.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-network-error">Fetch: network error</a>
 */
public final class NetworkError extends BodyException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for those who must tell it apart. */
  public enum Reason {
    NO_SUCH_HOST,
    REFUSED,
    OFFLINE,
    UNREACHABLE,
    CERTIFICATE,
    TLS,
    TIMEOUT,
    CLOSED,
    PROTOCOL,
    ABORTED,
    CORS,
    MIXED_CONTENT,
    BAD_PORT,
    BAD_SCHEME,
    REDIRECT,
    INTEGRITY,
    SAME_ORIGIN,
    NOT_CACHED,
    SERVICE_WORKER
  }

  private final Reason reason;

  /** With its reason, a sentence for a person and, where there is one, what brought it about. */
  public NetworkError(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }

  /**
   * Whether the same request may succeed later without anything being changed: the host's judgement
   * that the specification leaves open.
   */
  public boolean temporary() {
    return switch (reason) {
      case OFFLINE, UNREACHABLE, TIMEOUT, CLOSED -> true;
      default -> false;
    };
  }
}
