package dev.bellhop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

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

  /** So long after its start: most likely before it has opened anything. */
  record AfterStart(Duration time) implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws InterruptedException {
      if (!process.endsWithin(time)) {
        process.kill();
      }
    }
  }

  /** So long after it has begun to open its data folder. */
  record AfterOpening(Path data, Duration delay) implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws IOException, InterruptedException {
      if (process.opens(data)) {
        new AfterStart(delay).kill(process);
      }
    }
  }

  /** So long after it has printed this, or after so long without. */
  record AfterLine(Path data, String text, Duration patience, Duration delay)
      implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws IOException, InterruptedException {
      if (process.opens(data)) {
        process.prints(text, patience);
        new AfterStart(delay).kill(process);
      }
    }
  }

  /** While it stops in good order, which it is told so long after it has opened its data folder. */
  record DuringStop(Path data, Duration time, Duration delay) implements KillMoment {
    @Override
    public void kill(Cli.Running process) throws IOException, InterruptedException {
      if (process.opens(data) && !process.endsWithin(time)) {
        process.signal("TERM");
        new AfterStart(delay).kill(process);
      }
    }
  }

  /**
   * Another one: one in twenty before the data folder is opened, two in ten while it is, two in ten
   * at any time, one in ten while the process stops.
   */
  static KillMoment next(RandomGenerator chance, Path data) {
    int kind = chance.nextInt(20);
    if (kind == 0) {
      return new AfterStart(millis(0, 500, chance));
    }
    if (kind < 5) {
      return new AfterOpening(data, millis(0, 300, chance));
    }
    if (kind < 9) {
      return new AfterOpening(data, millis(300, 1_800, chance));
    }
    if (kind < 11) {
      return new DuringStop(data, millis(0, 1_500, chance), millis(0, 120, chance));
    }
    return new AfterLine(
        data,
        BEGINNINGS.get(chance.nextInt(BEGINNINGS.size())),
        millis(800, 2_000, chance),
        // As often below a millisecond as in the hundreds of them.
        Duration.ofNanos((long) Math.pow(10, 5 + 3.3 * chance.nextDouble())));
  }

  private static Duration millis(int least, int bound, RandomGenerator chance) {
    return Duration.ofMillis(chance.nextInt(least, bound));
  }
}
