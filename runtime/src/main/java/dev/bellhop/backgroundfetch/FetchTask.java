package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.backgroundfetch.FetchMachine.Stage;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One background fetch that is under way or whose event is pending: carries out what its machine
 * wants, and tells it what came of it. Runs on the mailbox.
 */
final class FetchTask implements RecordDownloads.Owner {
  /** So often is the completion event delivered when the process ends while it is handled. */
  static final int MAX_DELIVERIES = 5;

  private static final int MAX_SETTLE_FAILURES = 5;

  /** What a task needs of the service around it. */
  interface Surroundings {
    void enqueue(SlotScheduler.Slot slot);

    void enqueueRest(long uid, RecordsAtRest rest);

    void dequeueAll(long uid);

    void free(SlotScheduler.Slot slot);

    /** There is no network to an origin; gives how long until a record looks for it again. */
    Duration networkLost(String origin);

    void networkFound(String origin);

    /** Whether all records of a fetch that wait for their turn have no network. */
    boolean waitsForNetwork(long uid);

    /** Nanoseconds until a record looks for a network again. */
    long nanosToNextLook();

    /** Whether bytes from or to this URL's host wait for the time that its rate gives them. */
    boolean heldBack(Url url);

    Alarms alarms();

    /** The task is over, or cannot go on in this process. */
    void over(FetchTask task);
  }

  private final FetchHost host;
  private final Mailbox mailbox;
  private final Surroundings surroundings;
  private final Backoff backoff;
  private final FetchMachine machine;
  private final RecordShelf shelf;
  private final FetchTrace trace;
  private final RecordJournal journal;
  private final FetchObservers observers;
  private final RecordDownloads downloads;
  private final Queue<FetchInput> inputs = new ArrayDeque<>();
  private final CompletableFuture<BackgroundFetchInfo> handled = new CompletableFuture<>();
  private BackgroundFetchRow row;
  private int settleFailures;
  private boolean running;
  private boolean halted;
  private boolean abortWanted;

  /** A task for a fetch that is written down as given. */
  FetchTask(
      FetchHost host,
      Mailbox mailbox,
      Surroundings surroundings,
      BackgroundFetchRow row,
      FetchMachine machine,
      RecordsAtRest rest) {
    this.host = host;
    this.mailbox = mailbox;
    this.surroundings = surroundings;
    this.row = row;
    this.machine = machine;
    this.shelf = new RecordShelf(host, mailbox, row.uid());
    this.backoff = new Backoff(host.random());
    this.observers = new FetchObservers(host.clock(), mailbox, this::snapshot);
    this.trace = new FetchTrace(host, mailbox, row.id(), row.downloadTotal(), machine, shelf);
    this.journal = new RecordJournal(host, mailbox, this::row, this::recordRow, this::written);
    this.downloads =
        new RecordDownloads(
            host, mailbox, surroundings, row.uid(), machine, shelf, rest, trace, journal, this);
  }

  long uid() {
    return row.uid();
  }

  long registrationId() {
    return row.registrationId();
  }

  String id() {
    return row.id();
  }

  /** Whether it is among its registration's active background fetches. */
  boolean active() {
    return machine.active() && !halted;
  }

  FetchMachine machine() {
    return machine;
  }

  RecordDownloads downloads() {
    return downloads;
  }

  FetchObservers observers() {
    return observers;
  }

  FetchTrace trace() {
    return trace;
  }

  /** A record of it is in memory, or was begun by an earlier process. */
  void put(int position, RecordReader.Loaded record) {
    downloads.here(position, record);
  }

  /** The records that a query finds, in their order. */
  CompletableFuture<List<FetchRecord>> find(RecordQuery query) {
    return shelf.find(query);
  }

  /** Completes when the completion event was handled to its end and that is written down. */
  CompletableFuture<BackgroundFetchInfo> handled() {
    return handled;
  }

