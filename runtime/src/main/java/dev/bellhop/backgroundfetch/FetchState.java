package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.backgroundfetch.RecordState.Phase;
import dev.bellhop.store.BackgroundFetchRow.Pause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one background fetch add up to, and the steps that change it together with a
 * record. Each step notes the effects that it has. Only records whose turn has come, and whose end
 * is not written down yet, are known one by one. Not safe for several threads.
 */
final class FetchState {
  private final SortedMap<Integer, RecordState> present = new TreeMap<>();
  private final int count;
  private final long downloadTotal;
  private final BackgroundFetchPolicy policy;

  /** Records that have not ended and are not present. */
  private final BitSet atRest = new BitSet();

  private boolean aborting;
  private Pause pause = Pause.NONE;
  private String failureReason = "";

  /** Whose failure the reason is; before all others where an earlier process has seen it. */
  private int failed = -1;

  private int done;
  private long downloaded;
  private long uploaded;

  /** All that was allowed by the limit so far: stored bytes and those being stored. */
  private long admitted;

  private List<FetchEffect> effects = new ArrayList<>();

  FetchState(int count, long downloadTotal, BackgroundFetchPolicy policy) {
    this.policy = policy;
    this.count = count;
    this.downloadTotal = downloadTotal;
    atRest.set(0, count);
  }

  /** Takes up records that an earlier process had ended; what they have stored and uploaded. */
  void restoreEnded(BitSet atRest, long downloaded, long uploaded) {
    this.atRest.and(atRest);
    done = count - this.atRest.cardinality();
    this.downloaded = downloaded;
    this.uploaded = uploaded;
    admitted = downloaded;
  }

  /** A record is here from now on; false where it has ended meanwhile, or is here already. */
  boolean add(int position, RecordState record) {
    if (!atRest.get(position)) {
      return false;
    }
    atRest.clear(position);
    present.put(position, record);
    downloaded += record.bytes;
    admitted += record.bytes;
    uploaded += record.uploaded;
    return true;
  }

  /** Forgets a record whose end is written down. */
  void forget(int position) {
    RecordState record = present.get(position);
    if (record != null && record.settled()) {
      present.remove(position);
    }
  }

  /** Takes up what is written down. */
  void restore(boolean aborting, Pause pause, String failureReason) {
    this.aborting = aborting;
    this.pause = pause;
    this.failureReason = failureReason;
  }

  int count() {
    return count;
  }

  /** The records that are here, in their order. */
  Collection<RecordState> present() {
    return Collections.unmodifiableCollection(present.values());
  }

  /** The positions of the records that are here, in their order. */
  List<Integer> positions() {
    return List.copyOf(present.keySet());
  }

  /** A record that is here, or null. */
  @Nullable RecordState find(int position) {
    return present.get(position);
  }

  /** A record that is here. */
  RecordState record(int position) {
    RecordState record = present.get(position);
    if (record == null) {
      throw new IllegalStateException("record " + position + " is not here");
    }
    return record;
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
    return done == count;
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
    decide(position, result, why);
    record.phase = Phase.STOPPING;
    want(new FetchEffect.StopAttempt(position));
  }

  /** Gives a record its result and has its body made safe. */
  void finish(int position, RecordResult result, @Nullable String why) {
    decide(position, result, why);
    finish(position);
  }

  /** Has the body of a record made safe that has its result. */
  void finish(int position) {
    record(position).phase = Phase.FINISHING;
    want(new FetchEffect.FinishBody(position));
  }

  /** Ends a record without a body. */
  void fail(int position, RecordResult result, @Nullable String why) {
    decide(position, result, why);
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
  private void decide(int position, RecordResult result, @Nullable String why) {
    RecordState record = record(position);
    record.result = result;
    record.failure = why;
    if (result != RecordResult.NONE && result != RecordResult.SUCCESS) {
      noteFailure(position, result);
    }
  }

  private void noteFailure(int position, RecordResult result) {
    boolean counts =
        failureReason.isEmpty()
            || !aborting
                && position < failed
                && policy.has(BackgroundFetchDifference.REASON_BY_POSITION);
    if (counts) {
      failed = position;
      failureReason = result.word();
      want(new FetchEffect.PersistFetch());
    }
  }

  /** What ended the whole fetch is the reason, whatever failed before it. */
  void endedBy(RecordResult cause) {
    failureReason = cause.word();
  }

  /** Ends every record that has not ended; those under way when their attempts have stopped. */
  void abort() {
    if (aborting) {
      return;
    }
    aborting = true;
    pause = Pause.NONE;
    want(new FetchEffect.DequeueAll());
    for (int position : positions()) {
      switch (record(position).phase) {
        case WAITING -> fail(position, RecordResult.ABORTED, null);
        case BACKOFF -> {
          want(new FetchEffect.CancelRetry(position));
          fail(position, RecordResult.ABORTED, null);
        }
        case RUNNING -> stop(position, RecordResult.ABORTED, null);
        case STOPPING, FINISHING, DONE -> {}
      }
    }
    abortRest();
  }

  /** Ends the records that were never begun. */
  void abortRest() {
    if (!atRest.isEmpty()) {
      int records = atRest.cardinality();
      done += records;
      atRest.clear();
      noteFailure(count, RecordResult.ABORTED);
      want(new FetchEffect.AbortRest(records));
    }
  }

  /** Stops every attempt until {@link #resume}. */
  void pause() {
    pause = Pause.USER;
    want(new FetchEffect.DequeueAll());
    for (int position : positions()) {
      RecordState record = record(position);
      if (record.phase == Phase.BACKOFF) {
        want(new FetchEffect.CancelRetry(position));
        want(new FetchEffect.PersistRecord(position));
        record.phase = Phase.WAITING;
      } else if (record.phase == Phase.RUNNING) {
        stop(position, RecordResult.NONE, null);
      }
    }
    want(new FetchEffect.PersistFetch());
  }

  void resume() {
    pause = Pause.NONE;
    for (int position : positions()) {
      if (record(position).phase == Phase.WAITING) {
        want(new FetchEffect.Enqueue(position));
      }
    }
    enqueueRest();
    want(new FetchEffect.PersistFetch());
  }

  /** Lets the records that are not here wait for their turn. */
  void enqueueRest() {
    if (!atRest.isEmpty()) {
      want(new FetchEffect.EnqueueRest());
    }
  }
}
