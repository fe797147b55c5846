package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.backgroundfetch.RecordState.Phase;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.BodyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads the records of one background fetch: carries out what the machine wants done for single
 * records, and tells it what came of it. Runs on the mailbox.
 */
final class RecordDownloads {
  /** Who is told what comes of it. */
  interface Owner {
    /** Tells the machine. */
    void feed(FetchInput input);

    /** Nothing goes on in this process. */
    void giveUp(@Nullable Throwable failure);
  }

  private final FetchHost host;
  private final Mailbox mailbox;
  private final FetchTask.Surroundings surroundings;
  private final long uid;
  private final FetchMachine machine;
  private final RecordShelf shelf;
  private final RecordsAtRest rest;
  private final FetchTrace trace;
  private final RecordJournal journal;
  private final Owner owner;
  private final Backoff backoff;
  private final Map<Integer, RecordLoader> loaders = new HashMap<>();
  private final Map<Integer, SlotScheduler.Slot> slots = new HashMap<>();
  private final RetryTimers retries;

  /** Downloads of records that are on the shelf or at rest; the owner's machine hears of them. */
  RecordDownloads(
      FetchHost host,
      Mailbox mailbox,
      FetchTask.Surroundings surroundings,
      long uid,
      FetchMachine machine,
      RecordShelf shelf,
      RecordsAtRest rest,
      FetchTrace trace,
      RecordJournal journal,
      Owner owner) {
    this.host = host;
    this.mailbox = mailbox;
    this.surroundings = surroundings;
    this.uid = uid;
    this.machine = machine;
    this.shelf = shelf;
    this.rest = rest;
    this.trace = trace;
    this.journal = journal;
    this.owner = owner;
    this.retries =
        new RetryTimers(
            host.clock(),
            surroundings.alarms(),
            position -> owner.feed(new FetchInput.RetryDue(position)));
    this.backoff = new Backoff(host.random());
  }

  /** What keeps the records that have not ended from going on; null where nothing does. */
  BackgroundFetchInfo.@Nullable Wait waitsFor() {
    Wait.Reason paused = InfoReader.reason(machine.pause());
    if (paused != null) {
      return new Wait(paused, 0);
    }
    boolean retrying = false;
    boolean stopping = false;
    for (RecordState record : machine.present()) {
      retrying |= record.phase == Phase.BACKOFF;
      stopping |= record.phase == Phase.STOPPING || record.phase == Phase.FINISHING;
    }
    if (stopping || !loaders.isEmpty()) {
      boolean heldBack =
          loaders.keySet().stream()
              .allMatch(position -> surroundings.heldBack(shelf.request(position).url()));
      return heldBack && !stopping ? new Wait(Wait.Reason.RATE, 0) : null;
    }
    if (surroundings.waitsForNetwork(uid)) {
      return new Wait(Wait.Reason.NETWORK, surroundings.nanosToNextLook());
    }
    return retrying
        ? new Wait(Wait.Reason.RETRY, retries.nanosToNext())
        : new Wait(Wait.Reason.TURN, 0);
  }

  /** When a record is tried again, in milliseconds since 1970, or null. */
  @Nullable Long retryAt(int position) {
    return retries.dueAt(position);
  }

  /** The scheduler lets one of the records use the network. */
  void granted(SlotScheduler.Slot slot) {
    int position = slot.position();
    slots.put(position, slot);
    if (machine.find(position) != null) {
      owner.feed(new FetchInput.SlotGranted(position));
      return;
    }
    mailbox.whenDone(
        shelf.load(position, rest.first(slot.host(), RecordShelf.AHEAD - 1)),
        (record, failure) -> {
          if (record != null) {
            here(position, record);
            owner.feed(new FetchInput.SlotGranted(position));
          } else {
            owner.giveUp(failure);
          }
        });
  }

  /** A record is in memory from now on. */
  void here(int position, RecordReader.Loaded record) {
    owner.feed(new FetchInput.RecordHere(position, record.state()));
    if (machine.find(position) == record.state()) {
      shelf.put(position, record);
      trace.headArrived(position);
    }
  }

  /** Lets the records at rest have their turns. */
  void enqueueRest() {
    surroundings.enqueueRest(uid, rest);
  }

  /** The records at rest have no turn any more. */
  void abortRest() {
    rest.clear();
    shelf.abortIdle(position -> machine.find(position) != null);
  }

  void carryOut(FetchEffect.OfRecord effect) {
    switch (effect) {
      case FetchEffect.Enqueue(int position) ->
          surroundings.enqueue(new SlotScheduler.Slot(uid, position, origin(position)));
      case FetchEffect.StartAttempt(int position, long rangeStart) -> start(position, rangeStart);
      case FetchEffect.Append(int position) -> withLoader(position, RecordLoader::admit);
      case FetchEffect.StopAttempt(int position) -> withLoader(position, RecordLoader::stop);
      case FetchEffect.FreeSlot(int position) -> free(position);
      case FetchEffect.ScheduleRetry retry -> scheduleRetry(retry);
      case FetchEffect.ResumeRetry(int position) -> resumeRetry(position);
      case FetchEffect.NetworkLost(int position, int looks, String why) ->
          networkLost(position, looks, why);
      case FetchEffect.NetworkFound(int position) -> surroundings.networkFound(origin(position));
      case FetchEffect.CancelRetry(int position) -> retries.cancel(position);
      case FetchEffect.ReplaceData(int position) -> replaceData(position);
      case FetchEffect.HeadReady(int position) -> headReady(position);
      case FetchEffect.FinishBody(int position) -> finishBody(position);
      case FetchEffect.DropBody(int position) -> dropBody(position);
      case FetchEffect.PersistRecord(int position) -> journal.recordChanged(position);
      case FetchEffect.RecordSettled(int position) -> trace.recordSettled(position);
    }
  }

