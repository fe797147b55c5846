package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest extends FetchingTest {
  @Test
  void areFollowedWithTheFragment() {
    net.answer("GET https://site.test/a", 302, "", "Location", "b");
    net.answer("GET https://site.test/b", 200, "there");
    FetchResponse response = fetch(get("https://site.test/a#part"));
    assertThat(response.urlList())
        .containsExactly(url("https://site.test/a#part"), url("https://site.test/b#part"));
    assertThat(text(response)).isEqualTo("there");
  }

  @ParameterizedTest
  @CsvSource({
    "301,POST,GET",
    "302,POST,GET",
    "303,PUT,GET",
    "303,HEAD,HEAD",
    "307,POST,POST",
    "302,PUT,PUT"
  })
  void rewriteTheMethod(int status, String method, String after) {
    net.answer(method + " https://site.test/a", status, "", "Location", "/b");
    net.answer(after + " https://site.test/b", 200, "");
    fetch(
        request("https://site.test/a")
            .method(method)
            .headers(HeaderList.of("Content-Type", "text/plain"))
            .body(method.equals("HEAD") ? null : BytesBody.of("x"))
            .build());
    assertThat(net.last().body() != null).isEqualTo(after.equals(method) && !after.equals("HEAD"));
    assertThat(net.last().headers().contains("Content-Type")).isEqualTo(after.equals(method));
  }

  @Test
  void endAfterTwenty() {
    for (int i = 0; i <= 20; i++) {
      net.answer("GET https://site.test/" + i, 302, "", "Location", "/" + (i + 1));
    }
    net.answer("GET https://site.test/21", 200, "");
    NetworkError error = failure(get("https://site.test/0"));
    assertThat(error.reason()).isEqualTo(Reason.REDIRECT);
    assertThat(error).hasMessage("https://site.test/20 redirects once more after 20 redirects");
    assertThat(fetch(get("https://site.test/1")).urlList()).hasSize(21);
  }

  @Test
  void toAnotherOriginNeedCorsAndDropAuthorization() {
    net.answer("GET https://site.test/a", 302, "", "Location", "https://other.test/b");
    net.answer("GET https://other.test/b", 200, "x", ALLOW, ORIGIN);
    FetchResponse response =
        fetch(request("https://site.test/a").headers(HeaderList.of("Authorization", "s")).build());
    assertThat(response.type()).isEqualTo("cors");
    assertThat(net.last().headers().contains("Authorization")).isFalse();
    assertThat(net.last().headers().get("Origin")).isEqualTo(ORIGIN);
  }

  @Test
  void throughAThirdOriginTaintTheOrigin() {
    net.answer("GET https://other.test/a", 302, "", ALLOW, "*", "Location", "https://third.test/");
    net.answer("GET https://third.test/", 200, "x", ALLOW, ORIGIN);
    NetworkError error = failure(get("https://other.test/a"));
    assertThat(net.last().headers().get("Origin")).isEqualTo("null");
    assertThat(error).hasMessageContaining("must send \"Access-Control-Allow-Origin: null\"");
  }

  @Test
  void backHomeStayCors() {
    net.answer("GET https://other.test/a", 302, "", ALLOW, "*", "Location", "https://site.test/b");
    net.answer("GET https://site.test/b", 200, "x", ALLOW, "*");
    assertThat(fetch(get("https://other.test/a")).type()).isEqualTo("cors");
  }

  @Test
  void toInsecureUrlsAreMixedContent() {
    net.answer("GET https://site.test/a", 302, "", "Location", "http://other.test/");
    assertThat(failure(get("https://site.test/a")).reason()).isEqualTo(Reason.MIXED_CONTENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://site.test/ | neither http nor https
          http://[         | is no URL
          """)
  void toNowhereFail(String location, String part) {
    net.answer("GET https://site.test/a", 302, "", "Location", location);
    assertThat(failure(get("https://site.test/a")))
        .hasMessageContaining(part)
        .extracting(NetworkError::reason)
        .isEqualTo(Reason.REDIRECT);
  }

  @Test
  void obeyTheMode() {
    net.answer("GET https://site.test/a", 302, "inside", "Location", "/b");
    assertThat(failure(request("https://site.test/a").redirect("error").build()).reason())
        .isEqualTo(Reason.REDIRECT);
    FetchResponse manual = fetch(request("https://site.test/a").redirect("manual").build());
    assertThat(manual.type()).isEqualTo("opaqueredirect");
    assertThat(manual.status()).isEqualTo(302);
    assertThat(ResponseFilter.visibleHeaders(manual).size()).isZero();
    assertThat(
            failure(request("https://other.test/a").mode("no-cors").redirect("manual").build())
                .reason())
        .isEqualTo(Reason.REDIRECT);
  }

  @Test
  void withoutLocationAreResponses() {
    net.answer("GET https://site.test/a", 302, "here");
    assertThat(text(fetch(get("https://site.test/a")))).isEqualTo("here");
  }

  @Test
  void cannotSendAStreamTwice() {
    net.answer("POST https://site.test/a", 307, "", "Location", "/b");
    assertThat(
            failure(
                request("https://site.test/a").method("POST").body(new LiveBody().end()).build()))
        .hasMessageContaining("is a stream, which cannot be sent twice");
  }

  @Test
  void cannotSendAStreamAgainWithCredentials() {
    net.answer("POST https://site.test/a", 401, "");
    assertThat(
            failure(
                request("https://site.test/a").method("POST").body(new LiveBody().end()).build()))
        .hasMessageContaining("(status 401), but the request's body is a stream");
    assertThat(fetch(request("https://site.test/a").method("POST").build()).status())
        .isEqualTo(401);
  }
}
