package dev.bellhop.engine;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/** Timers and times of one realm. On its loop only; closing the realm drops the timers. */
public final class TimerOps {
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final Realm realm;
  private final HostClock clock;
  private final long timeOrigin;
  private final double timeOriginEpoch;
  private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();
  private int lastHandle;

  /** Its time origin is now. */
  public TimerOps(Realm realm, HostClock clock) {
    this.realm = realm;
    this.clock = clock;
    this.timeOrigin = clock.nanoTime();
    this.timeOriginEpoch = clock.now().toEpochMilli();
    realm.closed().thenRun(() -> timers.values().forEach(timer -> timer.cancel.run()));
  }

  /** Milliseconds since the time origin. */
  @HostAccess.Export
  public double now() {
    return (clock.nanoTime() - timeOrigin) / NANOS_PER_MILLISECOND;
  }

  /** The time origin as milliseconds since the epoch. */
  @HostAccess.Export
  public double timeOrigin() {
    return timeOriginEpoch;
  }

  /** Calls a function in a task after some milliseconds; the handle stops it. */
  @HostAccess.Export
  public int start(double milliseconds, Value callback) {
    return start(milliseconds, callback, realm.hold());
  }

  /** As {@link #start}, but the realm is idle until then. */
  @HostAccess.Export
  public int startIdle(double milliseconds, Value callback) {
    return start(milliseconds, callback, () -> {});
  }

  private int start(double milliseconds, Value callback, Runnable release) {
    int handle = ++lastHandle;
    if (timers.size() >= realm.settings().limits().timers()) {
      release.run();
      realm.stop(Overrun.TIMERS);
      return handle;
    }
    Runnable cancel =
        clock.schedule(
            Duration.ofNanos((long) (milliseconds * NANOS_PER_MILLISECOND)),
            () -> realm.post(() -> fire(handle)));
    timers.put(handle, new Timer(callback, cancel, release));
    return handle;
  }

  /** Stops a timer that has not fired; for another handle, nothing. */
  @HostAccess.Export
  public void stop(int handle) {
    Timer timer = timers.remove(handle);
    if (timer != null) {
      timer.cancel.run();
      timer.release.run();
    }
  }

  private void fire(int handle) {
    Timer timer = timers.remove(handle);
    if (timer != null) {
      timer.release.run();
      timer.callback.executeVoid();
    }
  }

  private record Timer(Value callback, Runnable cancel, Runnable release) {}
}
