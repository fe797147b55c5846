package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.url.Url;
import java.util.concurrent.CompletableFuture;

/**
 * What stands between a request and the network, and may answer it from what it has stored. Safe
 * from any thread.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch:
 *     HTTP-network-or-cache fetch</a>
 */
public interface ResponseCache {
  /**
   * A request.
   *
   * @param partition whose cache it is: nobody sees what another one has stored
   * @param headers as they would be sent
   * @param mode the cache mode, with "no-store" in place of "default" where a script has set
   *     conditions of its own
   */
  record Question(String partition, String method, Url url, HeaderList headers, String mode) {}

  /** Sends the request with these headers. */
  @FunctionalInterface
  interface Forward {
    /** The server's response. */
    CompletableFuture<TransportResponse> send(HeaderList headers);
  }

  /** Answers, or forwards; fails with a {@link NetworkError} where it may do neither. */
  CompletableFuture<TransportResponse> exchange(Question question, Forward forward);

  /** What has nothing stored and stores nothing. */
  static ResponseCache none() {
    return (question, forward) ->
        question.mode().equals("only-if-cached")
            ? notCached(question.url())
            : forward.send(question.headers());
  }

  /** A failure for what was to come from the cache alone. */
  static CompletableFuture<TransportResponse> notCached(Url url) {
    return NetworkErrors.fail(
        Reason.NOT_CACHED,
        "cache: \"only-if-cached\" finds no response to " + url + " in the HTTP cache");
  }
}
