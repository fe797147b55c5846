package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BackgroundFetchPolicy.OnChange;
import dev.bellhop.backgroundfetch.FetchInput.AttemptFailed.Cause;
import dev.bellhop.backgroundfetch.RecordState.Phase;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.ContentRange;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to load the records of one background fetch: what the network and the store say of a
 * record, and what follows for it. Not safe for several threads.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#complete-a-record-algorithm">Background
 *     Fetch: complete a record</a>
 */
final class RecordAttempts {
  private final FetchState state;
  private final BackgroundFetchPolicy policy;

  RecordAttempts(FetchState state, BackgroundFetchPolicy policy) {
    this.state = state;
    this.policy = policy;
  }

  /** Lets a record that waits begin, or go on with what an earlier process left. */
  void begin(int position) {
    RecordState record = state.record(position);
    if (record.phase != Phase.WAITING) {
      return;
    }
    if (state.aborting()) {
      state.fail(position, RecordResult.ABORTED, null);
    } else if (record.begunBefore && !record.get) {
      state.fail(
          position,
          RecordResult.FETCH_ERROR,
          "The process ended while the request was under way, and only a GET is sent twice");
    } else if (record.complete()) {
      // The process ended between the last byte and its being written down as a whole.
      bodyComplete(position, record.head);
    } else if (record.retryLeft != null && !state.paused()) {
      record.phase = Phase.BACKOFF;
      state.want(new FetchEffect.ResumeRetry(position));
    } else if (!state.paused()) {
      state.want(new FetchEffect.Enqueue(position));
    }
  }

  /** Takes an input in. */
  void on(FetchInput.OfRecord input) {
    if (state.find(input.position()) == null) {
      // It has ended while it was on its way here.
      if (input instanceof FetchInput.SlotGranted) {
        state.want(new FetchEffect.FreeSlot(input.position()));
      }
      return;
    }
    switch (input) {
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
    }
  }

  private void slotGranted(int position) {
    RecordState record = state.record(position);
    if (record.phase != Phase.WAITING || state.paused() || state.aborting()) {
      state.want(new FetchEffect.FreeSlot(position));
      return;
    }
    if (record.unsendable != null) {
      state.want(new FetchEffect.FreeSlot(position));
      state.fail(position, RecordResult.FETCH_ERROR, record.unsendable);
      return;
    }
    if (record.bytes > 0 && !record.resumable()) {
      state.replaceData(position);
    }
    record.phase = Phase.RUNNING;
    record.attemptStatus = 0;
    record.attemptStart = record.bytes;
    record.attemptCompleteLength = -1;
    record.attemptBytes = 0;
    record.comesBack = null;
    state.want(new FetchEffect.StartAttempt(position, record.bytes));
  }

  private void headArrived(int position, FetchResponse head) {
    RecordState record = state.record(position);
    if (record.phase != Phase.RUNNING || record.attemptStatus != 0) {
      return;
    }
    record.offline = 0;
    state.want(new FetchEffect.NetworkFound(position));
    if (comesBackLater(position, head)) {
      return;
    }
    FetchResponse previous = record.head;
    if (head.status() == 206) {
      String mismatch = PartialResponse.mismatch(record.attemptStart, head, previous);
      if (mismatch != null) {
        mismatched(position, mismatch);
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
        if (mayFailOnceMore(record)) {
          // The resource is shorter than what is stored, so it is another one: ask for all of it.
          state.replaceData(position);
          state.stop(position, RecordResult.NONE, null);
          return;
        }
      }
      state.replaceData(position);
    }
    record.attemptStatus = head.status();
    if (record.attemptStart == 0 || head.status() != 206) {
      record.head = head;
      state.want(new FetchEffect.HeadReady(position));
      state.want(new FetchEffect.PersistRecord(position));
    }
    if (badStatus(head) && policy.has(BackgroundFetchDifference.FAILED_BODIES_DROPPED)) {
      state.stop(position, RecordResult.BAD_STATUS, badStatusWords(head));
    }
  }

