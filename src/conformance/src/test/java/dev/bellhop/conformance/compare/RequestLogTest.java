package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestLogTest {
  private static final String ORIGIN = "http://localhost:4711";

  private final RequestLog log = new RequestLog(ORIGIN);

  private static Headers headers(String... pairs) {
    var headers = new Headers();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @Test
  void whatSaysSomethingAboutTheRequestIsKept() {
    log.asked(
        "POST",
        URI.create("/echo?a=1"),
        headers("Origin", ORIGIN, "Range", "bytes=3-", "User-Agent", "Bellhop", "Cookie", "a=b"),
        5);

    assertThat(log.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.key()).isEqualTo("server: request POST /echo?a=1");
              assertThat(request.facts())
                  .isEqualTo(
                      Map.of("origin", "own", "range", "bytes=3-", "cookie", "a=b", "bytes", "5"));
            });
  }

  @Test
  void aRedirectLeadsOnInTheOrderOfItsFetch() {
    log.asked("GET", URI.create("/moved"), headers(), 0);
    log.answered(URI.create("/moved"), headers("Location", "/further"));
    log.asked("GET", URI.create("/further"), headers(), 0);
    log.answered(URI.create("/further"), headers("Location", "/film"));
    log.asked("GET", URI.create("/film"), headers(), 0);
    log.asked("GET", URI.create("/other"), headers(), 0);

    assertThat(log.requests())
        .extracting(Observation::track)
        .containsExactly("/moved", "/moved", "/moved", "/other");
  }
}
