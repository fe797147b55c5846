package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.url.Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;

/** Fetches by the algorithms over a network of the tests' own. */
abstract class FetchingTest {
  static final String ORIGIN = "https://site.test";
  static final String ALLOW = "Access-Control-Allow-Origin";

  @TempDir private Path folder;
  final AtomicLong nanos = new AtomicLong();
  final FakeTransport net = new FakeTransport();

  Fetcher fetcher() {
    return algorithms();
  }

  final FetchAlgorithms algorithms() {
    return new FetchAlgorithms(
        net, nanos::get, new SpillFiles(folder, ForkJoinPool.commonPool()), "Bellhop/test");
  }

  FetchResponse fetch(FetchRequest request) {
    return fetcher().fetch(request, new CancelToken()).join();
  }

  NetworkError failure(FetchRequest request) {
    return failure(fetcher().fetch(request, new CancelToken()));
  }

  static NetworkError failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(future::join);
    assertThat(thrown).isInstanceOf(CompletionException.class);
    return (NetworkError) thrown.getCause();
  }

  static Url url(String text) {
    Url url = Url.parse(text, null);
    assertThat(url).isNotNull();
    return url;
  }

  /** A request that a page of the origin makes. */
  static FetchRequestBuilder request(String text) {
    return request(text, ORIGIN);
  }

  static FetchRequestBuilder request(String text, String origin) {
    return FetchRequest.to(url(text), origin).clientUrl(url(origin + "/dir/page.js?q#f"));
  }

  static FetchRequest get(String text) {
    return request(text).build();
  }

  static String text(FetchResponse response) {
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
}
