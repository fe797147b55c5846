package dev.bellhop.backgroundfetch;

import dev.bellhop.backgroundfetch.RecordState.Phase;
import dev.bellhop.fetch.FetchResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One background fetch: inputs in, effects out, no I/O and no clock, so that the same inputs always
 * give the same effects. An input that does not fit the state (it crossed with a stop, say) has no
 * effect. Not safe for several threads.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#perform-a-background-fetch-algorithm">
 *     Background Fetch: perform a background fetch</a>
 * @see <a href="https://wicg.github.io/background-fetch/#complete-a-record-algorithm">Background
 *     Fetch: complete a record</a>
 */
final class FetchMachine {
  /** So many attempts in a row may bring nothing before a record is given up. */
  static final int MAX_FAILURES = 5;

  /** Where the whole fetch stands. */
  enum Stage {
    /** Records are under way. */
    RUNNING,
    /** All records have ended; the outcome is being written down. */
    SETTLING,
    /** The outcome is final; its event has not been handled to its end. */
    EVENT_PENDING,
    /** Over. */
    DONE
  }

  private final List<RecordState> records;
  private final long downloadTotal;
  private Stage stage = Stage.RUNNING;
  private boolean active = true;
  private boolean aborting;
  private boolean paused;
  private boolean recordsAvailable = true;
  private String failureReason = "";
  private int done;
  private long downloaded;
  private long uploaded;

  /** All that was allowed by the limit so far: stored bytes and those being stored. */
  private long admitted;

  private List<FetchEffect> effects = new ArrayList<>();

  /** A fetch whose records are as given. */
  FetchMachine(List<RecordState> records, long downloadTotal) {
    this.records = List.copyOf(records);
    this.downloadTotal = downloadTotal;
    for (RecordState record : records) {
      downloaded += record.bytes;
      uploaded += record.uploaded;
      done += record.settled() ? 1 : 0;
    }
    admitted = downloaded;
  }

  /** Takes up the flags that an earlier process had written down. */
  FetchMachine restored(boolean active, boolean aborting, boolean paused, String failureReason) {
    this.active = active;
    this.aborting = aborting;
    this.paused = paused;
    this.failureReason = failureReason;
    return this;
  }

  /** Takes up an outcome whose event is still to be handled. */
  FetchMachine settled() {
    stage = Stage.EVENT_PENDING;
    return this;
  }

  Stage stage() {
    return stage;
  }

  /** Whether it is among its registration's active background fetches. */
  boolean active() {
    return active;
  }

  boolean aborting() {
    return aborting;
  }

  boolean paused() {
    return paused;
  }

  boolean recordsAvailable() {
    return recordsAvailable;
  }

  /** Stored bytes, of failed records too. */
  long downloaded() {
    return downloaded;
  }

  long uploaded() {
    return uploaded;
  }

  int recordsDone() {
    return done;
  }

  List<RecordState> records() {
    return records;
  }

  /** The result that scripts see: "" until the outcome would survive. */
  String result() {
    return switch (stage) {
      case RUNNING, SETTLING -> "";
      case EVENT_PENDING, DONE -> outcome();
    };
  }

  /** The failure reason that scripts see. */
  String visibleFailureReason() {
    return result().isEmpty() ? "" : failureReason;
  }

  /** The result as it is written down; only to be asked when all records have ended. */
  String outcome() {
    return failureReason.isEmpty() ? "success" : "failure";
  }

  /** The first failure so far, or "". */
  String failureReason() {
    return failureReason;
  }

  /** The name of the completion event. */
  String eventType() {
    return switch (failureReason) {
      case "" -> "backgroundfetchsuccess";
      case "aborted" -> "backgroundfetchabort";
      default -> "backgroundfetchfail";
    };
  }

  /** Takes an input in. The list is the caller's. */
  List<FetchEffect> on(FetchInput input) {
    effects = new ArrayList<>(4);
    switch (input) {
      case FetchInput.Begin() -> begin();
      case FetchInput.SlotGranted(int position) -> slotGranted(position);
      case FetchInput.HeadArrived(int position, FetchResponse head) -> headArrived(position, head);
      case FetchInput.ChunkArrived(int position, int size) -> chunkArrived(position, size);
      case FetchInput.BytesStored(int position, int size) -> bytesStored(position, size);
      case FetchInput.BodyEnded(int position) -> bodyEnded(position);
      case FetchInput.AttemptFailed failed -> attemptFailed(failed);
      case FetchInput.StoreFailed failed -> storeFailed(failed);
      case FetchInput.AttemptStopped(int position) -> attemptStopped(position);
      case FetchInput.BodyFinished(int position) -> bodyFinished(position);
      case FetchInput.RetryDue(int position) -> retryDue(position);
      case FetchInput.Uploaded(int position, long bytes) -> uploaded(position, bytes);
      case FetchInput.AbortAsked() -> abortAsked();
      case FetchInput.PauseAsked() -> pauseAsked();
      case FetchInput.ResumeAsked() -> resumeAsked();
      case FetchInput.MadeDurable() -> madeDurable();
      case FetchInput.DeliveryEnded() -> deliveryEnded();
    }
    return effects;
  }

