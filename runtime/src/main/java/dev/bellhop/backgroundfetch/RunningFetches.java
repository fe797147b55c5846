package dev.bellhop.backgroundfetch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The background fetches that this process runs, in the order of their start, and their turns on
 * the network. Runs on the mailbox.
 */
final class RunningFetches implements FetchTask.Surroundings {
  private record Id(long registrationId, String id) {}

  private final Mailbox mailbox;
  private final SlotScheduler scheduler;
  private final Runnable removed;
  private final Map<Long, FetchTask> tasks = new LinkedHashMap<>();
  private final Map<Id, FetchTask> byId = new HashMap<>();
  private boolean pumpPosted;
  private boolean stopped;

  /** No fetches yet. Told whenever one of them is not among them any more. */
  RunningFetches(
      Mailbox mailbox,
      BackgroundFetchService.Limits limits,
      SlotScheduler.Turns turns,
      Runnable removed) {
    this.mailbox = mailbox;
    this.scheduler = new SlotScheduler(limits.requests(), limits.requestsPerHost(), turns);
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
            .filter(task -> task.active() && task.origin().equals(origin))
            .count();
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
  public void dequeueAll(long uid) {
    scheduler.dequeueAll(uid);
  }

  @Override
  public void free(SlotScheduler.Slot slot) {
    scheduler.free(slot);
    pumpSoon();
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
        task.downloads().granted(slot);
      }
    }
  }
}