  /** Stops the network; the machine hears of nothing any more. */
  CompletableFuture<Void> halt() {
    retries.cancelAll();
    surroundings.dequeueAll(uid);
    var stopping = new ArrayList<CompletableFuture<?>>();
    for (RecordLoader loader : loaders.values()) {
      stopping.add(loader.halt());
    }
    loaders.clear();
    slots.values().forEach(surroundings::free);
    slots.clear();
    return CompletableFuture.allOf(stopping.toArray(CompletableFuture[]::new));
  }

  /** Keeps the bytes that have arrived for a later process. */
  CompletableFuture<Void> suspendBodies() {
    var closed = new ArrayList<CompletableFuture<?>>();
    for (RecordData each : shelf.allData()) {
      BodyStore.Writer writer = each.writerIfAny();
      if (writer != null && each.open()) {
        closed.add(writer.suspend());
      }
    }
    return CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new));
  }

  /** Drops the bytes of what has not ended; who reads them learns of it. */
  void dropBodies() {
    for (RecordData each : shelf.allData()) {
      BodyStore.Writer writer = each.writerIfAny();
      if (writer != null && each.open()) {
        each.failed(RecordResult.ABORTED, null);
        writer.discard();
      }
    }
  }

  private void withLoader(int position, Consumer<RecordLoader> step) {
    RecordLoader loader = loaders.get(position);
    if (loader != null) {
      step.accept(loader);
    }
  }

  private void free(int position) {
    SlotScheduler.Slot slot = slots.remove(position);
    loaders.remove(position);
    if (slot != null) {
      surroundings.free(slot);
    }
  }

  private void start(int position, long rangeStart) {
    trace.attemptStarted(position);
    FetchRequest request = shelf.request(position);
    if (host.policy().has(BackgroundFetchDifference.TRUSTWORTHY_URLS_ONLY)
        && !request.url().isPotentiallyTrustworthy()) {
      owner.feed(
          new FetchInput.AttemptFailed(
              position,
              FetchInput.AttemptFailed.Cause.FINAL,
              "mixed content: " + request.url() + " is not potentially trustworthy; use https"));
      return;
    }
    RecordLoader loader =
        new RecordLoader(
            position, mailbox, shelf.data(position).writer(bodies(position)), owner::feed);
    loaders.put(position, loader);
    journal.recordChanged(position);
    FetchRequest sent =
        RangeRequest.from(
            request, rangeStart, machine.record(position).head, host.policy().onChange());
    if (machine.record(position).get) {
      loader.start(host.fetcher(), sent);
    } else {
      // What must not be sent twice is written down as sent before it is.
      mailbox.whenDone(journal.write(), (ok, failure) -> loader.start(host.fetcher(), sent));
    }
  }

  private BodyStore bodies(int position) {
    return host.bodies().of(shelf.request(position).origin());
  }

  private void scheduleRetry(FetchEffect.ScheduleRetry retry) {
    Duration delay = backoff.after(retry.failures());
    RetryAfter wanted = retry.wanted();
    if (wanted != null) {
      Duration asked = wanted.from(host.clock().now());
      delay = asked.compareTo(delay) > 0 ? asked : delay;
    }
    retries.start(retry.position(), delay);
    trace.retried(retry.position(), retry.why(), delay);
  }

  /** No later than a server may want it, for the clock may have been set meanwhile. */
  private void resumeRetry(int position) {
    Long at = machine.record(position).retryLeft;
    Instant now = host.clock().now();
    Duration left = at == null ? Duration.ZERO : Duration.between(now, Instant.ofEpochMilli(at));
    retries.start(position, RetryAfter.bounded(left));
  }

  private void networkLost(int position, int looks, String why) {
    Duration delay = surroundings.networkLost(origin(position));
    if (looks == 1) {
      // Told once: a night without a network is no reason for a thousand lines.
      trace.retried(position, why, delay);
    }
  }

  private String origin(int position) {
    return shelf.request(position).url().origin();
  }

  private void replaceData(int position) {
    RecordData old = shelf.data(position);
    old.failed(RecordResult.REDUNDANT, "The download was started over from the first byte");
    BodyStore.Writer writer = old.writerIfAny();
    if (writer != null) {
      journal.dropAfterwards(writer);
    }
    RecordData fresh = new RecordData();
    shelf.replaceData(position, fresh);
    withLoader(position, loader -> loader.writeTo(fresh.writer(bodies(position))));
  }

  private void finishBody(int position) {
    RecordData each = shelf.data(position);
    mailbox.whenDone(
        each.finish(bodies(position)),
        (stored, failure) -> {
          if (stored != null) {
            each.finished(stored);
            owner.feed(new FetchInput.BodyFinished(position));
          } else {
            owner.feed(RecordLoader.storeFailed(position, failure));
          }
        });
  }

  private void dropBody(int position) {
    RecordData each = shelf.data(position);
    RecordState record = machine.record(position);
    each.failed(record.result, record.failure);
    BodyStore.Writer writer = each.writerIfAny();
    if (writer != null && record.result == RecordResult.QUOTA_EXCEEDED) {
      // At once, for writing this down needs room too; after a crash the record starts over.
      writer.discard();
    } else if (writer != null) {
      journal.dropAfterwards(writer);
    }
  }

  private void headReady(int position) {
    FetchResponse head = machine.record(position).head;
    if (head != null) {
      shelf.data(position).headReady(head);
    }
    trace.headArrived(position);
  }
}