  private void begin() {
    if (stage == Stage.EVENT_PENDING) {
      effects.add(new FetchEffect.Deliver(eventType()));
      return;
    }
    if (stage != Stage.RUNNING) {
      return;
    }
    for (int position = 0; position < records.size(); position++) {
      RecordState record = records.get(position);
      if (record.phase != Phase.WAITING) {
        continue;
      }
      if (aborting) {
        fail(position, RecordResult.ABORTED, null);
      } else if (record.begunBefore && !record.get) {
        fail(
            position,
            RecordResult.FETCH_ERROR,
            "The process ended while the request was under way, and only a GET is sent twice");
      } else if (record.complete()) {
        // The process ended between the last byte and its being written down as a whole.
        bodyComplete(position, record.head);
      } else if (!paused) {
        effects.add(new FetchEffect.Enqueue(position));
      }
    }
    settleIfAllDone();
  }

  private void slotGranted(int position) {
    RecordState record = records.get(position);
    if (record.phase != Phase.WAITING || paused || aborting) {
      effects.add(new FetchEffect.FreeSlot(position));
      return;
    }
    if (record.bytes > 0 && !record.resumable()) {
      replaceData(position);
    }
    record.phase = Phase.RUNNING;
    record.attemptStatus = 0;
    record.attemptStart = record.bytes;
    record.attemptCompleteLength = -1;
    record.attemptBytes = 0;
    effects.add(new FetchEffect.StartAttempt(position, record.bytes));
  }

  private void headArrived(int position, FetchResponse head) {
    RecordState record = records.get(position);
    if (record.phase != Phase.RUNNING || record.attemptStatus != 0) {
      return;
    }
    FetchResponse previous = record.head;
    if (head.status() == 206) {
      String mismatch = PartialResponse.mismatch(record.attemptStart, head, previous);
      if (mismatch != null) {
        stop(position, RecordResult.FETCH_ERROR, mismatch);
        return;
      }
      ContentRange range = ContentRange.of(head.headers());
      record.attemptCompleteLength = range == null ? -1 : range.completeLength();
    } else if (record.attemptStart > 0) {
      // G2: only bytes that were stored before can be redundant; the first response replaces none.
      if (head.status() == 416 && previous != null) {
        if (PartialResponse.saysComplete(record.bytes, head, previous)) {
          // G5: the server says that there is nothing after what is stored.
          record.attemptStatus = previous.status();
          record.attemptCompleteLength = record.bytes;
          stopWhole(position, previous);
          return;
        }
        record.failures++;
        if (record.failures < MAX_FAILURES) {
          // The resource is shorter than what is stored, so it is another one: ask for all of it.
          replaceData(position);
          stop(position, RecordResult.NONE, null);
          return;
        }
      }
      replaceData(position);
    }
    record.attemptStatus = head.status();
    if (record.attemptStart == 0 || head.status() != 206) {
      record.head = head;
      effects.add(new FetchEffect.HeadReady(position));
      effects.add(new FetchEffect.PersistRecord(position));
    }
  }

  private void chunkArrived(int position, int size) {
    RecordState record = records.get(position);
    if (record.phase != Phase.RUNNING || record.attemptStatus == 0) {
      return;
    }
    if (downloadTotal > 0 && admitted + size > downloadTotal) {
      stop(
          position,
          RecordResult.DOWNLOAD_TOTAL_EXCEEDED,
          "The bodies are longer than the downloadTotal of " + downloadTotal + " bytes");
      abortRecords();
      effects.add(new FetchEffect.PersistFetch());
      settleIfAllDone();
      return;
    }
    admitted += size;
    record.arriving += size;
    effects.add(new FetchEffect.Append(position));
  }

  private void bytesStored(int position, int size) {
    RecordState record = records.get(position);
    if (size > record.arriving || record.phase != Phase.RUNNING && record.phase != Phase.STOPPING) {
      return;
    }
    record.stored(size);
    downloaded += size;
    effects.add(new FetchEffect.NotifyInstances());
  }

