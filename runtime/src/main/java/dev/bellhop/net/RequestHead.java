package dev.bellhop.net;

import dev.bellhop.http.Body;
import dev.bellhop.http.Header;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;
import java.util.Set;

/** Writes a request's head as it goes on the wire. */
final class RequestHead {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive", "upgrade");

  private RequestHead() {}

  /**
   * @throws IllegalArgumentException where a header or the method cannot stand in a request
   */
  static HttpRequest of(TransportRequest request, Route route) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.add(HttpHeaderNames.HOST, route.hostHeader());
    boolean range = false;
    boolean encoding = false;
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(name)) {
        headers.add(header.name(), header.value());
        range |= name.equals("range");
        encoding |= name.equals("accept-encoding");
      }
    }
    if (!encoding) {
      // A range of encoded bytes cannot be decoded.
      headers.add(HttpHeaderNames.ACCEPT_ENCODING, range ? "identity" : ContentCodings.offered());
    }
    Body body = request.body();
    if (body == null) {
      if (request.method().equals("POST") || request.method().equals("PUT")) {
        headers.add(HttpHeaderNames.CONTENT_LENGTH, "0");
      }
    } else if (body.length().isPresent()) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, Long.toString(body.length().getAsLong()));
    } else {
      headers.add(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    return new DefaultHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), route.target(), headers);
  }
}
