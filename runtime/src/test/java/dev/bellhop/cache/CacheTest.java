package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.post;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.url.Url;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {
  @TempDir Path folder;
  private Caching caching;
  private Cache cache;

  @BeforeEach
  void open() throws Exception {
    caching = new Caching(folder);
    cache = get(caching.caches.open("movies"));
  }

  @AfterEach
  void close() throws Exception {
    caching.close();
  }

  private void put(FetchRequest request, FetchResponse response) throws Exception {
    get(cache.put(request, response));
  }

  private @Nullable String match(FetchRequest request) throws Exception {
    return text(get(cache.match(CacheQuery.of(request))));
  }

  private List<String> urls() throws Exception {
    var urls = new ArrayList<String>();
    for (FetchRequest request : get(cache.keys(CacheQuery.all()))) {
      urls.add(
          request.url().path()
              + (request.url().query() == null ? "" : "?" + request.url().query()));
    }
    return urls;
  }

  private static CacheException failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(() -> get(future));
    assertThat(thrown).hasCauseInstanceOf(CacheException.class);
    return (CacheException) thrown.getCause();
  }

  @Test
  void keepsEveryPartOfARequestAndAResponse() throws Exception {
    FetchRequest request =
        new FetchRequest(
            "GET",
            Url.parse("https://other.test/a?b#c", null),
            HeaderList.of("X-A", "1", "x-a", "\u00ff"),
            null,
            "no-cors",
            "include",
            "reload",
            "manual",
            "image",
            "no-referrer",
            "origin",
            "sha256-x",
            true,
            "high",
            Caching.ORIGIN,
            Url.parse(Caching.ORIGIN + "/page", null),
            null);
    FetchResponse response =
        new FetchResponse(
            "cors",
            List.of(
                Url.parse("https://other.test/0", null), Url.parse("https://other.test/a?b", null)),
            404,
            "Nicht gefunden",
            HeaderList.of("Set-Cookie", "a", "X-Odd", "\u0001\u00e9"),
            List.of("x-odd"),
            null);
    put(request, response);
    caching.close();
    caching = new Caching(folder);
    cache = get(caching.caches.open("movies"));
    assertThat(get(cache.keys(CacheQuery.all()))).containsExactly(request);
    assertThat(get(cache.matchAll(CacheQuery.all()))).containsExactly(response);
  }

  @Test
  void comparesUrlsWithoutFragmentAndOnRequestWithoutSearch() throws Exception {
    put(request("/a?q=1#x"), response("one"));
    assertThat(match(request("/a?q=1#y"))).isEqualTo("one");
    assertThat(match(request("/a"))).isNull();
    assertThat(match(request("/a?q=2"))).isNull();
    CacheQuery query = CacheQuery.of(request("/a?q=2")).withoutSearch();
    assertThat(text(get(cache.match(query)))).isEqualTo("one");
  }

  @Test
  void aPutReplacesAndMovesToTheEnd() throws Exception {
    put(request("/a"), response("1"));
    put(request("/b"), response("2"));
    assertThat(match(request("/a"))).isEqualTo("1");
    put(request("/a"), response("3"));
    assertThat(urls()).containsExactly("/b", "/a");
    assertThat(match(request("/a"))).isEqualTo("3");
  }

  @Test
  void tellsResponsesApartByVary() throws Exception {
    put(request("/a", "Accept", "en"), response("english", "Vary", "Accept, X-Other"));
    put(request("/a", "Accept", "de"), response("deutsch", "Vary", "accept"));
    assertThat(match(request("/a", "accept", "de"))).isEqualTo("deutsch");
    assertThat(match(request("/a", "accept", "en"))).isEqualTo("english");
    assertThat(match(request("/a", "accept", "en", "X-Other", "1"))).isNull();
    assertThat(match(request("/a"))).isNull();
    CacheQuery any = CacheQuery.of(request("/a")).withoutVary();
    assertThat(get(cache.matchAll(any))).hasSize(2);
    put(request("/a", "Accept", "en"), response("British", "Vary", "Accept"));
    assertThat(get(cache.matchAll(any))).as("replaced by Vary").hasSize(2);
  }

  @Test
  void refusesWhatCannotBeCached() throws Exception {
    FetchResponse fine = response("x");
    assertThat(failure(cache.put(request("blob:https://site.test/1"), fine)).errorName())
        .isEqualTo("TypeError");
    assertThat(failure(cache.put(post("/a"), fine))).hasMessageContaining("POST");
    assertThat(failure(cache.put(request("/a"), response(206, "basic", "x"))))
        .hasMessageContaining("206");
    assertThat(failure(cache.put(request("/a"), response("x", "Vary", "Accept, *"))))
        .hasMessageContaining("Vary: *");
    assertThat(urls()).isEmpty();
  }

  @Test
  void aBatchWithTwoEqualRequestsChangesNothing() throws Exception {
    put(request("/a"), response("old"));
    CacheException failure =
        failure(
            cache.batch(
                List.of(
                    new CacheOperation.Put(request("/a"), response("new")),
                    new CacheOperation.Put(request("/b"), response("b")),
                    new CacheOperation.Put(request("/a#f"), response("newer")))));
    assertThat(failure.errorName()).isEqualTo("InvalidStateError");
    assertThat(match(request("/a"))).isEqualTo("old");
    assertThat(urls()).containsExactly("/a");
  }

  @Test
  void aBatchMayHoldRequestsThatDifferByVary() throws Exception {
    get(
        cache.batch(
            List.of(
                new CacheOperation.Put(request("/a", "X", "1"), response("1", "Vary", "X")),
                new CacheOperation.Put(request("/a", "X", "2"), response("2", "Vary", "X")))));
    assertThat(urls()).containsExactly("/a", "/a");
  }

  @Test
  void deletesWhatTheQueryFinds() throws Exception {
    put(request("/a?1"), response("1"));
    put(request("/a?2"), response("2"));
    put(request("/b"), response("3"));
    assertThat(get(cache.delete(CacheQuery.of(request("/a"))))).isFalse();
    assertThat(match(request("/a?1"))).isEqualTo("1");
    assertThat(get(cache.delete(CacheQuery.of(request("/a")).withoutSearch()))).isTrue();
    assertThat(urls()).containsExactly("/b");
    assertThat(match(request("/a?1"))).isNull();
    assertThat(caching.trace).contains(new TraceEvent.CacheEntriesDeleted("movies", 2));
  }

  @Test
  void aMissIsForgottenWhenTheResponseComes() throws Exception {
    assertThat(match(request("/a"))).isNull();
    put(request("/a"), response("1"));
    assertThat(match(request("/a"))).isEqualTo("1");
  }

  @Test
  void anAnswerWhateverTheQueryPartIsForgottenWhenAnotherResponseComes() throws Exception {
    put(request("/a?1"), response("1"));
    CacheQuery anySearch = CacheQuery.of(request("/a?2")).withoutSearch();
    assertThat(get(cache.matchAll(anySearch))).hasSize(1);
    assertThat(cache.matchInMemory(anySearch)).hasSize(1);
    put(request("/a?3"), response("3"));
    assertThat(cache.matchInMemory(anySearch)).isNull();
    assertThat(get(cache.matchAll(anySearch))).hasSize(2);
    get(cache.delete(CacheQuery.of(request("/a?1"))));
    assertThat(get(cache.matchAll(anySearch))).hasSize(1);
  }

  @Test
  void sharesABodyOfTheStore() throws Exception {
    var body =
        get(caching.store.bodies().of(Caching.ORIGIN).store(response("x".repeat(100_000)).body()));
    put(request("/a"), response("").withBody(body));
    put(request("/b"), response("").withBody(body));
    FetchResponse found = get(cache.match(CacheQuery.of(request("/b"))));
    assertThat(found.body())
        .isInstanceOfSatisfying(
            StoredBody.class, stored -> assertThat(stored.id()).isEqualTo(body.id()));
    get(cache.delete(CacheQuery.of(request("/a"))));
    assertThat(match(request("/b"))).hasSize(100_000);
  }

  @Test
  void aBodyThatFailsOrIsAbortedStoresNothing() throws Exception {
    FetchResponse aborted =
        response("")
            .withBody(
                new LiveBody()
                    .fail(new NetworkError(NetworkError.Reason.ABORTED, "Aborted.", null)));
    assertThat(failure(cache.put(request("/a"), aborted)).errorName()).isEqualTo("AbortError");
    FetchResponse cut =
        response("")
            .withBody(
                new LiveBody()
                    .fail(new NetworkError(NetworkError.Reason.CLOSED, "Cut off.", null)));
    CacheException failure = failure(cache.put(request("/a"), cut));
    assertThat(failure.errorName()).isEqualTo("TypeError");
    assertThat(failure).hasMessage("Cut off.");
    assertThat(urls()).isEmpty();
  }

  @Test
  void aFullQuotaIsQuotaExceeded() throws Exception {
    caching.close();
    caching = new Caching(folder, Caching.options().withLimit(1_000));
    cache = get(caching.caches.open("movies"));
    CacheException failure = failure(cache.put(request("/a"), response("x".repeat(2_000))));
    assertThat(failure.errorName()).isEqualTo("QuotaExceededError");
    put(request("/a"), response("x".repeat(500)));
  }

  private static FetchResponse opaque(String policy) {
    return new FetchResponse(
        "opaque",
        List.of(Url.parse("https://other.test/a", null)),
        206,
        "",
        HeaderList.of("Cross-Origin-Resource-Policy", policy, "Vary", "*"),
        List.of(),
        null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "same-site"})
  void anOpaqueResponseThatItsServerKeepsToItselfIsNotHandedOut(String policy) throws Exception {
    put(request("https://other.test/a"), opaque(policy));
    CacheException failure = failure(cache.match(CacheQuery.of(request("https://other.test/a"))));
    assertThat(failure.errorName()).isEqualTo("TypeError");
  }

  @Test
  void whatALaterCacheHoldsBackDoesNotMatter() throws Exception {
    put(request("https://other.test/a"), opaque("cross-origin"));
    Cache later = get(caching.caches.open("later"));
    get(later.put(request("https://other.test/a"), opaque("same-origin")));
    CacheQuery query = CacheQuery.of(request("https://other.test/a"));
    assertThat(get(caching.caches.match(query))).isNotNull().isEqualTo(get(cache.match(query)));
  }
}
