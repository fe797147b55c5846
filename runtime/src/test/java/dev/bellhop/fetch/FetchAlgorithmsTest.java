package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.url.Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchAlgorithmsTest {
  private static final String ORIGIN = "https://site.test";
  private static final String OTHER = "https://other.test";
  private static final String ALLOW = "Access-Control-Allow-Origin";

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final FakeTransport net = new FakeTransport();

  private Fetcher fetcher() {
    return new FetchAlgorithms(
        net, nanos::get, new SpillFiles(folder, ForkJoinPool.commonPool()), "Bellhop/test");
  }

  private FetchResponse fetch(FetchRequest request) {
    return fetcher().fetch(request, new CancelToken()).join();
  }

  private NetworkError failure(FetchRequest request) {
    return failure(fetcher().fetch(request, new CancelToken()));
  }

  private static NetworkError failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(future::join);
    assertThat(thrown).isInstanceOf(CompletionException.class);
    return (NetworkError) thrown.getCause();
  }

  private static Url url(String text) {
    Url url = Url.parse(text, null);
    assertThat(url).isNotNull();
    return url;
  }

  private static FetchRequest get(String text) {
    return new Draft().url(text).build();
  }

  private static String text(FetchResponse response) {
    Body body = response.body();
    assertThat(body).isNotNull();
    var out = new ByteArrayOutputStream();
    BodyChunks.forEach(
            body.open(),
            chunk -> {
              out.writeBytes(BodyChunks.copy(chunk));
              return CompletableFuture.completedFuture(null);
            })
        .join();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A request in the making. */
  private static final class Draft {
    private String method = "GET";
    private String url = ORIGIN + "/";
    private HeaderList headers = HeaderList.empty();
    private Body body;
    private String mode = "cors";
    private String credentials = "same-origin";
    private String cache = "default";
    private String redirect = "follow";
    private String referrer = "client";
    private String referrerPolicy = "";
    private String integrity = "";
    private String origin = ORIGIN;

    Draft method(String value) {
      method = value;
      return this;
    }

    Draft url(String value) {
      url = value;
      return this;
    }

    Draft headers(String... values) {
      headers = HeaderList.of(values);
      return this;
    }

    Draft body(Body value) {
      body = value;
      return this;
    }

    Draft mode(String value) {
      mode = value;
      return this;
    }

    Draft credentials(String value) {
      credentials = value;
      return this;
    }

    Draft cache(String value) {
      cache = value;
      return this;
    }

    Draft redirect(String value) {
      redirect = value;
      return this;
    }

    Draft referrer(String value) {
      referrer = value;
      return this;
    }

    Draft referrerPolicy(String value) {
      referrerPolicy = value;
      return this;
    }

    Draft integrity(String value) {
      integrity = value;
      return this;
    }

    Draft origin(String value) {
      origin = value;
      return this;
    }

    FetchRequest build() {
      return new FetchRequest(
          method,
          FetchAlgorithmsTest.url(url),
          headers,
          body,
          mode,
          credentials,
          cache,
          redirect,
          "",
          referrer,
          referrerPolicy,
          integrity,
          false,
          origin,
          FetchAlgorithmsTest.url(origin + "/dir/page.js?q#f"));
    }
  }

  @Nested
  class Schemes {
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
                  "Referer",
                  "https://site.test/dir/page.js?q",
                  "User-Agent",
                  "Bellhop/test"));
      fetch(
          new Draft()
              .url("https://site.test/a")
              .headers("accept", "image/png", "user-agent", "mine")
              .build());
      assertThat(net.last().headers().get("Accept")).isEqualTo("image/png");
      assertThat(net.last().headers().get("User-Agent")).isEqualTo("mine");
    }

    @Test
    void aRangeTurnsContentCodingsOff() {
      net.answer("GET https://site.test/a", 206, "");
      fetch(new Draft().url("https://site.test/a").headers("Range", "bytes=5-").build());
      assertThat(net.last().headers().get("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void cacheModesBecomeHeaders() {
      net.answer("GET https://site.test/a", 200, "");
      fetch(new Draft().url("https://site.test/a").cache("reload").build());
      assertThat(net.last().headers().get("Pragma")).isEqualTo("no-cache");
      assertThat(net.last().headers().get("Cache-Control")).isEqualTo("no-cache");
      fetch(new Draft().url("https://site.test/a").cache("no-cache").build());
      assertThat(net.last().headers().get("Cache-Control")).isEqualTo("max-age=0");
      assertThat(
              failure(
                      new Draft()
                          .url("https://site.test/a")
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
      DataUrl parsed =
          DataUrl.parse(url(dataUrl.replace(" ", "%20").replace("%20base64", "base64")));
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
      FetchRequest insecure =
          new Draft().origin("http://a.test").url("http://other.test/a").build();
      assertThat(fetch(insecure).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"HEAD,200", "GET,204", "GET,205", "GET,304"})
    void someResponsesHaveNoBody(String method, int status) {
      var body = new LiveBody().chunk("wrong").end();
      net.answer(method + " https://site.test/a", status, body);
      FetchResponse response = fetch(new Draft().method(method).url("https://site.test/a").build());
      assertThat(response.body()).isNull();
      assertThat(body.closed()).isCompleted();
    }
  }

  @Nested
  class Cors {
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
          fetch(new Draft().url("https://other.test/a").credentials("include").build());
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
      NetworkError error =
          failure(new Draft().url("https://other.test/a").credentials(credentials).build());
      assertThat(error.reason()).isEqualTo(Reason.CORS);
      assertThat(error).hasMessageContaining(part);
    }

    @Test
    void sameOriginModeRefusesOthers() {
      assertThat(
              failure(new Draft().url("https://other.test/a").mode("same-origin").build()).reason())
          .isEqualTo(Reason.SAME_ORIGIN);
      assertThat(net.requests()).isEmpty();
    }

    @Test
    void noCorsGivesAnOpaqueResponseThatKeepsEverythingInside() {
      net.answer("GET https://other.test/a", 404, "hello", "X-A", "1");
      FetchResponse response =
          fetch(new Draft().url("https://other.test/a").mode("no-cors").build());
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
      assertThat(failure(new Draft().url("https://other.test/a").mode("no-cors").build()))
          .hasMessageContaining("Cross-Origin-Resource-Policy: same-origin");
    }
  }

  @Nested
  class Preflight {
    private FetchRequest put() {
      return new Draft()
          .method("PUT")
          .url("https://other.test/a")
          .headers("X-One", "1", "Content-Type", "application/json", "Accept", "text/plain")
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
                  new Draft().url("https://other.test/a").headers("Authorization", "x").build()))
          .hasMessageContaining("does not allow the header authorization");
    }

    @Test
    void simpleRequestsAreNotAskedFor() {
      net.answer("POST https://other.test/a", 200, "", ALLOW, "*");
      fetch(
          new Draft()
              .method("POST")
              .url("https://other.test/a")
              .headers("Content-Type", "text/plain;charset=UTF-8", "Range", "bytes=0-9")
              .build());
      assertThat(net.requests()).hasSize(1);
    }
  }

  @Nested
  class Redirects {
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
          new Draft()
              .method(method)
              .url("https://site.test/a")
              .headers("Content-Type", "text/plain")
              .body(method.equals("HEAD") ? null : BytesBody.of("x"))
              .build());
      assertThat(net.last().body() != null)
          .isEqualTo(after.equals(method) && !after.equals("HEAD"));
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
          fetch(new Draft().url("https://site.test/a").headers("Authorization", "s").build());
      assertThat(response.type()).isEqualTo("cors");
      assertThat(net.last().headers().contains("Authorization")).isFalse();
      assertThat(net.last().headers().get("Origin")).isEqualTo(ORIGIN);
    }

    @Test
    void throughAThirdOriginTaintTheOrigin() {
      net.answer(
          "GET https://other.test/a", 302, "", ALLOW, "*", "Location", "https://third.test/");
      net.answer("GET https://third.test/", 200, "x", ALLOW, ORIGIN);
      NetworkError error = failure(get("https://other.test/a"));
      assertThat(net.last().headers().get("Origin")).isEqualTo("null");
      assertThat(error).hasMessageContaining("must send \"Access-Control-Allow-Origin: null\"");
    }

    @Test
    void backHomeStayCors() {
      net.answer(
          "GET https://other.test/a", 302, "", ALLOW, "*", "Location", "https://site.test/b");
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
      assertThat(failure(new Draft().url("https://site.test/a").redirect("error").build()).reason())
          .isEqualTo(Reason.REDIRECT);
      FetchResponse manual =
          fetch(new Draft().url("https://site.test/a").redirect("manual").build());
      assertThat(manual.type()).isEqualTo("opaqueredirect");
      assertThat(manual.status()).isEqualTo(302);
      assertThat(ResponseFilter.visibleHeaders(manual).size()).isZero();
      assertThat(
              failure(
                      new Draft()
                          .url("https://other.test/a")
                          .mode("no-cors")
                          .redirect("manual")
                          .build())
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
                  new Draft()
                      .method("POST")
                      .url("https://site.test/a")
                      .body(new LiveBody().end())
                      .build()))
          .hasMessageContaining("is a stream, which cannot be sent twice");
    }
  }

  @Nested
  class Referrers {
    @ParameterizedTest
    @CsvSource({
      "no-referrer,https://site.test/a,",
      "origin,https://site.test/a,https://site.test/",
      "unsafe-url,http://other.test/a,https://site.test/dir/page.js?q",
      "strict-origin,http://other.test/a,",
      "strict-origin,https://other.test/a,https://site.test/",
      "no-referrer-when-downgrade,http://other.test/,",
      "same-origin,https://other.test/,",
      "origin-when-cross-origin,http://other.test/,https://site.test/",
      "strict-origin-when-cross-origin,http://other.test/,",
      "strict-origin-when-cross-origin,https://site.test/,https://site.test/dir/page.js?q",
    })
    void policies(String policy, String target, String expected) {
      assertThat(Referrer.value(url("https://site.test/dir/page.js?q#f"), url(target), policy))
          .isEqualTo(expected);
    }

    @Test
    void changeOnRedirect() {
      net.answer(
          "GET https://site.test/a",
          302,
          "",
          "Location",
          "/b",
          "Referrer-Policy",
          "nonsense, no-referrer");
      net.answer("GET https://site.test/b", 200, "");
      fetch(get("https://site.test/a"));
      assertThat(net.requests().getFirst().headers().contains("Referer")).isTrue();
      assertThat(net.last().headers().contains("Referer")).isFalse();
    }

    @Test
    void comeFromTheRequestWhereItNamesOne() {
      net.answer("GET https://site.test/a", 200, "");
      fetch(
          new Draft()
              .url("https://site.test/a")
              .referrer("https://site.test/elsewhere")
              .referrerPolicy("unsafe-url")
              .build());
      assertThat(net.last().headers().get("Referer")).isEqualTo("https://site.test/elsewhere");
      fetch(new Draft().url("https://site.test/a").referrer("no-referrer").build());
      assertThat(net.last().headers().contains("Referer")).isFalse();
    }
  }

  @Nested
  class IntegrityMetadata {
    private static final String HELLO = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

    @Test
    void letsTheRightBodyThrough() {
      net.answer("GET https://site.test/a", 200, new LiveBody().chunk("hel").chunk("lo").end());
      FetchResponse response =
          fetch(new Draft().url("https://site.test/a").integrity(HELLO + " junk").build());
      assertThat(text(response)).isEqualTo("hello");
    }

    @Test
    void refusesAnotherBodyAndSaysWhichItIs() {
      net.answer("GET https://site.test/a", 200, "hello");
      NetworkError error =
          failure(
              new Draft()
                  .url("https://site.test/a")
                  .integrity("sha256-AAAAul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")
                  .build());
      assertThat(error.reason()).isEqualTo(Reason.INTEGRITY);
      assertThat(error).hasMessageEndingWith("its own is " + HELLO);
    }

    @Test
    void countsTheStrongestHashOnly() {
      Integrity integrity = Integrity.parse(HELLO + " sha512-AAAA sha384-BBBB");
      assertThat(integrity).isNotNull();
      assertThat(integrity.algorithm()).isEqualTo("SHA-512");
      assertThat(integrity.hashes()).hasSize(1);
      assertThat(Integrity.parse("md5-AAAA")).isNull();
    }

    @Test
    void needsAReadableBody() {
      net.answer("GET https://other.test/a", 200, "hello");
      assertThat(
              failure(
                      new Draft()
                          .url("https://other.test/a")
                          .mode("no-cors")
                          .integrity(HELLO)
                          .build())
                  .reason())
          .isEqualTo(Reason.INTEGRITY);
    }
  }

  @Nested
  class Failures {
    @Test
    void keepTheTransportsSentence() {
      net.fail("GET https://site.test/a", TransportException.Kind.REFUSED, "site.test:443 refused");
      NetworkError error = failure(get("https://site.test/a"));
      assertThat(error.reason()).isEqualTo(Reason.REFUSED);
      assertThat(error).hasMessage("site.test:443 refused");
    }

    @Test
    void afterTheHeadEndTheBody() {
      net.answer(
          "GET https://site.test/a",
          200,
          new LiveBody()
              .chunk("half")
              .fail(new TransportException(TransportException.Kind.CLOSED, "it ended", null)));
      FetchResponse response = fetch(get("https://site.test/a"));
      Throwable thrown = catchThrowable(() -> text(response));
      assertThat(thrown.getCause())
          .isInstanceOf(NetworkError.class)
          .isInstanceOf(BodyException.class)
          .hasMessage("it ended");
      assertThat(((NetworkError) thrown.getCause()).temporary()).isTrue();
    }

    @Test
    void includeAborts() {
      var cancel = new CancelToken();
      cancel.cancel();
      assertThat(failure(fetcher().fetch(get("https://site.test/a"), cancel)).reason())
          .isEqualTo(Reason.ABORTED);
      assertThat(net.requests()).isEmpty();
      net.on(
          "GET https://site.test/a",
          request -> {
            var response = new CompletableFuture<dev.bellhop.net.TransportResponse>();
            request
                .cancel()
                .onCancel(
                    () ->
                        response.completeExceptionally(
                            new TransportException(
                                TransportException.Kind.CANCELLED, "cancelled", null)));
            return response;
          });
      var later = new CancelToken();
      CompletableFuture<FetchResponse> running = fetcher().fetch(get("https://site.test/a"), later);
      assertThat(running).isNotDone();
      later.cancel();
      assertThat(failure(running).reason()).isEqualTo(Reason.ABORTED);
    }

    @Test
    void areForgottenByThePreflightCache() {
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
}
