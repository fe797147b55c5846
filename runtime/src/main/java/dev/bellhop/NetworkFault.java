package dev.bellhop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on the network, on purpose. Counts of bytes are those of bodies after
 * their content codings have been removed. Scripts and pages themselves are not affected, only what
 * they and background fetches ask for.
 */
public sealed interface NetworkFault {
  /** A fault that shows before a body comes. */
  sealed interface OfHead extends NetworkFault {}

  /** A fault that shows while a body comes. */
  sealed interface OfBody extends NetworkFault {}

  /** There is no network: the request is not sent. */
  record Offline() implements OfHead {}

  /** The answer takes so much longer. */
  record Delay(Duration time) implements OfHead {
    /** Checks it. */
    public Delay {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a delay of " + time + " is below zero");
      }
    }
  }

  /** All bodies together come no faster than this. */
  record Throttle(long bytesPerSecond) implements OfBody {
    /** Checks it. */
    public Throttle {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException("a rate must be at least one byte per second");
      }
    }
  }

  /** The connection ends after so many bytes of the body. */
  record DropAfter(long bytes) implements OfBody {
    /** Checks it. */
    public DropAfter {
      notNegative(bytes);
    }
  }

  /** Nothing comes after so many bytes of the body, until the client gives up. */
  record StallAfter(long bytes) implements OfBody {
    /** Checks it. */
    public StallAfter {
      notNegative(bytes);
    }
  }

  /** The connection is reset in place of an answer. */
  record Reset() implements OfHead {}

  /** The body ends after so many bytes as if it were whole, without a Content-Length. */
  record Truncate(long bytes) implements OfBody {
    /** Checks it. */
    public Truncate {
      notNegative(bytes);
    }
  }

  /** So many more bytes follow the body, without a Content-Length. */
  record Excess(int bytes) implements OfBody {
    /** Checks it. */
    public Excess {
      if (bytes < 1) {
        throw new IllegalArgumentException("at least one byte must be too many");
      }
    }
  }

  /** Content-Length says this, whatever the body has. */
  record ContentLength(long bytes) implements OfBody {
    /** Checks it. */
    public ContentLength {
      notNegative(bytes);
    }
  }

  /** A 206 answer says that it begins one byte after where it does. */
  record WrongContentRange() implements OfHead {}

  /** A request for a range is answered with everything. */
  record IgnoreRange() implements OfHead {}

  /** A request for a range is answered with status 416. */
  record RangeNotSatisfiable() implements OfHead {}

  /** Each answer has another ETag. */
  record ChangedEtag() implements OfHead {}

  /** The answer redirects to where the request went. */
  record RedirectLoop() implements OfHead {}

  /** The server's certificate cannot be trusted. */
  record BadCertificate() implements OfHead {}

  /** The host name has no address. */
  record NoSuchHost() implements OfHead {}

  /**
   * A network that wants a login first answers in the server's place, with status 511.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6585#section-6">RFC 6585: 511 Network
   *     Authentication Required</a>
   */
  record CaptivePortal() implements OfHead {}

  /**
   * The answer has this status and no body.
   *
   * @param status from 200 to 599
   * @param retryAfter what a Retry-After header says, in whole seconds, or null for none
   */
  record Status(int status, @Nullable Duration retryAfter) implements OfHead {
    /** Checks it. */
    public Status {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("a status must be from 200 to 599, and not " + status);
      }
    }
  }

  private static void notNegative(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a count of bytes must not be below zero");
    }
  }
}
