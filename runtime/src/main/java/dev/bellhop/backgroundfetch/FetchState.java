package dev.bellhop.backgroundfetch;

import dev.bellhop.backgroundfetch.RecordState.Phase;
import dev.bellhop.store.BackgroundFetchRow.Pause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one background fetch add up to, and the steps that change it together with a
 * record. Each step notes the effects that it has. Not safe for several threads.
 */
final class FetchState {
  private final List<RecordState> records;
  private final long downloadTotal;
  private boolean aborting;
  private Pause pause = Pause.NONE;
  private String failureReason = "";
  private int done;
  private long downloaded;
  private long uploaded;

  /** All that was allowed by the limit so far: stored bytes and those being stored. */
  private long admitted;

  private List<FetchEffect> effects = new ArrayList<>();

  FetchState(List<RecordState> records, long downloadTotal) {
    this.records = List.copyOf(records);
    this.downloadTotal = downloadTotal;
    for (RecordState record : records) {
      downloaded += record.bytes;
      uploaded += record.uploaded;
      done += record.settled() ? 1 : 0;
    }
    admitted = downloaded;
  }

  /** Takes up what is written down. */
  void restore(boolean aborting, Pause pause, String failureReason) {
    this.aborting = aborting;
    this.pause = pause;
    this.failureReason = failureReason;
  }

  List<RecordState> records() {
    return records;
  }

  RecordState record(int position) {
    return records.get(position);
  }

  /** The bytes that all bodies together may have; 0 for no limit. */
  long downloadTotal() {
    return downloadTotal;
  }

  boolean aborting() {
    return aborting;
  }

  boolean paused() {
    return pause != Pause.NONE;
  }

  Pause pausedBy() {
    return pause;
  }

  /** The first failure so far, or "". */
  String failureReason() {
    return failureReason;
  }

  int recordsDone() {
    return done;
  }

  boolean allDone() {
    return done == records.size();
  }

  long downloaded() {
    return downloaded;
  }

  long uploaded() {
    return uploaded;
  }

  /** Notes something that is wanted done. */
  void want(FetchEffect effect) {
    effects.add(effect);
  }

  /** Gives the list in which effects are noted from now on. */
  List<FetchEffect> freshEffects() {
    effects = new ArrayList<>(4);
    return effects;
  }

  /** Whether so many further bytes are within the limit. */
  boolean admits(int size) {
    return downloadTotal <= 0 || admitted + size <= downloadTotal;
  }

  /** Bytes came that are to be stored. */
  void admit(RecordState record, int size) {
    admitted += size;
    record.arriving += size;
  }

  /** Bytes that were admitted are stored. */
  void stored(RecordState record, int size) {
    record.stored(size);
    downloaded += size;
  }

  /** Bytes that were admitted will not be stored any more. */
  void dropArriving(RecordState record) {
    admitted -= record.arriving;
    record.arriving = 0;
  }

  /** So much of a record's request body has gone out. */
  void uploaded(RecordState record, long bytes) {
    uploaded += bytes - record.uploaded;
    record.uploaded = bytes;
  }

  /** Lets a record wait for the network, out of the scheduler's sight during a pause. */
  void waitAgain(int position) {
    record(position).phase = Phase.WAITING;
    if (!paused()) {
      want(new FetchEffect.Enqueue(position));
    }
  }

  /** Starts a record's response data over from the first byte. */
  void replaceData(int position) {
    RecordState record = record(position);
    downloaded -= record.bytes;
    admitted -= record.bytes;
    record.bytes = 0;
    record.attemptBytes = 0;
    record.head = null;
    want(new FetchEffect.ReplaceData(position));
    want(new FetchEffect.PersistRecord(position));
    want(new FetchEffect.NotifyInstances());
  }

  /** Ends an attempt that is under way; with a result where the record ends with it. */
  void stop(int position, RecordResult result, @Nullable String why) {
    RecordState record = record(position);
    decide(record, result, why);
    record.phase = Phase.STOPPING;
    want(new FetchEffect.StopAttempt(position));
  }

  /** Gives a record its result and has its body made safe. */
  void finish(int position, RecordResult result, @Nullable String why) {
    decide(record(position), result, why);
    finish(position);
  }

  /** Has the body of a record made safe that has its result. */
  void finish(int position) {
    record(position).phase = Phase.FINISHING;
    want(new FetchEffect.FinishBody(position));
  }

  /** Ends a record without a body. */
  void fail(int position, RecordResult result, @Nullable String why) {
    decide(record(position), result, why);
    drop(position);
  }

  /** Ends a record that has its result, without a body. */
  void drop(int position) {
    want(new FetchEffect.DropBody(position));
    end(position);
  }

  /** Nothing will happen to a record any more. */
  void end(int position) {
    record(position).phase = Phase.DONE;
    done++;
    want(new FetchEffect.PersistRecord(position));
    want(new FetchEffect.RecordSettled(position));
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
      want(new FetchEffect.PersistFetch());
    }
  }

  /** What ended the whole fetch is the reason, whatever failed before it. */
  void endedBy(RecordResult cause) {
    failureReason = cause.word();
  }

  /** The failure of the first record that failed, in their order, is the reason. */
  void firstRecordsFailureIsTheReason() {
    for (RecordState record : records) {
      if (record.result != RecordResult.SUCCESS) {
        failureReason = record.result.word();
        return;
      }
    }
  }

  /** Ends every record that has not ended; those under way when their attempts have stopped. */
  void abort() {
    if (aborting) {
      return;
    }
    aborting = true;
    pause = Pause.NONE;
    want(new FetchEffect.DequeueAll());
    for (int position = 0; position < records.size(); position++) {
      switch (record(position).phase) {
        case WAITING -> fail(position, RecordResult.ABORTED, null);
        case BACKOFF, OFFLINE -> {
          want(new FetchEffect.CancelRetry(position));
          fail(position, RecordResult.ABORTED, null);
        }
        case RUNNING -> stop(position, RecordResult.ABORTED, null);
        case STOPPING, FINISHING, DONE -> {}
      }
    }
  }

  /** Stops every attempt until {@link #resume}. */
  void pause() {
    pause = Pause.USER;
    want(new FetchEffect.DequeueAll());
    for (int position = 0; position < records.size(); position++) {
      RecordState record = record(position);
      if (record.phase == Phase.BACKOFF || record.phase == Phase.OFFLINE) {
        want(new FetchEffect.CancelRetry(position));
        record.phase = Phase.WAITING;
      } else if (record.phase == Phase.RUNNING) {
        stop(position, RecordResult.NONE, null);
      }
    }
    want(new FetchEffect.PersistFetch());
  }

  void resume() {
    pause = Pause.NONE;
    for (int position = 0; position < records.size(); position++) {
      if (record(position).phase == Phase.WAITING) {
        want(new FetchEffect.Enqueue(position));
      }
    }
    want(new FetchEffect.PersistFetch());
  }
}
