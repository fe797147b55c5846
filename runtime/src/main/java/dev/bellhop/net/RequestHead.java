package dev.bellhop.net;

import dev.bellhop.http.Body;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderValues;
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
    // Netty's own checks refuse control characters, which Fetch allows in values.
    HttpHeaders headers =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    headers.add(HttpHeaderNames.HOST, route.hostHeader());
    for (Header header : request.headers()) {
      if (!OF_THE_CONNECTION.contains(header.name().toLowerCase(Locale.ROOT))) {
        add(headers, header);
      }
    }
    if (!headers.contains(HttpHeaderNames.ACCEPT_ENCODING)) {
      // A range of encoded bytes cannot be decoded.
      headers.add(
          HttpHeaderNames.ACCEPT_ENCODING,
          headers.contains(HttpHeaderNames.RANGE) ? "identity" : ContentCodings.offered());
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

  /** Adds a header; those of one name share a line, as servers read them in any case. */
  private static void add(HttpHeaders headers, Header header) {
    if (!HeaderValues.isToken(header.name()) || HeaderValues.normalized(header.value()) == null) {
      throw new IllegalArgumentException(
          "the header \"" + header.name() + "\" has a character that cannot be sent");
    }
    String before = headers.get(header.name());
    if (before == null) {
      headers.add(header.name(), header.value());
    } else {
      headers.set(nameOf(headers, header.name()), before + ", " + header.value());
    }
  }

  private static String nameOf(HttpHeaders headers, String name) {
    return headers.names().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }
}
