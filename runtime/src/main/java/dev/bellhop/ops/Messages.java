package dev.bellhop.ops;

import dev.bellhop.fetch.BlobUrl;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.ResponseFilter;
import dev.bellhop.http.Body;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/** Requests and responses as the arrays in which they pass between Java and the shims. */
final class Messages {
  private Messages() {}

  /** From an array of names and values by turns. */
  static HeaderList headers(Value flat) {
    var headers = new ArrayList<Header>();
    for (long i = 0; i < flat.getArraySize(); i += 2) {
      headers.add(
          new Header(flat.getArrayElement(i).asString(), flat.getArrayElement(i + 1).asString()));
    }
    return HeaderList.of(headers);
  }

  /** An absolute URL. */
  static Url url(String text) {
    Url url = Url.parse(text, null);
    if (url == null) {
      throw new OpException("TypeError", "\"" + text + "\" is no URL.");
    }
    return url;
  }

  static FetchRequest request(Value parts, @Nullable Body body, Url location) {
    return new FetchRequest(
        text(parts, 0),
        url(text(parts, 1)),
        headers(parts.getArrayElement(2)),
        body,
        text(parts, 3),
        text(parts, 4),
        text(parts, 5),
        text(parts, 6),
        text(parts, 7),
        text(parts, 8),
        text(parts, 9),
        text(parts, 10),
        parts.getArrayElement(11).asBoolean(),
        text(parts, 12),
        location.origin(),
        location,
        blob(parts.getArrayElement(13)));
  }

  static ProxyArray parts(FetchRequest request) {
    return ProxyArray.fromArray(
        request.method(),
        request.url().href(),
        flat(request.headers()),
        request.mode(),
        request.credentials(),
        request.cache(),
        request.redirect(),
        request.destination(),
        request.referrer(),
        request.referrerPolicy(),
        request.integrity(),
        request.keepalive(),
        request.priority(),
        request.blob());
  }

  static ProxyArray visibleParts(FetchResponse response) {
    boolean opaque = response.type().equals("opaque");
    boolean hidden = ResponseFilter.hidesBody(response);
    List<Url> urls = opaque ? List.of() : response.urlList();
    return ProxyArray.fromArray(
        response.type(),
        urls.isEmpty() ? "" : urls.getLast().withoutFragment().href(),
        urls.size(),
        hidden ? 0 : response.status(),
        hidden ? "" : response.statusText(),
        flat(ResponseFilter.visibleHeaders(response)));
  }

  private static ProxyArray flat(HeaderList headers) {
    var flat = new ArrayList<Object>(headers.size() * 2);
    for (Header header : headers) {
      flat.add(header.name());
      flat.add(header.value());
    }
    return ProxyArray.fromList(flat);
  }

  private static @Nullable BlobUrl blob(Value value) {
    return value.isNull() ? null : value.asHostObject();
  }

  private static String text(Value parts, long index) {
    return parts.getArrayElement(index).asString();
  }
}
