package dev.bellhop.net;

import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes on the wire.
 *
 * @param method the method, already normalized
 * @param url an http or https URL; its fragment is not sent
 * @param headers all headers but those that belong to the connection (Host, Content-Length,
 *     Transfer-Encoding, Connection), which the transport adds. Where Accept-Encoding is missing
 *     the transport offers what it can decode
 * @param body what to send, or null
 * @param uploaded told, on any thread, how many further bytes of the body were handed to the
 *     network
 * @param cancel ends the exchange at any time, its body included
 * @param reuse which connections it may be sent on
 * @param priority which of those that wait goes first
 */
public record TransportRequest(
    String method,
    Url url,
    HeaderList headers,
    @Nullable Body body,
    LongConsumer uploaded,
    CancelToken cancel,
    Reuse reuse,
    Priority priority) {
  /** Which connections it may be sent on. */
  public enum Reuse {
    /** On any to its server. */
    ANY,
    /** On one that no request was sent on before. */
    NONE
  }

  /** A request that may be sent on any connection, in its turn. */
  public TransportRequest(
      String method,
      Url url,
      HeaderList headers,
      @Nullable Body body,
      LongConsumer uploaded,
      CancelToken cancel) {
    this(method, url, headers, body, uploaded, cancel, Reuse.ANY, Priority.AUTO);
  }

  /** This request with another priority. */
  public TransportRequest with(Priority priority) {
    return new TransportRequest(method, url, headers, body, uploaded, cancel, reuse, priority);
  }
}
