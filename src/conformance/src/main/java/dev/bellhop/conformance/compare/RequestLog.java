package dev.bellhop.conformance.compare;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a server was asked for, as observations. Safe from any thread. */
final class RequestLog {
  /** The realm of these observations. */
  static final String REALM = "server";

  /** Headers that say something about the request, and not about who makes it. */
  private static final List<String> COMPARED =
      List.of(
          "Range",
          "Cookie",
          "Authorization",
          "Origin",
          "Content-Type",
          "Service-Worker",
          "Sec-Fetch-Mode",
          "Sec-Fetch-Dest");

  private final String origin;
  private final List<Observation> requests = new ArrayList<>();

  /** Where a redirect has led to, and where from. */
  private final Map<String, String> redirected = new HashMap<>();

  /**
   * Of a server.
   *
   * @param origin the server's, which tells nothing, since each runtime has a server of its own
   */
  RequestLog(String origin) {
    this.origin = origin;
  }

  /** A request has come with a body of so many bytes. */
  synchronized void asked(String method, URI target, Headers headers, int bytes) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String name : COMPARED) {
      String value = headers.getFirst(name);
      if (value != null) {
        facts.put(name.toLowerCase(Locale.ROOT), value.equals(origin) ? "own" : boundary(value));
      }
    }
    if (bytes > 0) {
      facts.put("bytes", String.valueOf(bytes));
    }
    // One fetch asks again for what broke off, and follows redirects, in this order.
    String track = redirected.getOrDefault(target.toString(), target.toString());
    requests.add(
        new Observation(
            REALM,
            "request " + method + " " + target,
            facts,
            track,
            null,
            System.currentTimeMillis()));
  }

  /** What delimits the parts of a form is chosen at random. */
  private static String boundary(String value) {
    return value.replaceFirst("boundary=.*", "boundary");
  }

  /** A request was answered. */
  synchronized void answered(URI target, Headers headers) {
    String location = headers.getFirst("Location");
    if (location != null) {
      String from = redirected.getOrDefault(target.toString(), target.toString());
      redirected.putIfAbsent(target.resolve(location).toString(), from);
    }
  }

  /** All of them so far. */
  synchronized List<Observation> requests() {
    return List.copyOf(requests);
  }
}