  private static boolean badStatus(FetchResponse head) {
    return head.status() != 206 && !head.ok();
  }

  private static String badStatusWords(FetchResponse head) {
    String text = head.statusText().isEmpty() ? "" : " " + head.statusText();
    return "The server answered " + head.status() + text;
  }

  /** Ends an attempt whose answer asks for another one later; the stored bytes stay. */
  private boolean comesBackLater(int position, FetchResponse head) {
    RecordState record = state.record(position);
    String why = record.get ? TemporaryAnswer.why(head) : null;
    if (why == null || !mayFailOnceMore(record)) {
      return false;
    }
    record.comesBack =
        new FetchEffect.ScheduleRetry(
            position, record.failures, why, RetryAfter.of(head.headers()));
    state.stop(position, RecordResult.NONE, null);
    return true;
  }

  /** A part does not continue what is stored; by the specification that is the record's end. */
  private void mismatched(int position, String mismatch) {
    RecordState record = state.record(position);
    if (policy.onChange() == OnChange.RESTART
        && record.attemptStart > 0
        && mayFailOnceMore(record)) {
      state.replaceData(position);
      state.stop(position, RecordResult.NONE, null);
    } else {
      state.stop(position, RecordResult.FETCH_ERROR, mismatch);
    }
  }

  /** Counts an attempt that brought nothing, where there may be another one after it. */
  private boolean mayFailOnceMore(RecordState record) {
    if (record.failures + 1 >= policy.attempts()) {
      return false;
    }
    record.failures++;
    return true;
  }

  private void chunkArrived(int position, int size) {
    RecordState record = state.record(position);
    if (record.phase != Phase.RUNNING || record.attemptStatus == 0) {
      return;
    }
    if (!state.admits(size)) {
      state.stop(
          position,
          RecordResult.DOWNLOAD_TOTAL_EXCEEDED,
          "The bodies are longer than the downloadTotal of " + state.downloadTotal() + " bytes");
      state.abort();
      state.want(new FetchEffect.PersistFetch());
      return;
    }
    state.admit(record, size);
    state.want(new FetchEffect.Append(position));
  }

  private void bytesStored(int position, int size) {
    RecordState record = state.record(position);
    if (size > record.arriving || record.phase != Phase.RUNNING && record.phase != Phase.STOPPING) {
      return;
    }
    state.stored(record, size);
    state.want(new FetchEffect.NotifyInstances());
  }

  private void bodyEnded(int position) {
    RecordState record = state.record(position);
    FetchResponse head = record.head;
    if (record.phase != Phase.RUNNING
        || record.attemptStatus == 0
        || record.arriving > 0
        || head == null) {
      return;
    }
    state.want(new FetchEffect.FreeSlot(position));
    if (record.attemptStatus != 206 || record.attemptCompleteLength == record.bytes) {
      bodyComplete(position, head);
    } else if (record.attemptBytes == 0) {
      state.fail(position, RecordResult.FETCH_ERROR, "The server sent a part without bytes");
    } else if (!record.resumable()
        || record.attemptCompleteLength != -1 && record.attemptCompleteLength < record.bytes) {
      state.fail(
          position, RecordResult.FETCH_ERROR, "The server sent parts that do not make a whole");
    } else {
      // The server sent less than the rest: ask for what follows.
      state.want(new FetchEffect.PersistRecord(position));
      state.waitAgain(position);
    }
  }

  private void bodyComplete(int position, @Nullable FetchResponse head) {
    if (head != null && badStatus(head)) {
      state.finish(position, RecordResult.BAD_STATUS, badStatusWords(head));
    } else {
      state.finish(position, RecordResult.SUCCESS, null);
    }
  }

