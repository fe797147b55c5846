package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The question that goes before a request to another origin. */
class CorsPreflightTest extends FetchingTest {
  private FetchRequest put() {
    return request("https://other.test/a")
        .method("PUT")
        .headers(
            HeaderList.of("X-One", "1", "Content-Type", "application/json", "Accept", "text/plain"))
        .body(BytesBody.of("{}"))
        .build();
  }

  @Test
  void asksForMethodAndHeadersOnceWhileTheAnswerHolds() {
    net.answer(
        "OPTIONS https://other.test/a",
        204,
        "",
        ALLOW,
        ORIGIN,
        "Access-Control-Allow-Methods",
        "PUT, DELETE",
        "Access-Control-Allow-Headers",
        "x-one,Content-Type",
        "Access-Control-Max-Age",
        "60");
    net.answer("PUT https://other.test/a", 200, "done", ALLOW, ORIGIN);
    Fetcher fetcher = fetcher();
    assertThat(text(fetcher.fetch(put(), new CancelToken()).join())).isEqualTo("done");
    TransportRequest asked = net.requests().getFirst();
    assertThat(asked.headers().get("Access-Control-Request-Method")).isEqualTo("PUT");
    assertThat(asked.headers().get("Access-Control-Request-Headers"))
        .isEqualTo("content-type,x-one");
    assertThat(asked.headers().get("Origin")).isEqualTo(ORIGIN);
    assertThat(asked.body()).isNull();
    fetcher.fetch(put(), new CancelToken()).join();
    assertThat(net.requests())
        .extracting(TransportRequest::method)
        .containsExactly("OPTIONS", "PUT", "PUT");
    nanos.addAndGet(60_000_000_000L);
    fetcher.fetch(put(), new CancelToken()).join();
    assertThat(net.requests()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          204 | https://site.test | GET | *     | does not allow the method: the server must send "Access-Control-Allow-Methods: PUT"
          204 | https://site.test | *   | x-one | does not allow the header content-type: the server must send "Access-Control-Allow-Headers: content-type"
          302 | https://site.test | *   | *     | was answered with status 302
          204 | https://a.test    | *   | *     | has "Access-Control-Allow-Origin: https://a.test"
          204 | https://site.test | a b | *     | is no list of names: a b
          """)
  void refusalsAreNamed(int status, String allow, String methods, String headers, String part) {
    net.answer(
        "OPTIONS https://other.test/a",
        status,
        "",
        ALLOW,
        allow,
        "Access-Control-Allow-Methods",
        methods,
        "Access-Control-Allow-Headers",
        headers);
    NetworkError error = failure(put());
    assertThat(error.reason()).isEqualTo(Reason.CORS);
    assertThat(error)
        .hasMessageStartingWith("the preflight (OPTIONS) of https://other.test/a ")
        .hasMessageContaining(part);
    assertThat(net.requests()).hasSize(1);
  }

  @Test
  void aStarDoesNotStandForAuthorization() {
    net.answer(
        "OPTIONS https://other.test/a", 204, "", ALLOW, "*", "Access-Control-Allow-Headers", "*");
    assertThat(
            failure(
                request("https://other.test/a")
                    .headers(HeaderList.of("Authorization", "x"))
                    .build()))
        .hasMessageContaining("does not allow the header authorization");
  }

  @Test
  void simpleRequestsAreNotAskedFor() {
    net.answer("POST https://other.test/a", 200, "", ALLOW, "*");
    fetch(
        request("https://other.test/a")
            .method("POST")
            .headers(
                HeaderList.of("Content-Type", "text/plain;charset=UTF-8", "Range", "bytes=0-9"))
            .build());
    assertThat(net.requests()).hasSize(1);
  }

  @Test
  void answersAreForgottenWhenTheCacheIsCleared() {
    var cache = new PreflightCache(nanos::get);
    cache.add("o", "u", false, List.of("PUT"), List.of("*"), 10);
    assertThat(cache.allowsMethod("o", "u", false, "PUT")).isTrue();
    assertThat(cache.allowsMethod("o", "u", true, "PUT")).isFalse();
    assertThat(cache.allowsHeader("o", "u", false, "x-any")).isTrue();
    assertThat(cache.allowsHeader("o", "u", false, "Authorization")).isFalse();
    cache.clear("o", "u");
    assertThat(cache.allowsMethod("o", "u", false, "PUT")).isFalse();
  }
}
