package dev.bellhop.httpcache;

import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.net.TransportResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response in the cache.
 *
 * @param id the row's, or {@link #NOT_YET}
 * @param vary the request's headers that the response's Vary names, as far as it had them
 * @param requested when the request was sent
 * @param received when the response's head was there
 * @param body replayable
 */
record StoredResponse(
    long id,
    HeaderList vary,
    int status,
    String statusText,
    HeaderList headers,
    Instant requested,
    Instant received,
    Body body) {
  /** The id of a response that is still on its way to the store. */
  static final long NOT_YET = 0;

  /** Whether it has only a part of its resource. */
  boolean isPart() {
    return status == 206;
  }

  /**
   * Whether it may answer a request with these headers.
   *
   * @see <a href="https://httpwg.org/specs/rfc9111.html#caching.negotiated.responses">RFC 9111:
   *     calculating cache keys with the Vary header field</a>
   */
  boolean matches(HeaderList request) {
    for (String name : varyNames(headers)) {
      if (name.equals("*") || !same(vary.get(name), request.get(name))) {
        return false;
      }
    }
    return true;
  }

  /** The headers of a request that a response's Vary names. */
  static HeaderList varied(HeaderList request, HeaderList response) {
    HeaderList varied = HeaderList.empty();
    for (String name : varyNames(response)) {
      String value = request.get(name);
      if (value != null) {
        varied = varied.with(name, value);
      }
    }
    return varied;
  }

  static List<String> varyNames(HeaderList response) {
    String vary = response.get("Vary");
    return vary == null
        ? List.of()
        : HeaderValues.split(vary).stream()
            .filter(name -> !name.isEmpty())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
  }

  /**
   * This response with the headers that a 304 response brings.
   *
   * @see <a href="https://httpwg.org/specs/rfc9111.html#update">RFC 9111: updating stored header
   *     fields</a>
   */
  StoredResponse updated(HeaderList from, Instant requested, Instant received) {
    HeaderList result = headers;
    for (var header : from) {
      if (!isOfTheBody(header.name())) {
        result = result.without(header.name());
      }
    }
    for (var header : from) {
      if (!isOfTheBody(header.name())) {
        result = result.with(header.name(), header.value());
      }
    }
    return new StoredResponse(id, vary, status, statusText, result, requested, received, body);
  }

  StoredResponse withBody(Body body) {
    return new StoredResponse(id, vary, status, statusText, headers, requested, received, body);
  }

  TransportResponse response() {
    return new TransportResponse(status, statusText, headers, body);
  }

  private static boolean isOfTheBody(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "content-encoding", "content-length", "content-range", "content-type" -> true;
      default -> false;
    };
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }
}
