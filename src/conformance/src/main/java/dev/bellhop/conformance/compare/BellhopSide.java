package dev.bellhop.conformance.compare;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent.ConsoleMessage;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bellhop, in this process, with an empty data folder. */
final class BellhopSide implements Side {
  /**
   * A worker without an event may still have a timer; it need not be waited for, as in browsers.
   */
  private static final Duration CALM = Duration.ofMillis(500);

  private final Bellhop host;
  private final Site site;
  private final List<Page> pages = new ArrayList<>();
  private @Nullable CompletableFuture<Void> idle;
  private int toldWhenAsked;

  BellhopSide(
      Path dataFolder, String origin, BackgroundFetchPolicy policy, Consumer<String> lines) {
    host =
        Bellhop.builder()
            .dataFolder(dataFolder)
            .backgroundFetches(policy)
            .onTrace(entry -> pass(entry, lines))
            .open();
    site = host.site(SiteOptions.network(origin));
  }

  private static void pass(TraceEntry entry, Consumer<String> lines) {
    if (entry.event() instanceof ConsoleMessage message) {
      lines.accept(message.text());
    }
  }

  @Override
  public String name() {
    return "Bellhop";
  }

  @Override
  public void open(String url) throws IOException {
    pages.add(await(site.openPage(url)));
  }

  @Override
  public void closePages() {
    pages.forEach(Page::close);
    pages.clear();
  }

  @Override
  public void run(String script) throws IOException {
    for (Page page : pages) {
      await(page.runScript("compare", "void " + script));
    }
  }

  @Override
  public void perform(Message.Command command) throws IOException {
    List<String> arguments = command.arguments();
    switch (command.name()) {
      case "stopWorkers" -> await(registration().terminate());
      case "setPermission" ->
          site.setPermission(
              Permission.named(arguments.get(0)),
              PermissionState.valueOf(arguments.get(1).toUpperCase(Locale.ROOT)));
      case "push" ->
          registration()
              .dispatch(new WorkerEvent.Push(arguments.get(0).getBytes(StandardCharsets.UTF_8)));
      case "sync" -> registration().dispatch(new WorkerEvent.Sync(arguments.get(0), false));
      default -> throw new UnsupportedOperationException("no such command: " + command.name());
    }
  }

  private Registration registration() throws IOException {
    return await(site.registration())
        .orElseThrow(() -> new UnsupportedOperationException("there is no registration"));
  }

  @Override
  public boolean isSettled(Recording told, Duration quiet) {
    int count = told.observations().size();
    if (idle == null || count != toldWhenAsked) {
      toldWhenAsked = count;
      idle = site.idle();
    }
    return idle.isDone() && quiet.compareTo(CALM) > 0;
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BellhopException failure) {
        throw new IOException("Bellhop: " + failure.getMessage(), failure);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