  private void bodyEnded(int position) {
    RecordState record = records.get(position);
    FetchResponse head = record.head;
    if (record.phase != Phase.RUNNING
        || record.attemptStatus == 0
        || record.arriving > 0
        || head == null) {
      return;
    }
    effects.add(new FetchEffect.FreeSlot(position));
    if (record.attemptStatus != 206 || record.attemptCompleteLength == record.bytes) {
      bodyComplete(position, head);
    } else if (record.attemptBytes == 0) {
      fail(position, RecordResult.FETCH_ERROR, "The server sent a part without bytes");
    } else if (!record.resumable()
        || record.attemptCompleteLength != -1 && record.attemptCompleteLength < record.bytes) {
      fail(position, RecordResult.FETCH_ERROR, "The server sent parts that do not make a whole");
    } else {
      // The server sent less than the rest: ask for what follows.
      effects.add(new FetchEffect.PersistRecord(position));
      waitAgain(position);
    }
    settleIfAllDone();
  }

  private void bodyComplete(int position, @Nullable FetchResponse head) {
    RecordState record = records.get(position);
    if (head != null && head.status() != 206 && !head.ok()) {
      String text = head.statusText().isEmpty() ? "" : " " + head.statusText();
      decide(record, RecordResult.BAD_STATUS, "The server answered " + head.status() + text);
    } else {
      decide(record, RecordResult.SUCCESS, null);
    }
    record.phase = Phase.FINISHING;
    effects.add(new FetchEffect.FinishBody(position));
  }

  private void attemptFailed(FetchInput.AttemptFailed failed) {
    int position = failed.position();
    RecordState record = records.get(position);
    if (record.phase != Phase.RUNNING) {
      return;
    }
    effects.add(new FetchEffect.FreeSlot(position));
    dropArriving(record);
    switch (failed.cause()) {
      case ABORTED -> fail(position, RecordResult.ABORTED, failed.why());
      case FINAL -> fail(position, RecordResult.FETCH_ERROR, failed.why());
      case TEMPORARY -> {
        record.failures++;
        if (record.get && record.failures < MAX_FAILURES) {
          record.phase = Phase.BACKOFF;
          effects.add(new FetchEffect.PersistRecord(position));
          effects.add(new FetchEffect.ScheduleRetry(position, record.failures, failed.why()));
        } else {
          fail(position, RecordResult.FETCH_ERROR, failed.why());
        }
      }
    }
    settleIfAllDone();
  }

  private void storeFailed(FetchInput.StoreFailed failed) {
    int position = failed.position();
    RecordState record = records.get(position);
    if (record.phase == Phase.WAITING
        || record.phase == Phase.BACKOFF
        || record.phase == Phase.DONE) {
      return;
    }
    if (record.phase != Phase.FINISHING) {
      effects.add(new FetchEffect.FreeSlot(position));
    }
    dropArriving(record);
    if (record.phase == Phase.STOPPING && record.result != RecordResult.NONE) {
      end(position);
    } else {
      fail(
          position,
          failed.full() ? RecordResult.QUOTA_EXCEEDED : RecordResult.FETCH_ERROR,
          failed.why());
    }
    settleIfAllDone();
  }

  private void attemptStopped(int position) {
    RecordState record = records.get(position);
    if (record.phase != Phase.STOPPING) {
      return;
    }
    effects.add(new FetchEffect.FreeSlot(position));
    dropArriving(record);
    if (record.result == RecordResult.SUCCESS || record.result == RecordResult.BAD_STATUS) {
      record.phase = Phase.FINISHING;
      effects.add(new FetchEffect.FinishBody(position));
    } else if (record.result != RecordResult.NONE) {
      end(position);
    } else if (aborting) {
      fail(position, RecordResult.ABORTED, null);
    } else {
      effects.add(new FetchEffect.PersistRecord(position));
      waitAgain(position);
    }
    settleIfAllDone();
  }

  private void bodyFinished(int position) {
    RecordState record = records.get(position);
    if (record.phase != Phase.FINISHING) {
      return;
    }
    record.phase = Phase.DONE;
    done++;
    effects.add(new FetchEffect.PersistRecord(position));
    effects.add(new FetchEffect.RecordSettled(position));
    settleIfAllDone();
  }

  private void retryDue(int position) {
    if (records.get(position).phase == Phase.BACKOFF) {
      waitAgain(position);
    }
  }

  private void uploaded(int position, long bytes) {
    RecordState record = records.get(position);
    // A redirect may send the body twice; what counts is how much of it has gone out.
    long now = Math.min(record.uploadTotal, record.uploaded + bytes);
    if (record.phase == Phase.RUNNING && now > record.uploaded) {
      uploaded += now - record.uploaded;
      record.uploaded = now;
      effects.add(new FetchEffect.NotifyInstances());
    }
  }

  /** G9: a person's abort ends like a script's, with the abort event and the reason "aborted". */
  private void abortAsked() {
    if (!active) {
      return;
    }
    active = false;
    abortRecords();
    effects.add(new FetchEffect.PersistFetch());
    settleIfAllDone();
  }

