package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.output.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs blocks, some at a time, on hosts with a stand-in for the network. */
final class MdnRun {
  private final MdnExpectations expectations;
  private final int jobs;

  /**
   * For any number of runs.
   *
   * @param jobs how many blocks run at a time
   */
  MdnRun(MdnExpectations expectations, int jobs) {
    this.expectations = expectations;
    this.jobs = jobs;
  }

  /** Runs them. The output gets each result as soon as all before it are there. */
  List<Outcome> run(List<Block> blocks, MdnOutput output) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var sites = new StandInSites(resource("companion.js"));
    List<Stage> stages = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create("bellhop-mdn-");
        StandInServer server = StandInServer.start(sites)) {
      try (var executor = Executors.newFixedThreadPool(jobs)) {
        BlockingQueue<Stage> free = new ArrayBlockingQueue<>(jobs);
        for (int i = 0; i < jobs; i++) {
          Stage stage =
              Stage.open(folder.folder("data-" + i), server, sites, resource("harness.js"));
          stages.add(stage);
          free.add(stage);
        }
        Surface surface = stages.getFirst().surface(resource("names.js"));
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (Block block : blocks) {
          Example example = Example.of(block, expectations, surface.names());
          outcomes.add(executor.submit(() -> run(free, example)));
        }
        return report(outcomes, output, new MdnTotal(surface), begin);
      } catch (TimeoutException e) {
        throw new IllegalStateException(e);
      } finally {
        stages.forEach(Stage::close);
      }
    }
  }

  private static Outcome run(BlockingQueue<Stage> free, Example example)
      throws InterruptedException {
    Stage stage = free.take();
    try {
      return stage.run(example);
    } finally {
      free.add(stage);
    }
  }

  private static List<Outcome> report(
      List<Future<Outcome>> futures, MdnOutput output, MdnTotal total, long begin)
      throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> future : futures) {
      Outcome outcome = get(future);
      Judgement judgement = Judgement.of(outcome);
      outcomes.add(outcome);
      total.add(outcome, judgement);
      output.ran(outcome, judgement);
    }
    total.took(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    output.total(total);
    return outcomes;
  }

  private static Outcome get(Future<Outcome> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(MdnRun.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
