package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.store.BackgroundFetchRow.Pause;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One background fetch: inputs in, effects out, no I/O and no clock, so that the same inputs always
 * give the same effects. An input that does not fit the state (it crossed with a stop, say) has no
 * effect. Not safe for several threads.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#perform-a-background-fetch-algorithm">
 *     Background Fetch: perform a background fetch</a>
 */
final class FetchMachine {
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

  private final FetchState state;
  private final RecordAttempts attempts;
  private final boolean pausable;
  private Stage stage = Stage.RUNNING;
  private boolean active = true;
  private boolean recordsAvailable = true;

  /**
   * A fetch of which nothing has happened yet.
   *
   * @param count how many records it has
   * @param pausable whether all of them may be stopped and sent again
   */
  FetchMachine(int count, boolean pausable, long downloadTotal, BackgroundFetchPolicy policy) {
    state = new FetchState(count, downloadTotal, policy);
    attempts = new RecordAttempts(state, policy);
    this.pausable = pausable;
  }

  /**
   * Takes up that an earlier process had ended some records.
   *
   * @param left those that have not ended
   * @param downloaded the bytes that the ended ones have stored
   * @param uploaded the bytes that the ended ones have uploaded
   */
  FetchMachine restoredEnded(BitSet left, long downloaded, long uploaded) {
    state.restoreEnded(left, downloaded, uploaded);
    return this;
  }

  /** Takes up the flags that are written down. */
  FetchMachine restored(boolean active, boolean aborting, Pause pause, String failureReason) {
    this.active = active;
    state.restore(aborting, pause, failureReason);
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
    return state.aborting();
  }

  boolean paused() {
    return state.paused();
  }

  /** What keeps all records from going on. */
  Pause pause() {
    return state.pausedBy();
  }

  boolean recordsAvailable() {
    return recordsAvailable;
  }

  /** Stored bytes, of failed records too. */
  long downloaded() {
    return state.downloaded();
  }

  long uploaded() {
    return state.uploaded();
  }

  int recordsDone() {
    return state.recordsDone();
  }

  /** How many records there are in all. */
  int recordCount() {
    return state.count();
  }

  /** The records that are known one by one now, in their order. */
  Collection<RecordState> present() {
    return state.present();
  }

  /** A record that is known now, or null. */
  @Nullable RecordState find(int position) {
    return state.find(position);
  }

  /** A record that is known now. */
  RecordState record(int position) {
    return state.record(position);
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
    return result().isEmpty() ? "" : state.failureReason();
  }

  /** The result as it is written down; only to be asked when all records have ended. */
  String outcome() {
    return state.failureReason().isEmpty() ? "success" : "failure";
  }

  /** The first failure so far, or "". */
  String failureReason() {
    return state.failureReason();
  }

  /** The name of the completion event. */
  String eventType() {
    return switch (state.failureReason()) {
      case "" -> "backgroundfetchsuccess";
      case "aborted" -> "backgroundfetchabort";
      default -> "backgroundfetchfail";
    };
  }

  /** Takes an input in. The list is the caller's. */
  List<FetchEffect> on(FetchInput input) {
    List<FetchEffect> effects = state.freshEffects();
    switch (input) {
      case FetchInput.OfRecord ofRecord -> attempts.on(ofRecord);
      case FetchInput.Begin() -> begin();
      case FetchInput.AbortAsked() -> abortAsked();
      case FetchInput.PauseAsked() -> pauseAsked();
      case FetchInput.ResumeAsked() -> resumeAsked();
      case FetchInput.RecordHere(int position, RecordState record) -> state.add(position, record);
      case FetchInput.EndWritten(int position) -> state.forget(position);
      case FetchInput.MadeDurable() -> madeDurable();
      case FetchInput.DeliveryEnded() -> deliveryEnded();
    }
    settleIfAllDone();
    return effects;
  }

  private void begin() {
    if (stage == Stage.EVENT_PENDING) {
      state.want(new FetchEffect.Deliver(eventType()));
    } else if (stage == Stage.RUNNING) {
      state.positions().forEach(attempts::begin);
      if (state.aborting()) {
        state.abortRest();
      } else if (!state.paused()) {
        state.enqueueRest();
      }
    }
  }

  /** G9: a person's abort ends like a script's, with the abort event and the reason "aborted". */
  private void abortAsked() {
    if (!active) {
      return;
    }
    active = false;
    state.abort();
    state.want(new FetchEffect.PersistFetch());
  }

  private void pauseAsked() {
    if (stage == Stage.RUNNING && pausable && !state.paused() && !state.aborting()) {
      state.pause();
    }
  }

  private void resumeAsked() {
    if (stage == Stage.RUNNING && state.paused()) {
      state.resume();
    }
  }

  private void settleIfAllDone() {
    if (stage != Stage.RUNNING || !state.allDone()) {
      return;
    }
    stage = Stage.SETTLING;
    if (!active) {
      state.endedBy(RecordResult.ABORTED);
    }
    active = false;
    state.want(new FetchEffect.MakeDurable());
  }

  private void madeDurable() {
    if (stage != Stage.SETTLING) {
      return;
    }
    stage = Stage.EVENT_PENDING;
    // G15: every realm gets the final values before the event.
    state.want(new FetchEffect.NotifyInstances());
    state.want(new FetchEffect.Settled());
    state.want(new FetchEffect.Deliver(eventType()));
  }

  private void deliveryEnded() {
    if (stage != Stage.EVENT_PENDING) {
      return;
    }
    // G6: so also where the event was not dispatched; nobody else would let the records go.
    stage = Stage.DONE;
    recordsAvailable = false;
    state.want(new FetchEffect.NotifyInstances());
    state.want(new FetchEffect.ReleaseRecords());
  }
}
