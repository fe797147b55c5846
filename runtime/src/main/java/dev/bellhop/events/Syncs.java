package dev.bellhop.events;

import dev.bellhop.DispatchResult;
import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationItems.Item;
import dev.bellhop.store.RegistrationItems.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Background syncs: each fires as soon as it is registered, since a site is always online, and is
 * tried again a while after it failed. They are kept until then, over processes too. Safe from any
 * thread.
 *
 * @see <a href="https://wicg.github.io/background-sync/spec/#sync-event">Background Sync: the sync
 *     event</a>
 */
public final class Syncs {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final int GROWTH = 3;

  private enum State {
    FIRING,
    REREGISTERED_WHILE_FIRING,
    WAITING
  }

  private record Key(long registrationId, String tag) {}

  /** A sync that is under way. */
  private static final class Sync {
    private final WorkerRegistration registration;
    private final String tag;
    private State state = State.FIRING;
    private int failures;
    private Runnable cancel = () -> {};

    private Sync(WorkerRegistration registration, String tag, int failures) {
      this.registration = registration;
      this.tag = tag;
      this.failures = failures;
    }

    private boolean isLastChance() {
      return failures + 1 >= ATTEMPTS;
    }
  }

  private final RegistrationItems items;
  private final FunctionalEvents events;
  private final HostClock clock;
  private final Consumer<TraceEvent> trace;
  private final Map<Key, Sync> syncs = new LinkedHashMap<>();
  private final List<CompletableFuture<Void>> waitingForNone = new ArrayList<>();

  /** The syncs in the store. */
  public Syncs(
      RegistrationItems items,
      FunctionalEvents events,
      HostClock clock,
      Consumer<TraceEvent> trace) {
    this.items = items;
    this.events = events;
    this.clock = clock;
    this.trace = trace;
  }

  /**
   * register(): completes when it is written down; the event comes after that.
   *
   * @see <a href="https://wicg.github.io/background-sync/spec/#dom-syncmanager-register">Background
   *     Sync: register()</a>
   */
  public CompletableFuture<Void> register(WorkerRegistration registration, String tag) {
    Sync sync;
    synchronized (this) {
      sync = syncs.get(new Key(registration.id(), tag));
      if (sync != null && sync.state != State.WAITING) {
        sync.state = State.REREGISTERED_WHILE_FIRING;
        return CompletableFuture.completedFuture(null);
      }
      if (sync == null) {
        sync = new Sync(registration, tag, 0);
        syncs.put(new Key(registration.id(), tag), sync);
      } else {
        sync.cancel.run();
        sync.state = State.FIRING;
      }
    }
    Sync pending = sync;
    return write(pending)
        .thenAccept(
            _ -> {
              trace.accept(new TraceEvent.SyncRegistered(registration.scope().href(), tag));
              // In a task of its own, so that the promise of register() is resolved first.
              clock.schedule(Duration.ZERO, () -> fire(pending));
            });
  }

  private CompletableFuture<Long> write(Sync sync) {
    return items.put(sync.registration.id(), Kind.SYNC, sync.tag, Integer.toString(sync.failures));
  }

  /** The tags that are registered. */
  public CompletableFuture<List<@Nullable String>> tags(long registrationId) {
    return items.keys(registrationId, Kind.SYNC);
  }

  /** Goes on with what an earlier process has left. */
  public CompletableFuture<Void> resume(WorkerRegistration registration) {
    return items
        .list(registration.id(), Kind.SYNC)
        .thenAccept(
            found -> {
              for (Item item : found) {
                String tag = String.valueOf(item.key());
                var sync = new Sync(registration, tag, Integer.parseInt(item.value()));
                synchronized (this) {
                  syncs.put(new Key(registration.id(), tag), sync);
                }
                fire(sync);
              }
            });
  }

  /** Fire a sync event. */
  private void fire(Sync sync) {
    boolean lastChance = sync.isLastChance();
    events
        .dispatch(sync.registration, "sync", sync.tag, () -> new Object[] {sync.tag, lastChance})
        .whenComplete(
            (result, failure) -> {
              // What a stop has interrupted is taken up by the next process.
              if (!events.isStopping()) {
                ended(sync, failure == null && !failed(result), lastChance);
              }
            });
  }

  /** Only what a handler waited for tells; that a handler threw does not. */
  private static boolean failed(DispatchResult result) {
    return result.outcome() == DispatchResult.Outcome.FAILED
        && (result.rejected() > 0 || result.thrown() == 0);
  }

  private void ended(Sync sync, boolean well, boolean lastChance) {
    if (sync.registration.unregistered()) {
      remove(sync);
      return;
    }
    synchronized (this) {
      if (sync.state == State.REREGISTERED_WHILE_FIRING) {
        sync.state = State.FIRING;
        sync.failures = 0;
      } else if (!well && !lastChance) {
        sync.state = State.WAITING;
        sync.failures++;
      } else {
        sync.failures = ATTEMPTS;
      }
    }
    if (sync.failures == 0) {
      write(sync).thenRun(() -> fire(sync));
    } else if (sync.failures < ATTEMPTS) {
      write(sync).thenRun(() -> retryLater(sync));
    } else {
      items
          .remove(sync.registration.id(), Kind.SYNC, sync.tag)
          .whenComplete((_, _) -> remove(sync));
    }
  }

  private void retryLater(Sync sync) {
    Duration delay = FIRST_DELAY.multipliedBy((long) Math.pow(GROWTH, sync.failures - 1));
    synchronized (this) {
      sync.cancel = clock.schedule(delay, () -> retry(sync));
    }
    trace.accept(
        new TraceEvent.SyncRetried(
            sync.registration.scope().href(), sync.tag, ATTEMPTS - sync.failures, delay.toNanos()));
  }

  private void retry(Sync sync) {
    synchronized (this) {
      if (sync.state != State.WAITING) {
        return;
      }
      sync.state = State.FIRING;
    }
    fire(sync);
  }

  private void remove(Sync sync) {
    List<CompletableFuture<Void>> done = List.of();
    synchronized (this) {
      syncs.remove(new Key(sync.registration.id(), sync.tag), sync);
      if (syncs.isEmpty()) {
        done = List.copyOf(waitingForNone);
        waitingForNone.clear();
      }
    }
    done.forEach(future -> future.complete(null));
  }

  /** Completes when no sync is firing or waits for its next attempt. */
  public synchronized CompletableFuture<Void> idle() {
    if (syncs.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var future = new CompletableFuture<Void>();
    waitingForNone.add(future);
    return future;
  }
}
