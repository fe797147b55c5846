package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FetchFailuresTest extends FetchingTest {
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
  void ofAConnectionForAnotherHostAreMendedByOneOfItsOwn() {
    net.on(
        "GET https://site.test/a",
        request ->
            CompletableFuture.completedFuture(
                new TransportResponse(
                    request.reuse() == TransportRequest.Reuse.ANY ? 421 : 200,
                    "",
                    HeaderList.empty(),
                    BytesBody.of("here"))));
    assertThat(text(fetch(get("https://site.test/a")))).isEqualTo("here");
    net.answer("GET https://site.test/b", 421, "never here");
    assertThat(fetch(get("https://site.test/b")).status()).isEqualTo(421);
    assertThat(net.requests()).hasSize(4);
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
  void keepaliveIsForSmallBodies() {
    net.answer("POST https://site.test/a", 200, "");
    FetchRequestBuilder post = request("https://site.test/a").method("POST").keepalive(true);
    var most = BytesBody.of(new byte[64 * 1024]);
    Fetcher fetcher = algorithms();
    var answer = new CompletableFuture<TransportResponse>();
    net.on("POST https://site.test/slow", request -> answer);
    FetchRequest slow =
        request("https://site.test/slow")
            .method("POST")
            .keepalive(true)
            .body(BytesBody.of("1"))
            .build();
    var waiting = fetcher.fetch(slow, new CancelToken());
    assertThat(failure(fetcher.fetch(post.body(most).build(), new CancelToken())))
        .hasMessageContaining("may have 65536 bytes at a time");
    answer.complete(new TransportResponse(200, "", HeaderList.empty(), BytesBody.of("")));
    waiting.join();
    assertThat(fetcher.fetch(post.body(most).build(), new CancelToken()).join().ok()).isTrue();
  }
}
