package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Bellhop;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A site in a temporary folder and the hosts that run it, one after the other, with their trace.
 */
public final class SiteFixture implements AutoCloseable {
  private static final int SECONDS = 60;

  private final UnaryOperator<Bellhop.Builder> options;
  private final Path folder;
  private final Path data;
  private final List<TraceEvent> trace = new ArrayList<>();
  private Bellhop bellhop;
  private Site site;

  public SiteFixture(Path temp) throws IOException {
    this(temp, builder -> builder);
  }

  /** With hosts that have other options, too. */
  SiteFixture(Path temp, UnaryOperator<Bellhop.Builder> options) throws IOException {
    this.options = options;
    folder = Files.createDirectories(temp.resolve("site"));
    data = temp.resolve("data");
    bellhop = newHost();
  }

  private Bellhop newHost() {
    TraceListener listener =
        entry -> {
          synchronized (trace) {
            trace.add(entry.event());
            trace.notifyAll();
          }
        };
    return options.apply(Bellhop.builder().dataFolder(data).onTrace(listener)).open();
  }

  Bellhop host() {
    return bellhop;
  }

  public Path folder() {
    return folder;
  }

  public SiteFixture write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  /** The site, served from its folder. */
  public Site site() {
    if (site == null) {
      site = bellhop.site(SiteOptions.folder(folder));
    }
    return site;
  }

  /** The site, with all but its scripts served by another server. */
  public Site site(URI upstream) {
    site = bellhop.site(SiteOptions.folder(folder).withUpstream(upstream));
    return site;
  }

  /** The site, opened as a test says. */
  Site site(SiteOptions options) {
    site = bellhop.site(options);
    return site;
  }

  public Registration register() {
    return get(site().register());
  }

  /** Runs a page and waits until nothing is left to do. */
  public Page run(String page) throws IOException {
    write("page.js", page);
    Page opened = get(site().openPage("page.js"));
    get(site().idle());
    return opened;
  }

  /** Ends the host in good order and starts another one on the same data. */
  void restart() {
    bellhop.close();
    site = null;
    bellhop = newHost();
  }

  public static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not in time, or failed: " + e, e);
    }
  }

  /** Waits until a script has logged this text. */
  void awaitConsole(String text) {
    await(TraceEvent.ConsoleMessage.class, message -> message.text().equals(text));
  }

  public <T extends TraceEvent> List<T> events(Class<T> type) {
    synchronized (trace) {
      return trace.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  /** Waits for an event of the trace, those of the past included. */
  public <T extends TraceEvent> T await(Class<T> type, Predicate<T> condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    synchronized (trace) {
      while (true) {
        var found = events(type).stream().filter(condition).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        assertThat(left).as("time to wait for a %s in %s", type, trace).isPositive();
        try {
          trace.wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  public List<String> console() {
    return events(TraceEvent.ConsoleMessage.class).stream()
        .map(TraceEvent.ConsoleMessage::text)
        .toList();
  }

  /** The types of the events that were dispatched to the worker. */
  public List<String> dispatched() {
    return events(TraceEvent.EventDispatched.class).stream()
        .map(TraceEvent.EventDispatched::type)
        .toList();
  }

  @Override
  public void close() {
    bellhop.close();
  }
}
