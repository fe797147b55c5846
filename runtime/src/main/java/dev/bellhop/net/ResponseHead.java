package dev.bellhop.net;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a response's head says.
 *
 * @param length the number of bytes of the body as it is sent, where the head tells it
 * @param keepAlive whether the connection may serve another exchange after it
 * @see <a href="https://httpwg.org/specs/rfc9112.html#message.body.length">RFC 9112: message body
 *     length</a>
 */
record ResponseHead(
    int status, String reason, HeaderList headers, OptionalLong length, boolean keepAlive) {

  /** Makes headers of whatever a server sends; {@link #of} judges it by Fetch's rules. */
  static final HttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  /**
   * @throws IllegalArgumentException where a value cannot be one; its message is the header's name
   */
  static ResponseHead of(HttpResponse response, String method) {
    var headers = new ArrayList<Header>(response.headers().size());
    response
        .headers()
        .iteratorCharSequence()
        .forEachRemaining(
            entry -> add(headers, entry.getKey().toString(), entry.getValue().toString()));
    return new ResponseHead(
        response.status().code(),
        response.status().reasonPhrase(),
        HeaderList.of(headers),
        length(response, method),
        HttpUtil.isKeepAlive(response));
  }

  private static void add(List<Header> headers, String name, String value) {
    String normalized = HeaderValues.normalized(value);
    if (normalized == null) {
      throw new IllegalArgumentException(name);
    }
    // A line that names no header is left out, as browsers do.
    if (HeaderValues.isToken(name)) {
      headers.add(new Header(name, normalized));
    }
  }

  private static OptionalLong length(HttpResponse response, String method) {
    int status = response.status().code();
    if (method.equals("HEAD") || status == 204 || status == 304) {
      return OptionalLong.of(0);
    }
    long declared =
        HttpUtil.isTransferEncodingChunked(response)
            ? -1
            : HttpUtil.getContentLength(response, -1L);
    return declared < 0 ? OptionalLong.empty() : OptionalLong.of(declared);
  }

  /** The response whose body comes out of a queue. */
  TransportResponse response(ReadAheadQueue body, Endpoint from) {
    return new TransportResponse(
        status,
        reason,
        headers,
        new LiveBody(
            body, length, ContentCodings.of(headers.get("Content-Encoding")), from.label()));
  }
}
