package dev.bellhop.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** When a process is killed. */
sealed interface KillMoment {
  /** What the trace says as something begins that a kill may leave half done. */
  List<String> BEGINNINGS =
      List.of(
          "\"type\":\"WorkerStateChanged\"",
          "\"type\":\"PageStarted\"",
          "\"type\":\"BackgroundFetchRegistered\"",
          "\"type\":\"BackgroundFetchResumed\"",
          "\"type\":\"RequestProcessingStarted\"",
          "\"method\":\"POST\"",
          "\"type\":\"RequestRetried\"",
          "\"type\":\"RequestProcessingCompleted\"",
          "\"type\":\"BackgroundFetchCompleted\"",
          "\"type\":\"BackgroundFetchAborting\"",
          "\"event\":\"backgroundfetchsuccess\"",
          "\"event\":\"backgroundfetchfail\"",
          "\"event\":\"backgroundfetchabort\"",
          "\"type\":\"CachePut\"",
          "\"type\":\"EventHandled\"");

  /** Waits for the moment, unless the process ends before, and kills it. */
  void kill(Cli.Running process) throws IOException, InterruptedException;

  /** So long after its start, before it has said anything perhaps. */
  record AfterStart(Duration time) implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws InterruptedException {
      if (!process.endsWithin(time)) {
        process.kill();
      }
    }
  }

  /** So long after it has printed this, or after so long without. */
  record AfterLine(String text, Duration patience, Duration delay) implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws InterruptedException {
      process.prints(text, patience);
      new AfterStart(delay).kill(process);
    }
  }

  /** While it stops in good order, which it is told so long after its start. */
  record DuringStop(Duration time, Duration delay) implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws IOException, InterruptedException {
      if (!process.endsWithin(time)) {
        process.signal("TERM");
        new AfterStart(delay).kill(process);
      }
    }
  }

  /** Another one: one in five while the process starts, one in ten while it stops. */
  static KillMoment next(Random chance) {
    int kind = chance.nextInt(10);
    if (kind < 2) {
      return new AfterStart(Duration.ofMillis(chance.nextInt(1_000)));
    }
    if (kind == 2) {
      return new DuringStop(
          Duration.ofMillis(chance.nextInt(2_500)), Duration.ofMillis(chance.nextInt(120)));
    }
    if (kind < 5) {
      return new AfterStart(Duration.ofMillis(800 + chance.nextInt(2_500)));
    }
    return new AfterLine(
        BEGINNINGS.get(chance.nextInt(BEGINNINGS.size())),
        Duration.ofMillis(1_000 + chance.nextInt(2_500)),
        // As often below a millisecond as in the hundreds of them.
        Duration.ofNanos((long) Math.pow(10, 5 + 3.3 * chance.nextDouble())));
  }
}
