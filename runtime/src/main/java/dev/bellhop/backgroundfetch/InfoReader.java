package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.BackgroundFetchRow.Pause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the public account of a background fetch, from memory or from its rows. */
final class InfoReader {
  private InfoReader() {}

  /** Of a fetch that a task runs: what its machine knows counts more than its rows. */
  static BackgroundFetchInfo of(
      BackgroundFetchRow row,
      FetchMachine machine,
      List<BackgroundFetchRow.Record> stored,
      BackgroundFetchInfo.Progress progress) {
    var records = new ArrayList<BackgroundFetchInfo.Record>(stored.size());
    for (BackgroundFetchRow.Record each : stored) {
      RecordState record = machine.find(each.progress().position());
      records.add(
          record == null
              ? record(each)
              : record(each, record.result.word(), record.head, record.bytes, record.failure));
    }
    String state =
        switch (machine.stage()) {
          case RUNNING -> machine.aborting() ? "aborting" : machine.paused() ? "paused" : "active";
          case SETTLING, EVENT_PENDING -> "event-pending";
          case DONE -> "done";
        };
    return new BackgroundFetchInfo(
        row.id(),
        row.title(),
        row.icons(),
        state,
        row.downloadTotal(),
        machine.downloaded(),
        row.uploadTotal(),
        machine.uploaded(),
        machine.result(),
        machine.visibleFailureReason(),
        machine.recordsAvailable(),
        progress,
        records);
  }

  /** Of a fetch that no task runs. */
  static BackgroundFetchInfo of(BackgroundFetchRow row, List<BackgroundFetchRow.Record> stored) {
    var records = new ArrayList<BackgroundFetchInfo.Record>(stored.size());
    long downloaded = 0;
    long uploaded = 0;
    for (BackgroundFetchRow.Record each : stored) {
      downloaded += each.progress().bytes();
      uploaded += each.progress().uploaded();
      records.add(record(each));
    }
    boolean done = row.delivery().equals("done");
    String state =
        done
            ? "done"
            : row.delivery().equals("pending")
                ? "event-pending"
                : row.aborting() ? "aborting" : row.pause() != Pause.NONE ? "paused" : "active";
    return new BackgroundFetchInfo(
        row.id(),
        row.title(),
        row.icons(),
        state,
        row.downloadTotal(),
        downloaded,
        row.uploadTotal(),
        uploaded,
        row.result(),
        row.result().isEmpty() ? "" : row.failureReason(),
        !done,
        new BackgroundFetchInfo.Progress(
            row.downloadTotal() > 0 ? row.downloadTotal() : -1, 0, done ? null : atRest(row)),
        records);
  }

  private static BackgroundFetchInfo.Wait atRest(BackgroundFetchRow row) {
    Wait.Reason paused = row.result().isEmpty() ? reason(row.pause()) : null;
    return new Wait(paused == null ? Wait.Reason.HOST : paused, 0);
  }

  /** What a pause waits for; null where there is none. */
  static Wait.@Nullable Reason reason(Pause pause) {
    return switch (pause) {
      case NONE -> null;
      case USER -> Wait.Reason.USER;
      case PERMISSION -> Wait.Reason.PERMISSION;
    };
  }

  private static BackgroundFetchInfo.Record record(BackgroundFetchRow.Record row) {
    BackgroundFetchRow.Progress progress = row.progress();
    return record(
        row, progress.result(), RecordReader.head(progress), progress.bytes(), progress.failure());
  }

  private static BackgroundFetchInfo.Record record(
      BackgroundFetchRow.Record row,
      String result,
      @Nullable FetchResponse head,
      long bytes,
      @Nullable String failure) {
    FetchRequest request = MessageJson.readRequest(row.request());
    return new BackgroundFetchInfo.Record(
        request.method(),
        request.url().href(),
        result,
        head == null ? 0 : head.status(),
        bytes,
        failure);
  }
}
