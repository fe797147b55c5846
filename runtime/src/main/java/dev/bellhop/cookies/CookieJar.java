package dev.bellhop.cookies;

import dev.bellhop.HostClock;
import dev.bellhop.cookies.CookieTable.Source;
import dev.bellhop.fetch.Cookies;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.store.Database;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a data folder. Those with a date stay in the store, the others as long as this
 * object. Read from the store when somebody asks first. Safe from any thread.
 *
 * @see <a href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html">RFC
 *     6265bis</a>
 */
public final class CookieJar implements Cookies {
  private final CookieRows rows;
  private final HostClock clock;
  private final CookieTable table = new CookieTable();
  private final List<CookieObserver> observers = new ArrayList<>();
  private @Nullable CompletableFuture<Void> loading;
  private @Nullable Instant alarm;
  private Runnable cancelAlarm = () -> {};

  /** The jar in this database, by this clock. */
  public CookieJar(Database database, HostClock clock) {
    this.rows = new CookieRows(database);
    this.clock = clock;
  }

  @Override
  public CompletableFuture<@Nullable String> header(Url url, Reach reach, String client) {
    Asker asker = Asker.of(url, reach, client);
    return loaded()
        .thenApply(
            done -> {
              List<Cookie> found = find(url, asker);
              return found.isEmpty()
                  ? null
                  : found.stream().map(Cookie::pair).collect(Collectors.joining("; "));
            });
  }

  @Override
  public CompletableFuture<Void> received(
      Url url, HeaderList response, Reach reach, String client) {
    List<String> values =
        response.asList().stream()
            .filter(header -> header.name().equalsIgnoreCase("Set-Cookie"))
            .map(Header::value)
            .toList();
    if (values.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Asker asker = Asker.of(url, reach, client);
    // Nobody waits for the store, and a jar that could not be written is still right here.
    return loaded().thenAccept(done -> edit((time, edits) -> take(url, values, asker, edits)));
  }

  private void take(Url url, List<String> values, Asker asker, Edits edits) {
    for (String value : values) {
      Instant time = clock.now();
      SetCookie set = SetCookie.parse(value, time);
      if (set != null) {
        table.take(set, url, asker, Source.HTTP, time, edits);
      }
    }
  }

  /**
   * The cookies that scripts at a URL see, in the order of a request.
   *
   * @param name the only name that is wanted, or null for all
   * @see <a href="https://cookiestore.spec.whatwg.org/#query-cookies">Cookie Store: query
   *     cookies</a>
   */
  public CompletableFuture<List<CookieItem>> query(Url url, @Nullable String name) {
    String wanted = name == null ? null : ScriptCookie.normalize(name);
    return loaded()
        .thenApply(
            done ->
                find(url, Asker.scriptAt(url)).stream()
                    .filter(cookie -> !cookie.httpOnly())
                    .map(CookieItem::of)
                    .filter(item -> wanted == null || item.name().equals(wanted))
                    .toList());
  }

  /**
   * Sets what a script at a URL wants to be set. Completes when that is written down, and fails
   * with {@link IllegalArgumentException} and a sentence for the script where it cannot be.
   */
  public CompletableFuture<Void> set(Url url, ScriptCookie cookie) {
    SetCookie set;
    try {
      set = cookie.at(url);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    Asker asker = Asker.scriptAt(url);
    return loaded()
        .thenCompose(
            done -> edit((time, edits) -> table.take(set, url, asker, Source.SCRIPT, time, edits)));
  }

  /**
   * Tells of every change from now on.
   *
   * @return takes the observer off
   */
  public synchronized Runnable observe(CookieObserver observer) {
    observers.add(observer);
    setAlarm();
    return () -> forget(observer);
  }

  private synchronized void forget(CookieObserver observer) {
    observers.remove(observer);
    setAlarm();
  }

  private synchronized CompletableFuture<Void> loaded() {
    if (loading == null) {
      loading = rows.load(clock.now()).thenAccept(this::restore);
    }
    return loading;
  }

  private synchronized void restore(List<Cookie> kept) {
    table.restore(kept);
    setAlarm();
  }

  private synchronized List<Cookie> find(Url url, Asker asker) {
    return table.find(url, asker, clock.now());
  }

  /** What a step does to the table at a time. */
  @FunctionalInterface
  private interface Step {
    void run(Instant time, Edits edits);
  }

  /** Completes when the store has it and every observer has made sure of it. */
  private synchronized CompletableFuture<Void> edit(Step step) {
    Instant time = clock.now();
    var edits = new Edits();
    table.expire(time, edits);
    step.run(time, edits);
    List<CompletableFuture<?>> ends = new ArrayList<>();
    if (!edits.isEmpty()) {
      ends.add(rows.save(edits));
    }
    if (!edits.changes().isEmpty()) {
      for (CookieObserver observer : List.copyOf(observers)) {
        ends.add(observer.changed(edits.changes()));
      }
    }
    setAlarm();
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }

  /** Where somebody observes, expiry is a change at its time. */
  private void setAlarm() {
    Instant next = observers.isEmpty() ? null : table.nextExpiry().orElse(null);
    if (next == null || !next.equals(alarm)) {
      cancelAlarm.run();
      cancelAlarm = () -> {};
      alarm = next;
      if (next != null) {
        cancelAlarm =
            clock.schedule(
                Duration.between(clock.now(), next).plusMillis(1), () -> edit((time, edits) -> {}));
      }
    }
  }
}
