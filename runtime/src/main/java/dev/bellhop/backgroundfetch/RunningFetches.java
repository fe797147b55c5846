package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The background fetches that this process runs, in the order of their start, and their turns on
 * the network. Runs on the mailbox.
 */
final class RunningFetches implements FetchTask.Surroundings {
  private record Id(long registrationId, String id) {}

  private final Mailbox mailbox;
  private final SlotScheduler scheduler;
  private final Alarms alarms;
  private final LongFunction<String> origins;
  private final NetworkGates gates;
  private final PacedFetcher paced;
  private final Runnable removed;
  private final Map<Long, FetchTask> tasks = new LinkedHashMap<>();
  private final Map<Id, FetchTask> byId = new HashMap<>();
  private boolean pumpPosted;
  private boolean stopped;

  /** No fetches yet. Told whenever one of them is not among them any more. */
  RunningFetches(
      FetchHost host,
      Mailbox mailbox,
      BackgroundFetchService.Limits limits,
      PacedFetcher paced,
      Runnable removed) {
    this.mailbox = mailbox;
    this.paced = paced;
    this.alarms = new Alarms(host.clock(), mailbox);
    this.gates =
        new NetworkGates(
            alarms, new Backoff(host.random()), host.clock()::nanoTime, this::pumpSoon);
    this.origins = host.delivery()::origin;
    boolean inTurn = host.policy().has(BackgroundFetchDifference.ONE_AT_A_TIME);
    this.scheduler =
        new SlotScheduler(
            limits.requests(),
            limits.requestsPerHost(),
            gates::open,
            inTurn ? this::origin : uid -> uid);
    this.removed = removed;
  }

  @Nullable FetchTask find(long uid) {
    return tasks.get(uid);
  }

  /** The active background fetch of a registration with this id, or null. */
  @Nullable FetchTask active(long registrationId, String id) {
    FetchTask task = byId.get(new Id(registrationId, id));
    return task != null && task.active() ? task : null;
  }

  List<FetchTask> all() {
    return List.copyOf(tasks.values());
  }

  List<FetchTask> of(long registrationId) {
    return tasks.values().stream().filter(t -> t.registrationId() == registrationId).toList();
  }

  /** How many active background fetches an origin has. */
  int activeOf(String origin) {
    return (int)
        tasks.values().stream()
            .filter(FetchTask::active)
            .filter(task -> origins.apply(task.registrationId()).equals(origin))
            .count();
  }

  private String origin(long uid) {
    FetchTask task = tasks.get(uid);
    return task == null ? "" : origins.apply(task.registrationId());
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  void add(FetchTask task) {
    tasks.put(task.uid(), task);
    if (task.active()) {
      byId.put(new Id(task.registrationId(), task.id()), task);
    }
  }

  void remove(FetchTask task) {
    tasks.remove(task.uid());
    byId.remove(new Id(task.registrationId(), task.id()), task);
    removed.run();
  }

  /** The network may have come back. */
  void networkChanged() {
    gates.lookAtOnce();
  }

  /** Lets no record use the network any more. */
  void stop() {
    stopped = true;
  }

  @Override
  public void enqueue(SlotScheduler.Slot slot) {
    scheduler.enqueue(slot);
    pumpSoon();
  }

  @Override
  public void enqueueRest(long uid, RecordsAtRest rest) {
    scheduler.enqueueRest(uid, rest);
    pumpSoon();
  }

  @Override
  public void dequeueAll(long uid) {
    scheduler.dequeueAll(uid);
  }

  @Override
  public void free(SlotScheduler.Slot slot) {
    scheduler.free(slot);
    gates.freed(slot);
    pumpSoon();
  }

  @Override
  public Duration networkLost(String origin) {
    return gates.lost(origin);
  }

  @Override
  public void networkFound(String origin) {
    gates.found(origin);
  }

  @Override
  public boolean waitsForNetwork(long uid) {
    return scheduler.waitsOnlyFor(uid, gates::isLost);
  }

  @Override
  public boolean heldBack(Url url) {
    return paced.holdsBack(url);
  }

  @Override
  public long nanosToNextLook() {
    return gates.nanosToNextLook();
  }

  @Override
  public Alarms alarms() {
    return alarms;
  }

  @Override
  public void over(FetchTask task) {
    remove(task);
  }

  private void pumpSoon() {
    if (!pumpPosted) {
      pumpPosted = true;
      mailbox.post(this::pump);
    }
  }

  /** Lets as many records use the network as may. */
  private void pump() {
    pumpPosted = false;
    if (stopped) {
      return;
    }
    for (SlotScheduler.Slot slot = scheduler.next(); slot != null; slot = scheduler.next()) {
      FetchTask task = tasks.get(slot.uid());
      if (task == null) {
        scheduler.free(slot);
      } else {
        gates.granted(slot);
        task.downloads().granted(slot);
      }
    }
  }
}
