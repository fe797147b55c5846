package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.store.BodyStore;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A record's response data as this process holds it: the response's head and where its bytes are.
 * Changed on the service's mailbox only; responses may be asked for and read from any thread.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-response">Background
 *     Fetch: background fetch response</a>
 */
final class RecordData {
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
  private volatile BodyStore.@Nullable Writer writer;
  private volatile BodyStore.@Nullable StoredBody stored;
  private volatile @Nullable FetchResponse head;
  private volatile RecordResult result = RecordResult.NONE;
  private volatile @Nullable String failure;
  private @Nullable String headJson;
  private boolean finishing;

  /** Where the bytes go; made at first use. */
  BodyStore.Writer writer(BodyStore bodies) {
    BodyStore.Writer present = writer;
    if (present == null) {
      present = bodies.create();
      writer = present;
    }
    return present;
  }

  /** Where the bytes go, or null where none have come yet. */
  BodyStore.@Nullable Writer writerIfAny() {
    return writer;
  }

  /** Goes on with what an earlier process had stored. */
  void reopened(BodyStore.Writer writer) {
    this.writer = writer;
  }

  /** The id of the body for the record's row, or null. */
  @Nullable Long bodyId() {
    if (!result.exposed()) {
      return null;
    }
    BodyStore.StoredBody whole = stored;
    BodyStore.Writer growing = writer;
    return whole != null ? Long.valueOf(whole.id()) : growing != null ? growing.id() : null;
  }

  void headReady(FetchResponse head) {
    this.head = head;
    headJson = null;
    ready.complete(null);
  }

  /** The head as the row keeps it. */
  @Nullable String headJson() {
    FetchResponse present = head;
    if (headJson == null && present != null) {
      headJson = MessageJson.write(present);
    }
    return headJson;
  }

  /** All bytes are here: makes them safe. */
  CompletableFuture<BodyStore.StoredBody> finish(BodyStore bodies) {
    finishing = true;
    return writer(bodies).finish();
  }

  void finished(BodyStore.StoredBody stored) {
    this.stored = stored;
  }

  /** Whether bytes may still be written to the body. */
  boolean open() {
    return writer != null && !finishing && result.exposed();
  }

  /** Ends it: readers of the body fail, and so does whoever waits for the response. */
  void failed(RecordResult result, @Nullable String why) {
    this.result = result;
    this.failure = why;
    BodyStore.Writer growing = writer;
    if (growing != null) {
      growing.fail(bodyError());
    }
    ready.complete(null);
  }

  /**
   * The response as scripts get it, each time a new one: without Content-Range and Content-Length,
   * for its body may have come in parts. G2: waits until there is a response or a failure.
   *
   * @param whereFailed what it completes with where the record has failed, unless it was aborted
   * @see <a href="https://wicg.github.io/background-fetch/#create-settled-fetches-algorithm">
   *     Background Fetch: create record objects</a>
   */
  CompletableFuture<FetchResponse> response(BackgroundFetchException.Kind whereFailed) {
    return ready.thenApply(
        ignored -> {
          FetchResponse present = head;
          if (!result.exposed() || present == null) {
            throw new CompletionException(responseError(whereFailed));
          }
          BodyStore.StoredBody whole = stored;
          return new FetchResponse(
              present.type(),
              present.urlList(),
              present.status(),
              present.statusText(),
              present.headers().without("Content-Range").without("Content-Length"),
              present.corsExposedHeaderNames(),
              whole != null ? whole : new Growing());
        });
  }

  /** What the record's request is matched with; null before the head is there. */
  @Nullable FetchResponse head() {
    return head;
  }

  private BackgroundFetchException responseError(BackgroundFetchException.Kind whereFailed) {
    return result == RecordResult.ABORTED
        ? new BackgroundFetchException(
            BackgroundFetchException.Kind.ABORTED, "The background fetch was aborted")
        : new BackgroundFetchException(whereFailed, words());
  }

  private BodyException bodyError() {
    return result == RecordResult.ABORTED
        ? new NetworkError(NetworkError.Reason.ABORTED, "The background fetch was aborted", null)
        : new BodyException(words(), null);
  }

  private String words() {
    String why = failure;
    return why != null ? why : "The background fetch's request failed: " + result.word();
  }

  /** The bytes that are here and those to come. Keeps the whole body alive for its readers. */
  private final class Growing implements Body {
    @Override
    public OptionalLong length() {
      BodyStore.StoredBody whole = stored;
      return whole == null ? OptionalLong.empty() : whole.length();
    }

    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public BodyReader open() {
      BodyStore.StoredBody whole = stored;
      BodyStore.Writer growing = writer;
      if (whole != null) {
        return whole.open();
      }
      if (growing == null) {
        throw new IllegalStateException("a response without a body to read");
      }
      return growing.growing().open();
    }
  }
}