  /** Starts, or goes on with what an earlier process left. */
  void begin() {
    if (machine.stage() == Stage.EVENT_PENDING && row.deliveries() >= MAX_DELIVERIES) {
      trace.deliveriesExhausted(row.deliveries());
      feed(new FetchInput.DeliveryEnded());
    } else {
      feed(new FetchInput.Begin());
    }
  }

  /** Tells the machine, and carries out what follows from it. */
  @Override
  public void feed(FetchInput input) {
    if (halted) {
      return;
    }
    inputs.add(input);
    if (running) {
      return;
    }
    running = true;
    try {
      for (FetchInput next = inputs.poll(); next != null; next = inputs.poll()) {
        for (FetchEffect effect : machine.on(next)) {
          carryOut(effect);
        }
      }
      journal.flush();
    } finally {
      running = false;
    }
  }

  FetchSnapshot snapshot() {
    return new FetchSnapshot(
        row.uid(),
        row.registrationId(),
        row.id(),
        row.uploadTotal(),
        machine.uploaded(),
        row.downloadTotal(),
        machine.downloaded(),
        machine.result(),
        machine.visibleFailureReason(),
        machine.recordsAvailable());
  }

  /** Where it stands. */
  CompletableFuture<BackgroundFetchInfo> info() {
    return shelf.bare(rows -> InfoReader.of(row(), machine, rows, progress()));
  }

  private BackgroundFetchInfo.Progress progress() {
    boolean running = machine.result().isEmpty();
    return new BackgroundFetchInfo.Progress(
        trace.expected(),
        running ? trace.bytesPerSecond() : 0,
        running ? downloads.waitsFor() : null);
  }

  /** Changes what is displayed; null leaves a part as it is. */
  CompletableFuture<Void> updateUi(
      @Nullable String title, @Nullable List<BackgroundFetchIcon> icons) {
    row = row().withUi(title == null ? row.title() : title, icons == null ? row.icons() : icons);
    trace.uiUpdated(row.title(), row.icons());
    journal.fetchChanged();
    return journal.write();
  }

  /** Writes down that it is to be aborted, then says so, then aborts it. */
  void abort(String by, Consumer<Boolean> answer) {
    abortWanted = true;
    journal.fetchChanged();
    mailbox.whenDone(
        journal.write(),
        (ignored, failure) -> {
          boolean stillActive = active();
          answer.accept(stillActive);
          if (stillActive) {
            trace.aborting(by);
            feed(new FetchInput.AbortAsked());
          }
        });
  }

  /** Completes when all that has changed so far is written down. */
  CompletableFuture<Void> written() {
    return journal.write();
  }

  /** Stops the network and keeps what has arrived; the task does nothing any more. */
  CompletableFuture<Void> suspend() {
    CompletableFuture<Void> written = journal.write();
    return halt()
        .thenCompose(stopped -> CompletableFuture.allOf(written, downloads.suspendBodies()));
  }

  /** Stops everything; nothing of it is wanted any more. */
  CompletableFuture<Void> drop() {
    return halt().thenRun(downloads::dropBodies);
  }

  private CompletableFuture<Void> halt() {
    halted = true;
    handled.completeExceptionally(
        new IllegalStateException("The host stopped before the event was handled"));
    inputs.clear();
    observers.stop();
    trace.stop();
    return downloads.halt();
  }

  private void carryOut(FetchEffect effect) {
    switch (effect) {
      case FetchEffect.OfRecord ofRecord -> downloads.carryOut(ofRecord);
      case FetchEffect.EnqueueRest() -> downloads.enqueueRest();
      case FetchEffect.AbortRest(int records) -> abortRest(records);
      case FetchEffect.DequeueAll() -> surroundings.dequeueAll(row.uid());
      case FetchEffect.PersistFetch() -> journal.fetchChanged();
      case FetchEffect.NotifyInstances() -> notifyInstances();
      case FetchEffect.MakeDurable() -> makeDurable();
      case FetchEffect.Settled() -> trace.settled();
      case FetchEffect.Deliver(String type) -> deliver(type);
      case FetchEffect.ReleaseRecords() -> release();
    }
  }

