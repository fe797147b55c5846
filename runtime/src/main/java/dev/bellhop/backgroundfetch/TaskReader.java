package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.BodyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes tasks: of new fetches and of those that an earlier process left. G13: the specification
 * says nothing about the latter. Here records go on where their stored bytes end, and an event that
 * was not handled to its end is delivered again.
 */
final class TaskReader {
  private final FetchHost host;
  private final Mailbox mailbox;
  private final FetchTask.Surroundings surroundings;

  TaskReader(FetchHost host, Mailbox mailbox, FetchTask.Surroundings surroundings) {
    this.host = host;
    this.mailbox = mailbox;
    this.surroundings = surroundings;
  }

  /** A task for a fetch that has just been written down. */
  FetchTask fresh(BackgroundFetchRow row, List<FetchRequest> requests) {
    var states = new ArrayList<RecordState>(requests.size());
    var data = new ArrayList<RecordData>(requests.size());
    for (FetchRequest request : requests) {
      states.add(state(request));
      data.add(new RecordData());
    }
    FetchMachine machine =
        new FetchMachine(states, row.downloadTotal(), host.policy())
            .restored(row.active(), row.aborting(), row.pause(), row.failureReason());
    return new FetchTask(host, mailbox, surroundings, row, machine, requests, data);
  }

  /** A task for a fetch that an earlier process wrote down. Completes on the mailbox. */
  CompletableFuture<FetchTask> restored(BackgroundFetchRow row) {
    var task = new CompletableFuture<FetchTask>();
    host.rows()
        .records(row.uid(), host.bodies())
        .thenCompose(records -> reopened(row, records))
        .whenComplete(
            (built, failure) ->
                mailbox.post(
                    () -> {
                      if (built != null) {
                        task.complete(built);
                      } else if (failure != null) {
                        task.completeExceptionally(failure);
                      }
                    }));
    return task;
  }

  private CompletableFuture<FetchTask> reopened(
      BackgroundFetchRow row, List<BackgroundFetchRow.Record> records) {
    var data = new ArrayList<RecordData>(records.size());
    var opening = new ArrayList<CompletableFuture<?>>();
    for (BackgroundFetchRow.Record record : records) {
      RecordData each = new RecordData();
      data.add(each);
      Long bodyId = record.progress().bodyId();
      if (record.body() != null) {
        each.finished(record.body());
      }
      if (bodyId != null && record.progress().result().isEmpty()) {
        // A body that cannot be gone on with is no loss but of time: the record starts over.
        opening.add(
            host.bodies().reopen(bodyId).thenAccept(each::reopened).exceptionally(e -> null));
      }
    }
    return CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
        .thenApply(ignored -> task(row, records, data));
  }

  private FetchTask task(
      BackgroundFetchRow row, List<BackgroundFetchRow.Record> records, List<RecordData> data) {
    var requests = new ArrayList<FetchRequest>(records.size());
    var states = new ArrayList<RecordState>(records.size());
    for (int position = 0; position < records.size(); position++) {
      BackgroundFetchRow.Record record = records.get(position);
      FetchRequest request =
          MessageJson.readRequest(record.request()).withBody(record.requestBody());
      requests.add(request);
      states.add(restoredState(request, record, data.get(position)));
    }
    FetchMachine machine =
        new FetchMachine(states, row.downloadTotal(), host.policy())
            .restored(row.active(), row.aborting(), row.pause(), row.failureReason());
    if (row.delivery().equals("pending")) {
      machine.settled();
    }
    return new FetchTask(host, mailbox, surroundings, row, machine, requests, data);
  }

  private static RecordState restoredState(
      FetchRequest request, BackgroundFetchRow.Record record, RecordData data) {
    BackgroundFetchRow.Progress progress = record.progress();
    RecordResult result = RecordResult.of(progress.result());
    FetchResponse head =
        progress.response() == null ? null : MessageJson.readResponse(progress.response());
    RecordState state = state(request);
    state.begunBefore = progress.bodyId() != null;
    if (result.exposed() && result != RecordResult.NONE && record.body() == null) {
      return lost(state, data, progress);
    }
    long bytes = result == RecordResult.NONE ? storedLength(data) : progress.bytes();
    state.restored(result, head, bytes, progress.uploaded(), progress.failure());
    if (!result.exposed()) {
      data.failed(result, progress.failure());
    } else if (state.head != null) {
      data.headReady(state.head);
    }
    return state;
  }

  /** A body that the store had and has not any more: the data folder was damaged. */
  private static RecordState lost(
      RecordState state, RecordData data, BackgroundFetchRow.Progress progress) {
    String why = "The stored body is damaged or gone";
    data.failed(RecordResult.FETCH_ERROR, why);
    return state.restored(RecordResult.FETCH_ERROR, null, 0, progress.uploaded(), why);
  }

  private static long storedLength(RecordData data) {
    BodyStore.Writer writer = data.writerIfAny();
    return writer == null ? 0 : writer.length();
  }

  private static RecordState state(FetchRequest request) {
    return new RecordState(
        request.method().equals("GET"), !request.headers().contains("Range"), bodyLength(request));
  }

  /** The request as its row keeps it; its body, if any, is stored. */
  static BackgroundFetchRow.Request row(FetchRequest request) {
    return new BackgroundFetchRow.Request(
        MessageJson.write(request),
        request.body() instanceof BodyStore.StoredBody stored ? Long.valueOf(stored.id()) : null);
  }

  static long bodyLength(FetchRequest request) {
    var body = request.body();
    return body == null ? 0 : body.length().orElse(0);
  }
}