  private void abortRecords() {
    if (aborting) {
      return;
    }
    aborting = true;
    paused = false;
    effects.add(new FetchEffect.DequeueAll());
    for (int position = 0; position < records.size(); position++) {
      switch (records.get(position).phase) {
        case WAITING -> fail(position, RecordResult.ABORTED, null);
        case BACKOFF -> {
          effects.add(new FetchEffect.CancelRetry(position));
          fail(position, RecordResult.ABORTED, null);
        }
        case RUNNING -> stop(position, RecordResult.ABORTED, null);
        case STOPPING, FINISHING, DONE -> {}
      }
    }
  }

  private void pauseAsked() {
    if (stage != Stage.RUNNING || paused || aborting || !records.stream().allMatch(r -> r.get)) {
      return;
    }
    paused = true;
    effects.add(new FetchEffect.DequeueAll());
    for (int position = 0; position < records.size(); position++) {
      RecordState record = records.get(position);
      if (record.phase == Phase.BACKOFF) {
        effects.add(new FetchEffect.CancelRetry(position));
        record.phase = Phase.WAITING;
      } else if (record.phase == Phase.RUNNING) {
        stop(position, RecordResult.NONE, null);
      }
    }
    effects.add(new FetchEffect.PersistFetch());
  }

  private void resumeAsked() {
    if (stage != Stage.RUNNING || !paused) {
      return;
    }
    paused = false;
    for (int position = 0; position < records.size(); position++) {
      if (records.get(position).phase == Phase.WAITING) {
        effects.add(new FetchEffect.Enqueue(position));
      }
    }
    effects.add(new FetchEffect.PersistFetch());
  }

  private void madeDurable() {
    if (stage != Stage.SETTLING) {
      return;
    }
    stage = Stage.EVENT_PENDING;
    // G15: every realm gets the final values before the event.
    effects.add(new FetchEffect.NotifyInstances());
    effects.add(new FetchEffect.Settled());
    effects.add(new FetchEffect.Deliver(eventType()));
  }

  private void deliveryEnded() {
    if (stage != Stage.EVENT_PENDING) {
      return;
    }
    // G6: so also where the event was not dispatched; nobody else would let the records go.
    stage = Stage.DONE;
    recordsAvailable = false;
    effects.add(new FetchEffect.NotifyInstances());
    effects.add(new FetchEffect.ReleaseRecords());
  }

  /** Ends an attempt that is under way; with a result where the record ends with it. */
  private void stop(int position, RecordResult result, @Nullable String why) {
    RecordState record = records.get(position);
    decide(record, result, why);
    record.phase = Phase.STOPPING;
    effects.add(new FetchEffect.StopAttempt(position));
  }

  /** Ends an attempt whose record turned out to be whole already. */
  private void stopWhole(int position, FetchResponse head) {
    stop(position, head.ok() ? RecordResult.SUCCESS : RecordResult.BAD_STATUS, null);
  }

  private void fail(int position, RecordResult result, @Nullable String why) {
    decide(records.get(position), result, why);
    end(position);
  }

  private void end(int position) {
    records.get(position).phase = Phase.DONE;
    done++;
    effects.add(new FetchEffect.DropBody(position));
    effects.add(new FetchEffect.PersistRecord(position));
    effects.add(new FetchEffect.RecordSettled(position));
  }

  /**
   * Gives a record its result. G1: the first failure is the reason; the specification's condition
   * is the wrong way round.
   */
  private void decide(RecordState record, RecordResult result, @Nullable String why) {
    record.result = result;
    record.failure = why;
    if (failureReason.isEmpty() && result != RecordResult.NONE && result != RecordResult.SUCCESS) {
      failureReason = result.word();
      effects.add(new FetchEffect.PersistFetch());
    }
  }

  private void waitAgain(int position) {
    records.get(position).phase = Phase.WAITING;
    if (!paused) {
      effects.add(new FetchEffect.Enqueue(position));
    }
  }

  private void replaceData(int position) {
    RecordState record = records.get(position);
    downloaded -= record.bytes;
    admitted -= record.bytes;
    record.bytes = 0;
    record.attemptBytes = 0;
    record.head = null;
    effects.add(new FetchEffect.ReplaceData(position));
    effects.add(new FetchEffect.PersistRecord(position));
    effects.add(new FetchEffect.NotifyInstances());
  }

  private void dropArriving(RecordState record) {
    admitted -= record.arriving;
    record.arriving = 0;
  }

  private void settleIfAllDone() {
    if (stage != Stage.RUNNING || done < records.size()) {
      return;
    }
    stage = Stage.SETTLING;
    if (!active) {
      failureReason = "aborted";
    }
    active = false;
    effects.add(new FetchEffect.MakeDurable());
  }
}
