package dev.bellhop.engine;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.management.ExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Stops a script that goes beyond its limits, and tells where it was. An interrupted script is the
 * only one that is asked where it is, so that a script within its limits costs nothing.
 */
final class ScriptGuard {
  /** How long an interrupted script may take to notice it. */
  private static final Duration INTERRUPT = Duration.ofSeconds(5);

  /** How long to look for the statement that a script is at. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The same for a script that uses up the memory meanwhile. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final RealmSettings settings;
  private final Supplier<@Nullable Guest> guest;
  private final Supplier<Thread> thread;
  private final Consumer<BellhopException> onStopped;
  private final AtomicReference<@Nullable Overrun> overrun = new AtomicReference<>();
  private final @Nullable Watchdog watchdog;
  private volatile boolean running;
  private volatile @Nullable SourceFrame place;
  private volatile String doing = "";
  private final CompletableFuture<Void> reported = new CompletableFuture<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /** With what closes the realm, called once, on any thread. */
  ScriptGuard(
      RealmSettings settings,
      Supplier<@Nullable Guest> guest,
      Supplier<Thread> thread,
      Consumer<BellhopException> onStopped) {
    this.settings = settings;
    this.guest = guest;
    this.thread = thread;
    this.onStopped = onStopped;
    Duration time = settings.limits().time();
    this.watchdog =
        time == null ? null : new Watchdog(settings.clock(), time, () -> stop(Overrun.TIME));
  }

  /** What the task that runs now is for, such as "in the fetch event"; "" where nobody knows. */
  void doing(String what) {
    doing = what;
  }

  /** A task begins, or goes on after it has waited. On the loop. */
  void begin() {
    running = true;
    if (watchdog != null) {
      watchdog.begin();
    }
  }

  /** The task ends, or waits. On the loop. */
  void end() {
    running = false;
    if (watchdog != null) {
      watchdog.end();
    }
  }

  /** The realm is closed. */
  void close() {
    if (watchdog != null) {
      watchdog.stop();
    }
  }

  /** Whether a task runs now; from any thread. */
  boolean isRunning() {
    return running;
  }

  /** Interrupts the script; what that throws on the loop closes the realm. From any thread. */
  void stop(Overrun reason) {
    if (overrun.compareAndSet(null, reason)) {
      Thread.ofPlatform().daemon().name("bellhop-stop").start(this::interruptOrGiveUp);
    }
  }

  private void interruptOrGiveUp() {
    Guest current = guest.get();
    try {
      if (current != null) {
        // An interrupt between two promise jobs finds no script; a flood of them has statements.
        place = statement(current, overrun.get() == Overrun.MEMORY ? GLANCE : LOOK);
        current.context().interrupt(INTERRUPT);
      }
      if (running && place == null) {
        // The loop knows more, where it was interrupted; it may have returned by itself.
        reported.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      stopped(place);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped(place);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      stopped(place);
    }
  }

  private @Nullable SourceFrame statement(Guest current, Duration patience) {
    var found = new CompletableFuture<SourceFrame>();
    Thread loop = thread.get();
    ExecutionListener listener =
        ExecutionListener.newBuilder()
            .statements(true)
            .sourceFilter(source -> !SourceFrames.isShim(source))
            .onEnter(
                event -> {
                  SourceFrame frame = SourceFrames.of(event.getLocation());
                  if (frame != null && Thread.currentThread() == loop) {
                    found.complete(frame);
                  }
                })
            .attach(current.context().getEngine());
    try {
      return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return null;
    } finally {
      listener.close();
    }
  }

  /** A task was interrupted by {@link #stop}. On the loop. */
  void interrupted(PolyglotException e) {
    SourceFrame frame;
    try {
      frame = SourceFrames.of(e);
    } catch (PolyglotException closed) {
      // Its patience was at an end, and it has told of it.
      return;
    }
    stopped(frame == null ? place : frame);
  }

  /** A task ran out of memory. On the loop. */
  void exhausted(@Nullable SourceFrame frame) {
    overrun.compareAndSet(null, Overrun.MEMORY);
    stopped(frame == null ? place : frame);
  }

  private void stopped(@Nullable SourceFrame frame) {
    Overrun reason = overrun.get();
    if (reason == null || !told.compareAndSet(false, true)) {
      return;
    }
    reported.complete(null);
    var diagnostic = reason.told(settings, frame, doing);
    settings.listener().diagnostic(diagnostic);
    onStopped.accept(
        new BellhopException(BellhopException.Kind.SCRIPT, diagnostic.message(), frame, null));
  }
}