  private void notifyInstances() {
    if (machine.result().isEmpty()) {
      observers.changed();
      trace.progress();
    } else {
      observers.changedForGood();
    }
  }

  private void abortRest(int records) {
    downloads.abortRest();
    trace.restAborted(records);
    mailbox.whenDone(
        host.rows().records().endAtRest(row.uid(), RecordResult.ABORTED.word()),
        (ended, failure) -> {
          if (failure != null) {
            giveUp(failure);
          }
        });
  }

  private void makeDurable() {
    row = row().withDelivery(row.uid(), "pending", 0);
    mailbox.whenDone(
        journal.writeSynced(),
        (ignored, failure) -> {
          if (failure == null) {
            feed(new FetchInput.MadeDurable());
          } else if (++settleFailures < MAX_SETTLE_FAILURES) {
            Duration delay = backoff.after(settleFailures);
            host.clock().schedule(delay, () -> mailbox.post(this::makeDurable));
          } else {
            giveUp(failure);
          }
        });
  }

  /** Counts only what the worker gets: a process that ends before has not delivered anything. */
  private void deliver(String type) {
    mailbox.whenDone(
        host.delivery().prepare(row.registrationId(), type).toCompletableFuture(),
        (ready, notReady) -> {
          if (halted) {
            return;
          }
          row = row().withDelivery(row.uid(), "pending", row.deliveries() + 1);
          journal.fetchChanged();
          mailbox.whenDone(
              journal.write(),
              (ignored, failure) -> {
                if (failure == null) {
                  dispatch(type);
                } else {
                  giveUp(failure);
                }
              });
        });
  }

  private void dispatch(String type) {
    if (halted) {
      return;
    }
    mailbox.whenDone(
        host.delivery().deliver(snapshot(), type).toCompletableFuture(),
        (delivered, failure) -> {
          if (delivered != null) {
            feed(new FetchInput.DeliveryEnded());
          } else {
            giveUp(failure);
          }
        });
  }

  private void release() {
    mailbox.whenDone(
        shelf.quiet().thenCompose(nothing -> host.rows().release(row.uid())),
        (bodies, failure) -> {
          if (bodies == null) {
            giveUp(failure);
            return;
          }
          host.bodies().release(bodies);
          mailbox.whenDone(info(), this::over);
        });
  }

  private void over(@Nullable BackgroundFetchInfo info, @Nullable Throwable failure) {
    if (!halted) {
      halted = true;
      if (info != null) {
        handled.complete(info);
      } else if (failure != null) {
        handled.completeExceptionally(failure);
      }
      surroundings.over(this);
    }
  }

  /** Leaves the rest to a later process: everything that is needed for that is written down. */
  @Override
  public void giveUp(@Nullable Throwable failure) {
    if (!halted) {
      if (failure != null) {
        handled.completeExceptionally(failure);
      }
      halt();
      surroundings.over(this);
    }
  }

  private BackgroundFetchRow row() {
    boolean settled = machine.stage() != Stage.RUNNING;
    return row.withState(
        machine.active() && !abortWanted,
        machine.aborting() || abortWanted,
        machine.pause(),
        settled ? machine.outcome() : "",
        machine.failureReason());
  }

  private BackgroundFetchRow.Progress recordRow(int position) {
    RecordState record = machine.record(position);
    RecordData each = shelf.data(position);
    boolean ended = record.settled();
    return new BackgroundFetchRow.Progress(
        position,
        each.headJson(),
        each.bodyId(),
        ended ? record.bytes : 0,
        record.uploaded,
        ended ? record.result.word() : "",
        record.failure,
        new BackgroundFetchRow.Retries(
            record.failures, record.furthest(), downloads.retryAt(position)));
  }

  /** A record's row says what the machine says. */
  private void written(int position) {
    RecordState record = machine.find(position);
    if (record != null && record.settled()) {
      machine.on(new FetchInput.EndWritten(position));
      shelf.remove(position);
    }
  }
}
