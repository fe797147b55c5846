package dev.bellhop.httpcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.NetworkError;
import dev.bellhop.fetch.ResponseCache.Question;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.ByteRange;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.Bodies;
import dev.bellhop.url.Url;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCacheTest {
  private static final String FRESH = "max-age=60";

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private Store store;
  private HttpCache cache;

  /** What has come through to the server. */
  private final List<HeaderList> asked = new ArrayList<>();

  private HeaderList answer = HeaderList.of("Cache-Control", FRESH);
  private int status = 200;

  @BeforeEach
  void open() throws StoreException {
    store = Store.open(folder.resolve("data"), StoreOptions.defaults());
    cache = new HttpCache(store.database(), store.bodies(), 1 << 20, () -> now);
  }

  @AfterEach
  void close() throws StoreException {
    store.close();
  }

  private void reopen() throws StoreException {
    close();
    open();
  }

  private static Question question(String mode, String... headers) {
    Url url = Objects.requireNonNull(Url.parse("https://server.test/a", null));
    return new Question("https://site.test", "GET", url, HeaderList.of(headers), mode);
  }

  private TransportResponse response(Question question) {
    return cache
        .exchange(
            question,
            headers -> {
              asked.add(headers);
              return CompletableFuture.completedFuture(
                  new TransportResponse(
                      status,
                      "",
                      answer,
                      BytesBody.of(status == 304 ? "" : "body " + asked.size())));
            })
        .join();
  }

  private String get(String mode, String... headers) throws Exception {
    return text(response(question(mode, headers)));
  }

  private static String text(TransportResponse response) throws Exception {
    return new String(Bodies.readAll(response.body()), StandardCharsets.UTF_8);
  }

  @Test
  void answersWhileAResponseIsFresh() throws Exception {
    assertThat(get("default")).isEqualTo("body 1");
    now = now.plusSeconds(59);
    assertThat(get("default")).isEqualTo("body 1");
    now = now.plusSeconds(1);
    assertThat(get("default")).isEqualTo("body 2");
  }

  @Test
  void outlivesTheProcess() throws Exception {
    get("default");
    // A whole body is on its way to the store when its reader has seen the end.
    awaitStored();
    reopen();
    assertThat(get("default")).isEqualTo("body 1");
    assertThat(asked).hasSize(1);
  }

  private void awaitStored() throws Exception {
    while (Bodies.await(
            store.database().read(t -> t.number("SELECT count(*) FROM http_cache_entry", 0)))
        == 0) {
      Bodies.await(store.database().sync());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-store, body 2",
    "reload, body 2",
    "no-cache, body 2",
    "force-cache, body 1",
    "only-if-cached, body 1",
    "default, body 1",
  })
  void followsTheMode(String mode, String body) throws Exception {
    get("default");
    assertThat(get(mode)).isEqualTo(body);
  }

  @Test
  void saysThatNothingIsThere() {
    var failure =
        Assertions.catchThrowableOfType(CompletionException.class, () -> get("only-if-cached"));
    assertThat(failure.getCause())
        .isInstanceOf(NetworkError.class)
        .hasMessageContaining("finds no response to https://server.test/a in the HTTP cache");
    assertThat(asked).isEmpty();
  }

  @Test
  void asksWhetherAStaleResponseStillHolds() throws Exception {
    answer = HeaderList.of("ETag", "\"x\"", "Cache-Control", "max-age=1", "X-Test", "old");
    get("default");
    now = now.plusSeconds(5);
    status = 304;
    answer = HeaderList.of("Cache-Control", FRESH, "X-Test", "new", "Content-Type", "no/thing");
    TransportResponse response = response(question("default"));
    assertThat(asked.getLast().get("If-None-Match")).isEqualTo("\"x\"");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("X-Test")).isEqualTo("new");
    assertThat(response.headers().contains("Content-Type")).isFalse();
    assertThat(text(response)).isEqualTo("body 1");
    now = now.plusSeconds(50);
    assertThat(get("default")).isEqualTo("body 1");
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "no-cache", "max-age=0", "private, no-cache"})
  void obeysTheServer(String directives) throws Exception {
    answer = HeaderList.of("Cache-Control", directives);
    get("default");
    assertThat(get("default")).isEqualTo("body 2");
  }

  @Test
  void keepsAResponseForEachOfTheHeadersThatItVariesBy() throws Exception {
    answer = HeaderList.of("Cache-Control", FRESH, "Vary", "X-Kind");
    assertThat(get("default", "X-Kind", "a")).isEqualTo("body 1");
    assertThat(get("default", "X-Kind", "b")).isEqualTo("body 2");
    assertThat(get("default", "X-Kind", "a")).isEqualTo("body 1");
    assertThat(get("default")).isEqualTo("body 3");
  }

  @Test
  void doesNotShareWithOtherOrigins() throws Exception {
    get("default");
    Question same = question("default");
    assertThat(
            text(
                response(
                    new Question(
                        "https://other.test", "GET", same.url(), same.headers(), "default"))))
        .isEqualTo("body 2");
  }

  @Test
  void cutsARangeOutOfAWholeResponse() throws Exception {
    get("default");
    TransportResponse part = response(question("default", "Range", "bytes=1-2"));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers().get("Content-Range")).isEqualTo("bytes 1-2/6");
    assertThat(text(part)).isEqualTo("od");
  }

  /** Asks a server that has "0123456789" for a part of it; gives the answer's range and text. */
  private String part(String range, String... validators) throws Exception {
    TransportResponse response =
        cache
            .exchange(
                question("default", "Range", "bytes=" + range),
                headers -> {
                  asked.add(headers);
                  ByteRange wanted = ByteRange.of(headers.get("Range"), 10);
                  HeaderList answered =
                      HeaderList.of(validators)
                          .with("Cache-Control", FRESH)
                          .with("Content-Range", wanted.of(10));
                  String bytes =
                      "0123456789".substring((int) wanted.first(), (int) wanted.last() + 1);
                  return CompletableFuture.completedFuture(
                      new TransportResponse(206, "", answered, BytesBody.of(bytes)));
                })
            .join();
    assertThat(response.status()).isEqualTo(206);
    return response.headers().get("Content-Range") + " " + text(response);
  }

  @Test
  void cutsARangeOutOfAPart() throws Exception {
    part("2-6");
    assertThat(part("3-4")).isEqualTo("bytes 3-4/10 34");
    assertThat(asked).hasSize(1);
    assertThat(part("5-8")).isEqualTo("bytes 5-8/10 5678");
    assertThat(part("-1")).isEqualTo("bytes 9-9/10 9");
    assertThat(asked).hasSize(3);
  }

  @Test
  void aPartIsNoAnswerToWhoWantsAll() throws Exception {
    part("0-9");
    assertThat(get("default")).isEqualTo("body 2");
    assertThat(asked.getLast().contains("If-None-Match")).isFalse();
  }

  @Test
  void putsPartsOfTheSameVersionTogether() throws Exception {
    part("5-9", "ETag", "\"x\"");
    awaitStored();
    part("2-5", "ETag", "\"x\"");
    part("0-3", "ETag", "\"x\"");
    awaitBytes(10);
    assertThat(part("1-8")).isEqualTo("bytes 1-8/10 12345678");
    assertThat(get("default")).isEqualTo("0123456789");
    assertThat(asked).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"\"x\", \"y\"", "W/\"x\", W/\"x\""})
  void keepsPartsApartThatMayBeOfDifferentVersions(String before, String after) throws Exception {
    part("0-4", "ETag", before);
    awaitStored();
    part("5-8", "ETag", after);
    awaitBytes(4);
    reopen();
    assertThat(part("5-8")).isEqualTo("bytes 5-8/10 5678");
    assertThat(asked).hasSize(2);
    part("0-4");
    assertThat(asked).hasSize(3);
  }

  private void awaitBytes(long bytes) throws Exception {
    long head = 1024;
    while (Bodies.await(
            store.database().read(t -> t.number("SELECT max(bytes) FROM http_cache_entry", 0)))
        != bytes + head) {
      Bodies.await(store.database().sync());
    }
  }

  @Test
  void forgetsWhatAnUnsafeMethodHasChanged() throws Exception {
    get("default");
    Question get = question("default");
    response(new Question(get.partition(), "POST", get.url(), get.headers(), "default"));
    assertThat(get("default")).isEqualTo("body 3");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10})
  void answersWithWhatIsStaleWhileItAsksAgain(long maxAge) throws Exception {
    answer = HeaderList.of("Cache-Control", "max-age=" + maxAge + ", stale-while-revalidate=30");
    get("default");
    now = now.plusSeconds(20);
    assertThat(get("default")).isEqualTo("body 1");
    assertThat(asked).hasSize(2);
    now = now.plusSeconds(1);
    assertThat(get("default")).isEqualTo("body 2");
    now = now.plusSeconds(50);
    assertThat(get("default")).isNotEqualTo("body 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "force-cache"})
  void aModeThatSaysHowToAskIsObeyedWhereTheResponseIsStale(String mode) throws Exception {
    answer = HeaderList.of("Cache-Control", "max-age=10, stale-while-revalidate=30");
    get("default");
    now = now.plusSeconds(20);
    assertThat(get(mode)).isEqualTo(mode.equals("no-cache") ? "body 2" : "body 1");
    assertThat(asked).hasSize(mode.equals("no-cache") ? 2 : 1);
  }

  @Test
  void keepsNothingOfABodyThatWasGivenUp() throws Exception {
    TransportResponse response = response(question("default"));
    try (var reader = response.body().open()) {
      Bodies.await(reader.read()).close();
    }
    assertThat(get("default")).isEqualTo("body 2");
  }
}
