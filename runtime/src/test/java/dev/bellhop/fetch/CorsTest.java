package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Cors;
import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of other origins, without a preflight. */
class CorsTest extends FetchingTest {
  @Test
  void theOriginIsSentAndTheResponseFiltered() {
    net.answer(
        "GET https://other.test/a",
        200,
        "hello",
        ALLOW,
        ORIGIN,
        "Content-Type",
        "text/plain",
        "X-Open",
        "1",
        "X-Shut",
        "2",
        "Access-Control-Expose-Headers",
        "x-open, Set-Cookie",
        "Set-Cookie",
        "a=1");
    FetchResponse response = fetch(get("https://other.test/a"));
    assertThat(net.last().headers().get("Origin")).isEqualTo(ORIGIN);
    assertThat(net.last().headers().get("Referer")).isEqualTo(ORIGIN + "/");
    assertThat(response.type()).isEqualTo("cors");
    assertThat(ResponseFilter.visibleHeaders(response))
        .isEqualTo(HeaderList.of("Content-Type", "text/plain", "X-Open", "1"));
  }

  @Test
  void aStarExposesAllWithoutCredentialsOnly() {
    net.answer(
        "GET https://other.test/a",
        200,
        "",
        ALLOW,
        ORIGIN,
        "Access-Control-Allow-Credentials",
        "true",
        "Access-Control-Expose-Headers",
        "*",
        "X-A",
        "1");
    assertThat(ResponseFilter.visibleHeaders(fetch(get("https://other.test/a"))).get("x-a"))
        .isEqualTo("1");
    FetchResponse withCredentials =
        fetch(request("https://other.test/a").credentials("include").build());
    assertThat(ResponseFilter.visibleHeaders(withCredentials).get("x-a")).isNull();
  }

  @Test
  void aMissingHeaderIsNamed() {
    var body = new LiveBody().chunk("secret");
    net.answer("GET https://other.test/a", 200, body);
    NetworkError error = failure(get("https://other.test/a"));
    assertThat(error.reason()).isEqualTo(Reason.CORS);
    assertThat(error)
        .hasMessage(
            "the response of https://other.test/a has no Access-Control-Allow-Origin header; the"
                + " server must send \"Access-Control-Allow-Origin: https://site.test\" (or *)"
                + " for https://site.test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          same-origin | https://wrong.test | -    | has "Access-Control-Allow-Origin: https://wrong.test"; the server must send
          include     | *                  | true | which does not hold for a request with credentials
          include     | https://site.test  | -    | has no "Access-Control-Allow-Credentials: true"
          """)
  void wrongHeadersAreNamed(
      String credentials, String allow, String allowCredentials, String part) {
    net.answer(
        "GET https://other.test/a",
        200,
        "",
        ALLOW,
        allow,
        "Access-Control-Allow-Credentials",
        allowCredentials);
    NetworkError error = failure(request("https://other.test/a").credentials(credentials).build());
    assertThat(error.reason()).isEqualTo(Reason.CORS);
    assertThat(error).hasMessageContaining(part);
  }

  @Test
  void sameOriginModeRefusesOthers() {
    assertThat(failure(request("https://other.test/a").mode("same-origin").build()).reason())
        .isEqualTo(Reason.SAME_ORIGIN);
    assertThat(net.requests()).isEmpty();
  }

  @Test
  void noCorsGivesAnOpaqueResponseThatKeepsEverythingInside() {
    net.answer("GET https://other.test/a", 404, "hello", "X-A", "1");
    FetchResponse response = fetch(request("https://other.test/a").mode("no-cors").build());
    assertThat(response.type()).isEqualTo("opaque");
    assertThat(response.status()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("hello");
    assertThat(ResponseFilter.visibleHeaders(response).size()).isZero();
    assertThat(net.last().headers().contains("Origin")).isFalse();
  }

  @Test
  void aResourcePolicyKeepsOpaqueResponsesAway() {
    net.answer(
        "GET https://other.test/a", 200, "hello", "Cross-Origin-Resource-Policy", "same-origin");
    assertThat(failure(request("https://other.test/a").mode("no-cors").build()))
        .hasMessageContaining("Cross-Origin-Resource-Policy: same-origin");
  }

  @Test
  void isNotForThoseWhoOnlyWantTheBytes() {
    net.answer("PUT http://other.test/a", 200, "bytes", "X-Secret", "shown");
    Fetcher open = algorithms().with(Cors.OFF);
    FetchRequest request =
        request("http://other.test/a").method("PUT").headers(HeaderList.of("X-Mine", "1")).build();
    assertThat(failure(request).reason()).isEqualTo(Reason.MIXED_CONTENT);
    FetchResponse response = open.fetch(request, new CancelToken()).join();
    assertThat(ResponseFilter.visibleHeaders(response).get("X-Secret")).isEqualTo("shown");
    assertThat(net.requests()).as("without a preflight").hasSize(1);
  }
}