  private void attemptFailed(FetchInput.AttemptFailed failed) {
    int position = failed.position();
    RecordState record = state.record(position);
    if (record.phase != Phase.RUNNING) {
      return;
    }
    if (failed.cause() == Cause.TEMPORARY || failed.cause() == Cause.FINAL) {
      state.want(new FetchEffect.NetworkFound(position));
    }
    state.want(new FetchEffect.FreeSlot(position));
    state.dropArriving(record);
    switch (failed.cause()) {
      case ABORTED -> state.fail(position, RecordResult.ABORTED, failed.why());
      case FINAL -> state.fail(position, RecordResult.FETCH_ERROR, failed.why());
      case OFFLINE -> {
        if (record.get) {
          record.offline++;
          state.want(new FetchEffect.PersistRecord(position));
          state.want(new FetchEffect.NetworkLost(position, record.offline, failed.why()));
          state.waitAgain(position);
        } else {
          state.fail(position, RecordResult.FETCH_ERROR, failed.why());
        }
      }
      case TEMPORARY -> {
        if (record.get && mayFailOnceMore(record)) {
          state.want(new FetchEffect.PersistRecord(position));
          retryLater(
              position,
              new FetchEffect.ScheduleRetry(position, record.failures, failed.why(), null));
        } else {
          state.fail(position, RecordResult.FETCH_ERROR, failed.why());
        }
      }
    }
  }

  private void retryLater(int position, FetchEffect.ScheduleRetry retry) {
    state.record(position).phase = Phase.BACKOFF;
    state.want(retry);
  }

  private void storeFailed(FetchInput.StoreFailed failed) {
    int position = failed.position();
    RecordState record = state.record(position);
    if (record.phase == Phase.WAITING
        || record.phase == Phase.BACKOFF
        || record.phase == Phase.DONE) {
      return;
    }
    if (record.phase != Phase.FINISHING) {
      state.want(new FetchEffect.FreeSlot(position));
    }
    state.dropArriving(record);
    if (record.phase == Phase.STOPPING && record.result != RecordResult.NONE) {
      state.drop(position);
    } else {
      state.fail(
          position,
          failed.full() ? RecordResult.QUOTA_EXCEEDED : RecordResult.FETCH_ERROR,
          failed.why());
      if (failed.full() && policy.has(BackgroundFetchDifference.FULL_STORE_ENDS_ALL)) {
        state.endedBy(RecordResult.QUOTA_EXCEEDED);
        state.abort();
        state.want(new FetchEffect.PersistFetch());
      }
    }
  }

  private void attemptStopped(int position) {
    RecordState record = state.record(position);
    if (record.phase != Phase.STOPPING) {
      return;
    }
    state.want(new FetchEffect.FreeSlot(position));
    state.dropArriving(record);
    if (record.result == RecordResult.SUCCESS || record.result == RecordResult.BAD_STATUS) {
      state.finish(position);
    } else if (record.result != RecordResult.NONE) {
      state.drop(position);
    } else if (state.aborting()) {
      state.fail(position, RecordResult.ABORTED, null);
    } else {
      state.want(new FetchEffect.PersistRecord(position));
      FetchEffect.ScheduleRetry comesBack = record.comesBack;
      if (comesBack != null && !state.paused()) {
        retryLater(position, comesBack);
      } else {
        state.waitAgain(position);
      }
    }
  }

  private void bodyFinished(int position) {
    if (state.record(position).phase == Phase.FINISHING) {
      state.end(position);
    }
  }

  private void retryDue(int position) {
    if (state.record(position).phase == Phase.BACKOFF) {
      state.waitAgain(position);
    }
  }

  private void uploaded(int position, long bytes) {
    RecordState record = state.record(position);
    // A redirect may send the body twice; what counts is how much of it has gone out.
    long now = Math.min(record.uploadTotal, record.uploaded + bytes);
    if (record.phase == Phase.RUNNING && now > record.uploaded) {
      state.uploaded(record, now);
      state.want(new FetchEffect.NotifyInstances());
    }
  }

  /** Ends an attempt whose record turned out to be whole already. */
  private void stopWhole(int position, FetchResponse head) {
    state.stop(position, head.ok() ? RecordResult.SUCCESS : RecordResult.BAD_STATUS, null);
  }
}
