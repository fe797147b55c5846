package dev.bellhop.bench;

import dev.bellhop.Bellhop;
import dev.bellhop.Page;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A site of this process whose page registers workers, one after the other. Each has a script of
 * its own, so nothing of it is parsed before.
 */
final class WorkerSite implements AutoCloseable {
  private final Path folder;
  private final Bellhop bellhop;
  private final Site site;
  private Samples starts = new Samples();
  private CompletableFuture<Void> done = new CompletableFuture<>();
  private long started;

  WorkerSite(Path work, String script) throws IOException {
    folder = Files.createTempDirectory(work, "site");
    Files.writeString(folder.resolve("sw.js"), script);
    bellhop =
        Bellhop.builder()
            .dataFolder(Files.createTempDirectory(work, "site"))
            .onTrace(this::traced)
            .open();
    site = bellhop.site(SiteOptions.folder(folder));
  }

  /**
   * From the order to start a worker to the end of its first event, install, whose handler waits
   * for nothing: a new realm and its global, the script, the event. In seconds.
   */
  Samples startOneByOne(int first, int count) throws IOException {
    startAndClose(first, count);
    return starts;
  }

  private void startAndClose(int first, int count) throws IOException {
    start(first, count, false).close();
  }

  /** Starts workers that stay; each has answered a message in the end. */
  Page startAndKeep(int first, int count) throws IOException {
    return start(first, count, true);
  }

  private Page start(int first, int count, boolean keep) throws IOException {
    starts = new Samples();
    done = new CompletableFuture<>();
    Files.writeString(
        folder.resolve("page.js"),
        "const FIRST = %d, COUNT = %d, KEEP = %b;%n%s"
            .formatted(first, count, keep, Resources.text("workers-page.js")));
    Page page = site.openPage("page.js").join();
    done.join();
    site.idle().join();
    return page;
  }

  /** The trace is in order, and there is one worker at a time. */
  private void traced(TraceEntry entry) {
    switch (entry.event()) {
      case TraceEvent.WorkerStarted event -> started = System.nanoTime();
      case TraceEvent.EventHandled event when event.type().equals("install") ->
          starts.add((System.nanoTime() - started) / 1e9);
      case TraceEvent.ScriptError event -> fail(event.message());
      case TraceEvent.ConsoleMessage event when event.text().equals("done") -> done.complete(null);
      default -> {}
    }
  }

  private void fail(String message) {
    done.completeExceptionally(new IllegalStateException(message));
  }

  @Override
  public void close() {
    bellhop.close();
  }
}
