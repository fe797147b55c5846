package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is fetched at all, with which headers, and what kind of response it gives. */
class FetchSchemesTest extends FetchingTest {
  @Test
  void sameOriginGivesABasicResponse() {
    net.answer("GET https://site.test/a", 200, "hello", "Set-Cookie", "a=1", "X-A", "b");
    FetchResponse response = fetch(get("https://site.test/a#frag"));
    assertThat(response.type()).isEqualTo("basic");
    assertThat(response.urlList()).containsExactly(url("https://site.test/a#frag"));
    assertThat(text(response)).isEqualTo("hello");
    assertThat(response.headers().contains("set-cookie")).isTrue();
    assertThat(ResponseFilter.visibleHeaders(response)).isEqualTo(HeaderList.of("X-A", "b"));
  }

  @Test
  void defaultHeadersAreAddedAndThoseOfTheScriptKept() {
    net.answer("GET https://site.test/a", 200, "");
    fetch(get("https://site.test/a"));
    assertThat(net.last().headers())
        .isEqualTo(
            HeaderList.of(
                "Accept",
                "*/*",
                "Accept-Language",
                "*",
                "Sec-Fetch-Dest",
                "empty",
                "Sec-Fetch-Mode",
                "cors",
                "Sec-Fetch-Site",
                "same-origin",
                "Referer",
                "https://site.test/dir/page.js?q",
                "User-Agent",
                "Bellhop/test"));
    fetch(
        request("https://site.test/a")
            .headers(HeaderList.of("accept", "image/png", "user-agent", "mine"))
            .build());
    assertThat(net.last().headers().get("Accept")).isEqualTo("image/png");
    assertThat(net.last().headers().get("User-Agent")).isEqualTo("mine");
  }

  @Test
  void aRangeTurnsContentCodingsOff() {
    net.answer("GET https://site.test/a", 206, "");
    fetch(request("https://site.test/a").headers(HeaderList.of("Range", "bytes=5-")).build());
    assertThat(net.last().headers().get("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void cacheModesBecomeHeaders() {
    net.answer("GET https://site.test/a", 200, "");
    fetch(request("https://site.test/a").cache("reload").build());
    assertThat(net.last().headers().get("Pragma")).isEqualTo("no-cache");
    assertThat(net.last().headers().get("Cache-Control")).isEqualTo("no-cache");
    fetch(request("https://site.test/a").cache("no-cache").build());
    assertThat(net.last().headers().get("Cache-Control")).isEqualTo("max-age=0");
    assertThat(
            failure(
                    request("https://site.test/a")
                        .mode("same-origin")
                        .cache("only-if-cached")
                        .build())
                .reason())
        .isEqualTo(Reason.NOT_CACHED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          data:,a%20b%25z          | text/plain;charset=US-ASCII | a b%z
          data:text/html;base64,YQ== | text/html                | a
          data:;charset=utf-8,%C3%A9 | text/plain;charset=utf-8 | é
          data:nonsense,x         | text/plain;charset=US-ASCII | x
          """)
  void dataUrls(String dataUrl, String type, String body) {
    DataUrl parsed = DataUrl.parse(url(dataUrl.replace(" ", "%20").replace("%20base64", "base64")));
    assertThat(parsed).isNotNull();
    assertThat(parsed.type()).hasToString(type);
    assertThat(new String(parsed.body(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @Test
  void dataUrlsAreFetchedInAnyMode() {
    FetchResponse response = fetch(get("data:text/plain,hi"));
    assertThat(response.type()).isEqualTo("basic");
    assertThat(response.statusText()).isEqualTo("OK");
    assertThat(text(response)).isEqualTo("hi");
    assertThat(failure(get("data:text/plain;base64,A")).reason()).isEqualTo(Reason.PROTOCOL);
  }

  @Test
  void otherSchemesAreRefusedByName() {
    NetworkError error = failure(get("ftp://site.test/a"));
    assertThat(error.reason()).isEqualTo(Reason.BAD_SCHEME);
    assertThat(error)
        .hasMessage(
            "the scheme \"ftp:\" of ftp://site.test/a cannot be fetched; use http or https");
  }

  @Test
  void badPortsAreRefused() {
    NetworkError error = failure(get("https://site.test:25/"));
    assertThat(error.reason()).isEqualTo(Reason.BAD_PORT);
    assertThat(net.requests()).isEmpty();
  }

  @Test
  void secureClientsDoNotFetchInsecurely() {
    NetworkError error = failure(get("http://other.test/a"));
    assertThat(error.reason()).isEqualTo(Reason.MIXED_CONTENT);
    assertThat(error)
        .hasMessage(
            "mixed content: https://site.test may not fetch http://other.test/a; use https");
    net.answer("GET http://other.test/a", 200, "", ALLOW, "*");
    FetchRequest insecure = request("http://other.test/a", "http://a.test").build();
    assertThat(fetch(insecure).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"HEAD,200", "GET,204", "GET,205", "GET,304"})
  void someResponsesHaveNoBody(String method, int status) {
    var body = new LiveBody().chunk("wrong").end();
    net.answer(method + " https://site.test/a", status, body);
    FetchResponse response = fetch(request("https://site.test/a").method(method).build());
    assertThat(response.body()).isNull();
    assertThat(body.closed()).isCompleted();
  }
}
