package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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
 * <p>A longer run, or the same one again:
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
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

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
    boolean done = false;
    String spared = null;
    for (int lastRuns = 0; !done; ) {
      starts++;
      var chance = new Random(SEED * 1_000_003 + starts);
      try (Cli.Running run = start(chance.nextInt(4) == 0 ? "resume" : "run", site, data, server)) {
        if (spared != null) {
          run.prints("\"type\":\"EventHandled\"", Duration.ofMinutes(1));
        }
        if (kills < KILLS) {
          KillMoment.next(chance).kill(run);
        } else {
          assertThat(lastRuns++).as("runs that nobody killed").isLessThan(LAST_RUNS);
        }
        Cli.Result result = run.result();
        if (result.exitCode() == KILLED) {
          kills++;
        }
        // 1: a failed upload. 2: nothing was stored yet that could be resumed.
        assertThat(result.exitCode())
            .as(result.err() + result.out())
            .isIn(0, 1, 2, KILLED, TERMINATED);
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
        // Most of these processes do not live long enough for the second compiler to pay.
        List.of("env", "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1"),
        verb,
        site,
        "--json",
        "--data",
        data,
        "--upstream",
        server.origin());
  }
}
