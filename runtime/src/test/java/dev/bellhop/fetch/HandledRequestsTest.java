package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that a service worker handles before the network does. */
class HandledRequestsTest extends FetchingTest {
  private static final String PAGE = "https://site.test/a";
  private static final String OTHER = "https://other.test/a";

  private final Map<String, FetchResponse> answers = new HashMap<>();
  private final List<FetchRequest> asked = new ArrayList<>();

  @Override
  Fetcher fetcher() {
    return algorithms()
        .handledBy(
            (request, cancel) -> {
              asked.add(request);
              return CompletableFuture.completedFuture(
                  Optional.ofNullable(answers.get(request.url().href())));
            });
  }

  private static FetchResponse response(String type, Url... urls) {
    return response(type, 200, HeaderList.of("X", "y"), urls);
  }

  private static FetchResponse response(String type, int status, HeaderList headers, Url... urls) {
    return new FetchResponse(
        type, List.of(urls), status, "", headers, List.of(), BytesBody.of("worker"));
  }

  @Test
  void areAnsweredWithoutTheNetwork() {
    answers.put(PAGE, response("default"));
    FetchResponse response = fetch(get(PAGE));
    assertThat(response.type()).isEqualTo("basic");
    assertThat(response.urlList()).containsExactly(url(PAGE));
    assertThat(text(response)).isEqualTo("worker");
    assertThat(net.requests()).isEmpty();
  }

  @Test
  void showTheWorkerWhatTheNetworkWouldGet() {
    answers.put(PAGE, response("default"));
    fetch(get(PAGE));
    FetchRequest request = asked.getFirst();
    assertThat(request.headers().get("Accept")).isEqualTo("*/*");
    assertThat(request.referrer()).isEqualTo("https://site.test/dir/page.js?q");
    assertThat(request.referrerPolicy()).isEqualTo(Referrer.DEFAULT_POLICY);
  }

  @Test
  void fallBackToTheNetworkWhoseRedirectsTheWorkerIsNotShown() {
    net.answer("GET " + PAGE, 302, "", "Location", "/b");
    net.answer("GET https://site.test/b", 200, "network");
    assertThat(text(fetch(get(PAGE)))).isEqualTo("network");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "cors, follow, error, https://site.test/a, Response.error()",
    "same-origin, follow, cors, https://site.test/a, of another origin",
    "cors, follow, opaque, https://other.test/a, which only mode \"no-cors\" allows",
    "same-origin, follow, opaque, https://site.test/a, which only mode \"no-cors\" allows",
    "cors, follow, opaqueredirect, https://site.test/a, which only redirect: \"manual\" allows",
    "cors, error, opaqueredirect, https://site.test/a, which only redirect: \"manual\" allows",
  })
  void failWhereTheResponseIsNotForThem(
      String mode, String redirect, String type, String url, String sentence) {
    answers.put(url, response(type, url(url)));
    NetworkError error = failure(request(url).mode(mode).redirect(redirect).build());
    assertThat(error.reason()).isEqualTo(Reason.SERVICE_WORKER);
    assertThat(error).hasMessageContaining(url).hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"error", "manual"})
  void failWhereTheResponseWasRedirectedAndRedirectsAreNotFollowed(String redirect) {
    answers.put(PAGE, response("basic", url(OTHER), url(PAGE)));
    NetworkError error = failure(request(PAGE).redirect(redirect).build());
    assertThat(error.reason()).isEqualTo(Reason.SERVICE_WORKER);
    assertThat(error).hasMessageContaining("came by a redirect");
    assertThat(fetch(get(PAGE)).urlList()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "no-cors, follow, opaque, https://other.test/a, opaque",
    "no-cors, follow, default, https://other.test/a, opaque",
    "cors, manual, opaqueredirect, https://site.test/a, opaqueredirect",
    "cors, follow, cors, https://site.test/a, cors",
    "cors, follow, default, https://other.test/a, cors",
    "cors, follow, basic, https://other.test/a, basic",
  })
  void keepTheFilterOfTheResponseOrGetTheirOwn(
      String mode, String redirect, String type, String url, String seen) {
    answers.put(url, response(type, url(url)));
    FetchResponse response = fetch(request(url).mode(mode).redirect(redirect).build());
    assertThat(response.type()).isEqualTo(seen);
    assertThat(response.body()).isNotNull();
  }

  @Test
  void needNoCorsOfTheWorkerAndNoPreflight() {
    answers.put(OTHER, response("default"));
    fetch(request(OTHER).method("PUT").body(BytesBody.of("x")).build());
    assertThat(net.requests()).isEmpty();
  }

  @Test
  void obeyTheResourcePolicyOfAnOpaqueResponse() {
    answers.put(
        OTHER,
        response(
            "opaque",
            200,
            HeaderList.of("Cross-Origin-Resource-Policy", "same-origin"),
            url(OTHER)));
    assertThat(failure(request(OTHER).mode("no-cors").build()))
        .hasMessageContaining("Cross-Origin-Resource-Policy");
  }

  @Test
  void areComparedWithTheirIntegrityValue() {
    answers.put(PAGE, response("default"));
    NetworkError error = failure(request(PAGE).integrity("sha256-" + "A".repeat(43) + "=").build());
    assertThat(error.reason()).isEqualTo(Reason.INTEGRITY);
  }

  @Test
  void followARedirectOfTheWorkerThroughTheWorker() {
    answers.put(PAGE, response("default", 303, HeaderList.of("Location", "/b")));
    answers.put("https://site.test/b", response("default"));
    FetchResponse response = fetch(request(PAGE).method("POST").body(BytesBody.of("x")).build());
    assertThat(response.urlList()).containsExactly(url(PAGE), url("https://site.test/b"));
    assertThat(asked).extracting(FetchRequest::method).containsExactly("POST", "GET");
    assertThat(asked.getLast().body()).isNull();
  }

  @Test
  void areNotShownToTheWorkerWhereNoServerWouldBeAsked() {
    fetch(get("data:,x"));
    failure(get("https://site.test:25/"));
    failure(request(OTHER).mode("same-origin").build());
    assertThat(asked).isEmpty();
  }
}
