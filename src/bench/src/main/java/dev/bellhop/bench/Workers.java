package dev.bellhop.bench;

import dev.bellhop.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it takes to start a worker in a warm process, and what an idle one holds. */
@Command(
    name = "workers",
    mixinStandardHelpOptions = true,
    description = "Workers one after the other and many at once, beside Node's worker threads.")
final class Workers implements Callable<Integer> {
  @Option(names = "--work", required = true, description = "A folder to work in.")
  private Path work;

  @Option(
      names = "--workers",
      description = "How many one after the other (default: ${DEFAULT-VALUE}).")
  private int workers = 500;

  @Option(names = "--warm-up", description = "Unmeasured ones before (default: ${DEFAULT-VALUE}).")
  private int warmUp = 50;

  @Option(names = "--alive", description = "How many at once (default: ${DEFAULT-VALUE}).")
  private int alive = 200;

  @Option(names = "--script", description = "A worker script; default: a small one of its own.")
  private @Nullable Path script;

  @Override
  public Integer call() throws Exception {
    String text = script == null ? Resources.text("worker.js") : Files.readString(script);
    try (var site = new WorkerSite(work, text)) {
      site.startOneByOne(0, warmUp);
      print("bellhop", site.startOneByOne(warmUp, workers));
      if (alive > 0) {
        many(site);
      }
    }
    NodeWorkers node = NodeWorkers.measure(work, workers, warmUp, alive);
    if (node == null) {
      System.out.println("node: not on this machine, not measured");
    } else {
      print("node worker_threads", node.starts());
      System.out.printf(
          "node worker_threads: %.1f MB resident per idle worker%n", node.residentBytes() / 1e6);
    }
    return 0;
  }

  private static void print(String name, Samples starts) {
    System.out.printf(
        "%s: start of a worker: median %.1f ms, 95 %% within %.1f ms, longest %.1f ms, of %d%n",
        name,
        starts.median() * 1e3,
        starts.percentile(0.95) * 1e3,
        starts.largest() * 1e3,
        starts.all().size());
  }

  private void many(WorkerSite site) throws IOException {
    ProcessMemory before = ProcessMemory.now();
    long begun = System.nanoTime();
    try (Page page = site.startAndKeep(warmUp + workers, alive)) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      ProcessMemory after = ProcessMemory.now();
      System.out.printf(
          "bellhop: %d workers of %s at once, all have answered after %.2f s;"
              + " per idle worker %.2f MB of heap, %.2f MB resident%n",
          alive,
          page.url(),
          seconds,
          (after.heapBytes() - before.heapBytes()) / 1e6 / alive,
          (after.residentBytes() - before.residentBytes()) / 1e6 / alive);
    }
  }
}
