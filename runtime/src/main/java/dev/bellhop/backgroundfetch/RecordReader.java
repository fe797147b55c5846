package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.BodyStore;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes records of requests and of their rows, and rows of requests. */
final class RecordReader {
  /** A record in memory: what was asked for, what came of it, and how it goes on. */
  record Loaded(FetchRequest request, RecordData data, RecordState state) {}

  private RecordReader() {}

  /** A record that was never begun. */
  static Loaded fresh(FetchRequest request) {
    return new Loaded(request, new RecordData(), state(request));
  }

  /** A record that has not ended, as its row says. */
  static CompletableFuture<Loaded> unended(BackgroundFetchRow.Record row, BodyStore bodies) {
    RecordData data = new RecordData();
    Long bodyId = row.progress().bodyId();
    if (bodyId == null) {
      return CompletableFuture.completedFuture(unended(row, data));
    }
    // A body that cannot be gone on with is no loss but of time: the record starts over.
    return bodies
        .of(request(row).origin())
        .reopen(bodyId)
        .thenAccept(data::reopened)
        .exceptionally(failure -> null)
        .thenApply(ignored -> unended(row, data));
  }

  private static Loaded unended(BackgroundFetchRow.Record row, RecordData data) {
    BackgroundFetchRow.Progress progress = row.progress();
    BackgroundFetchRow.Retries retries = progress.retries();
    FetchRequest request = request(row);
    RecordState state = state(request);
    state.begunBefore = progress.bodyId() != null;
    if (row.requestBodyId() != null && row.requestBody() == null) {
      state.unsendable = "The body to upload is damaged or gone";
    }
    BodyStore.Writer writer = data.writerIfAny();
    state
        .restored(head(progress), writer == null ? 0 : writer.length(), progress.uploaded())
        .restoredAttempts(retries.failures(), retries.furthest(), retries.at());
    if (state.head != null) {
      data.headReady(state.head);
    }
    return new Loaded(request, data, state);
  }

  /** What came of a record that has ended, as its row says. */
  static RecordData ended(BackgroundFetchRow.Record row) {
    BackgroundFetchRow.Progress progress = row.progress();
    RecordResult result = RecordResult.of(progress.result());
    RecordData data = new RecordData();
    FetchResponse head = head(progress);
    if (!result.exposed()) {
      data.failed(result, progress.failure());
    } else if (row.body() == null || head == null) {
      // The store had it and has not any more: the data folder was damaged.
      data.failed(RecordResult.FETCH_ERROR, "The stored body is damaged or gone");
    } else {
      data.finished(row.body());
      data.headReady(head);
    }
    return data;
  }

  /** The request, with its body where it has one. */
  static FetchRequest request(BackgroundFetchRow.Record row) {
    return MessageJson.readRequest(row.request()).withBody(row.requestBody());
  }

  /** The response's head, or null. */
  static @Nullable FetchResponse head(BackgroundFetchRow.Progress progress) {
    String response = progress.response();
    return response == null ? null : MessageJson.readResponse(response);
  }

  /** The request as its row keeps it; its body, if any, is stored. */
  static BackgroundFetchRow.Request row(FetchRequest request) {
    return new BackgroundFetchRow.Request(
        MessageJson.write(request),
        request.body() instanceof BodyStore.StoredBody stored ? Long.valueOf(stored.id()) : null,
        request.url().origin());
  }

  static long bodyLength(FetchRequest request) {
    var body = request.body();
    return body == null ? 0 : body.length().orElse(0);
  }

  private static RecordState state(FetchRequest request) {
    return new RecordState(
        request.method().equals("GET"), !request.headers().contains("Range"), bodyLength(request));
  }
}
