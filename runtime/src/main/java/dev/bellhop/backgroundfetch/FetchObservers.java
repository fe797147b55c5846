package dev.bellhop.backgroundfetch;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells the registration objects of all realms what has changed. The specification would tell them
 * of every chunk and leaves the rate open; here it is at most twenty times a second, and at once
 * when the result is there. Runs on the mailbox.
 *
 * @see <a
 *     href="https://wicg.github.io/background-fetch/#update-background-fetch-instance-algorithm">
 *     Background Fetch: update background fetch instances</a>
 */
final class FetchObservers {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final List<Consumer<FetchSnapshot>> observers = new CopyOnWriteArrayList<>();
  private final Supplier<FetchSnapshot> snapshot;
  private final Pacer pacer;

  FetchObservers(HostClock clock, Mailbox mailbox, Supplier<FetchSnapshot> snapshot) {
    this.snapshot = snapshot;
    this.pacer = new Pacer(clock, mailbox, INTERVAL, this::tell);
  }

  /** Adds an observer and tells it where things stand, so that it misses nothing. */
  void add(Consumer<FetchSnapshot> observer) {
    observers.add(observer);
    observer.accept(snapshot.get());
  }

  void remove(Consumer<FetchSnapshot> observer) {
    observers.remove(observer);
  }

  /** Something changed that may change again. */
  void changed() {
    if (!observers.isEmpty()) {
      pacer.ask();
    }
  }

  /** Something changed that an event is about to rely on. */
  void changedForGood() {
    pacer.now();
  }

  void stop() {
    pacer.stop();
  }

  private void tell() {
    if (!observers.isEmpty()) {
      FetchSnapshot now = snapshot.get();
      observers.forEach(observer -> observer.accept(now));
    }
  }
}
