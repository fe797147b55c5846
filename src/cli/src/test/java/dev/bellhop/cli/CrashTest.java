package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed at random instants while it runs jobs of every kind against a server that
 * throttles and drops. After each kill its folder is looked at as it lies; in the end every file is
 * what the server has, every event was handled, and nothing is left over.
 *
 * <p>What counts is kills of processes that have opened the folder. A longer run, or the same one
 * again:
 *
 * <pre>{@code
 * mvn -pl js-shims,runtime,src/conformance,src/cli test -Dtest=CrashTest
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dbellhop.crash.kills=200 -Dbellhop.crash.seed=7
 * }</pre>
 *
 * The seed decides what is served, which answers break off and at which moments the kills come;
 * what a process has come to by then is also a matter of the machine.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {
  private static final int KILLS = Integer.getInteger("bellhop.crash.kills", 20);
  private static final long SEED = Long.getLong("bellhop.crash.seed", 42);

  /** So many in one folder: by then most jobs are over, and a new one has all of them again. */
  private static final int KILLS_IN_A_FOLDER = 20;

  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  /** 1: an upload has failed. */
  private static final List<Integer> ENDS_OF_A_RUN = List.of(0, 1, KILLED, TERMINATED);

  /** 2: it says that nothing is stored. */
  private static final List<Integer> NOTHING_TO_RESUME = List.of(2, KILLED, TERMINATED);

  /** So many runs in a row that nobody kills have to be enough for all jobs. */
  private static final int LAST_RUNS = 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private int starts;
  private int kills;

  @Test
  void everyFileIsWholeAndEveryEventHandledHoweverOftenTheProcessIsKilled() throws Exception {
    long begun = System.nanoTime();
    int rounds = 0;
    try (var server = new CrashServer(SEED)) {
      Path site = CrashSite.write(folder.resolve("site"));
      for (; kills < KILLS || rounds == 0; rounds++) {
        round(site, folder.resolve("data-" + rounds), server);
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "After %d kills, in start %d, with the data in %s. Again: -Dbellhop.crash.kills=%d -Dbellhop.crash.seed=%d"
              .formatted(kills, starts, folder, KILLS, SEED),
          e);
    }
    System.out.printf(
        "CrashTest: seed %d, %d kills in %d starts over %d folders, %d s%n",
        SEED, kills, starts, rounds, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
  }

  /** From a new folder until all of its jobs are done. */
  private void round(Path site, Path data, CrashServer server) throws Exception {
    int enough = Math.min(KILLS, kills + KILLS_IN_A_FOLDER);
    boolean done = false;
    String spared = null;
    for (int lastRuns = 0; !done; ) {
      starts++;
      // Not Random, whose first numbers are much the same for seeds that follow each other.
      var chance = new SplittableRandom(SEED * 1_000_003 + starts);
      boolean resumed = chance.nextInt(4) == 0;
      List<Integer> expected = resumed && Files.notExists(data) ? NOTHING_TO_RESUME : ENDS_OF_A_RUN;
      try (Cli.Running run = start(resumed ? "resume" : "run", site, data, server)) {
        if (spared != null) {
          run.prints("\"type\":\"EventHandled\"", Duration.ofMinutes(1));
        }
        if (kills < enough) {
          KillMoment.next(chance, data).kill(run);
        } else {
          assertThat(lastRuns++).as("runs that nobody killed").isLessThan(LAST_RUNS);
        }
        Cli.Result result = run.result();
        assertThat(result.exitCode()).as(result.err() + result.out()).isIn(expected);
        if (result.exitCode() == KILLED && run.hasOpened(data)) {
          kills++;
        }
      }
      if (CrashedState.exists(data)) {
        try (var state = new CrashedState(data, folder.resolve("copy"), server)) {
          state.check();
          spared = state.almostGivenUp();
          done = state.allJobsDone();
        }
      }
    }
    // Opening the folder sweeps it.
    Cli.Result listed = Cli.run("caches", "list", site, "--data", data);
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    try (var state = new CrashedState(data, folder.resolve("copy"), server)) {
      state.checkEnd();
    }
  }

  private static Cli.Running start(String verb, Path site, Path data, CrashServer server) {
    return Cli.start(
        // These processes do not live long enough for a second compiler and collectors to pay.
        List.of("env", "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
        verb,
        site,
        "--json",
        "--data",
        data,
        "--upstream",
        server.origin());
  }
}
