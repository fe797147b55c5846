package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.BodyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads the records of one background fetch: carries out what the machine wants done for single
 * records, and tells it what came of it. Runs on the mailbox.
 */
final class RecordDownloads {
  private final FetchHost host;
  private final Mailbox mailbox;
  private final FetchTask.Surroundings surroundings;
  private final long uid;
  private final FetchMachine machine;
  private final List<FetchRequest> requests;
  private final List<RecordData> data;
  private final FetchTrace trace;
  private final RecordJournal journal;
  private final Consumer<FetchInput> input;
  private final Backoff backoff;
  private final Map<Integer, RecordLoader> loaders = new HashMap<>();
  private final Map<Integer, SlotScheduler.Slot> slots = new HashMap<>();
  private final RetryTimers retries;

  /** Downloads of records whose bytes are where the data say; the machine hears by the input. */
  RecordDownloads(
      FetchHost host,
      Mailbox mailbox,
      FetchTask.Surroundings surroundings,
      long uid,
      FetchMachine machine,
      List<FetchRequest> requests,
      List<RecordData> data,
      FetchTrace trace,
      RecordJournal journal,
      Consumer<FetchInput> input) {
    this.host = host;
    this.mailbox = mailbox;
    this.surroundings = surroundings;
    this.uid = uid;
    this.machine = machine;
    this.requests = requests;
    this.data = new ArrayList<>(data);
    this.trace = trace;
    this.journal = journal;
    this.input = input;
    this.retries =
        new RetryTimers(
            host.clock(), mailbox, position -> input.accept(new FetchInput.RetryDue(position)));
    this.backoff = new Backoff(host.random());
  }

  /** Where the bytes of a record are. */
  RecordData data(int position) {
    return data.get(position);
  }

  /** The records that a query finds, in their order. */
  List<FetchRecord> records(RecordQuery query) {
    var found = new ArrayList<FetchRecord>();
    for (int position = 0; position < requests.size(); position++) {
      if (query.matches(requests.get(position), data.get(position).head())) {
        found.add(new FetchRecord(requests.get(position), data.get(position)));
      }
    }
    return found;
  }

  /** What keeps the records that have not ended from going on; null where nothing does. */
  BackgroundFetchInfo.@Nullable Wait waitsFor() {
    if (machine.paused()) {
      return new Wait(Wait.Reason.USER, 0);
    }
    Wait.Reason reason = null;
    for (RecordState record : machine.records()) {
      switch (record.phase) {
        case RUNNING, STOPPING, FINISHING -> {
          return null;
        }
        case OFFLINE -> reason = Wait.Reason.NETWORK;
        case BACKOFF -> reason = reason == Wait.Reason.NETWORK ? reason : Wait.Reason.RETRY;
        case WAITING -> reason = reason == null ? Wait.Reason.TURN : reason;
        case DONE -> {}
      }
    }
    return reason == null ? null : new Wait(reason, retries.nanosToNext());
  }

  /** The scheduler lets one of the records use the network. */
  void granted(SlotScheduler.Slot slot) {
    slots.put(slot.position(), slot);
    input.accept(new FetchInput.SlotGranted(slot.position()));
  }

  void carryOut(FetchEffect.OfRecord effect) {
    switch (effect) {
      case FetchEffect.Enqueue(int position) ->
          surroundings.enqueue(
              new SlotScheduler.Slot(uid, position, requests.get(position).url().origin()));
      case FetchEffect.StartAttempt(int position, long rangeStart) -> start(position, rangeStart);
      case FetchEffect.Append(int position) -> withLoader(position, RecordLoader::admit);
      case FetchEffect.StopAttempt(int position) -> withLoader(position, RecordLoader::stop);
      case FetchEffect.FreeSlot(int position) -> free(position);
      case FetchEffect.ScheduleRetry retry -> scheduleRetry(retry);
      case FetchEffect.AwaitNetwork(int position, int looks, String why) ->
          awaitNetwork(position, looks, why);
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
    for (RecordData each : data) {
      BodyStore.Writer writer = each.writerIfAny();
      if (writer != null && each.open()) {
        closed.add(writer.suspend());
      }
    }
    return CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new));
  }

  /** Drops the bytes of what has not ended; who reads them learns of it. */
  void dropBodies() {
    for (RecordData each : data) {
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
    FetchRequest request = requests.get(position);
    RecordLoader loader =
        new RecordLoader(position, mailbox, data.get(position).writer(bodies(position)), input);
    loaders.put(position, loader);
    journal.recordChanged(position);
    FetchRequest sent =
        RangeRequest.from(
            request, rangeStart, machine.records().get(position).head, host.policy().onChange());
    if (machine.records().get(position).get) {
      loader.start(host.fetcher(), sent);
    } else {
      // What must not be sent twice is written down as sent before it is.
      mailbox.whenDone(journal.write(), (ok, failure) -> loader.start(host.fetcher(), sent));
    }
  }

  private BodyStore bodies(int position) {
    return host.bodies().of(requests.get(position).origin());
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

  private void awaitNetwork(int position, int looks, String why) {
    Duration delay = backoff.after(looks);
    retries.start(position, delay);
    if (looks == 1) {
      // Told once: a night without a network is no reason for a thousand lines.
      trace.retried(position, why, delay);
    }
  }

  private void replaceData(int position) {
    RecordData old = data.get(position);
    old.failed(RecordResult.REDUNDANT, "The download was started over from the first byte");
    BodyStore.Writer writer = old.writerIfAny();
    if (writer != null) {
      journal.dropAfterwards(writer);
    }
    RecordData fresh = new RecordData();
    data.set(position, fresh);
    withLoader(position, loader -> loader.writeTo(fresh.writer(bodies(position))));
  }

  private void finishBody(int position) {
    RecordData each = data.get(position);
    mailbox.whenDone(
        each.finish(bodies(position)),
        (stored, failure) -> {
          if (stored != null) {
            each.finished(stored);
            input.accept(new FetchInput.BodyFinished(position));
          } else {
            input.accept(RecordLoader.storeFailed(position, failure));
          }
        });
  }

  private void dropBody(int position) {
    RecordData each = data.get(position);
    RecordState record = machine.records().get(position);
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
    FetchResponse head = machine.records().get(position).head;
    if (head != null) {
      data.get(position).headReady(head);
    }
    trace.headArrived(position);
  }
}
