package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.store.BackgroundFetchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The background fetches of a host: starts, finds, aborts and finishes them, and takes up those
 * that an earlier process left. Safe from any thread; nothing blocks, and what depends on the
 * futures must not either.
 *
 * @see <a href="https://wicg.github.io/background-fetch/">Background Fetch</a>
 */
public final class BackgroundFetchService {
  /**
   * How much at once.
   *
   * @param requests requests under way, of all fetches
   * @param requestsPerHost of those, to one origin
   * @param available how many bytes of storage an origin has left
   */
  public record Limits(int requests, int requestsPerHost, ToLongFunction<String> available) {
    /** What a policy says, and how many bytes of storage an origin has left. */
    public static Limits of(BackgroundFetchPolicy policy, ToLongFunction<String> available) {
      return new Limits(policy.requests(), policy.requestsPerOrigin(), available);
    }
  }

  private final FetchHost host;
  private final Mailbox mailbox = Mailbox.withThread("bellhop-fetches");
  private final RunningFetches running;
  private final FetchAccounts accounts;
  private final TaskReader reader;
  private final FetchStarter starter;
  private final FetchRepetition repetition;
  private final FetchClicks clicks;
  private final List<CompletableFuture<Void>> waitingForIdle = new ArrayList<>();
  private boolean suspended;

  /** A service without fetches; see {@link #resumeAll}. */
  public BackgroundFetchService(FetchHost host, Limits limits) {
    this.host = host;
    var paced = new PacedFetcher(host.fetcher(), host.clock(), host.policy().rates());
    this.running = new RunningFetches(host, mailbox, limits, paced, this::tellIfIdle);
    this.accounts = new FetchAccounts(host, mailbox, running);
    this.reader = new TaskReader(host.withFetcher(paced), mailbox, running);
    this.repetition = new FetchRepetition(host);
    this.clicks = new FetchClicks(host);
    this.starter = new FetchStarter(host, limits.available(), mailbox, running);
  }

  /**
   * Starts a background fetch. Completes when it is written down and would survive the end of the
   * process; exceptionally with a {@link BackgroundFetchException}.
   *
   * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-manager-fetch">
   *     Background Fetch: fetch()</a>
   */
  public CompletableFuture<FetchSnapshot> fetch(FetchOrder order) {
    return mailbox
        .ask(
            () -> {
              if (suspended) {
                throw new BackgroundFetchException(
                    BackgroundFetchException.Kind.TYPE,
                    "The host is stopping and starts no background fetch");
              }
              return starter.start(order, this::started, this::tellIfIdle);
            })
        .thenCompose(Function.identity());
  }

  /**
   * Starts the newest fetch with this id anew, which has failed: the same requests and options.
   * Completes as {@link #fetch} does.
   */
  public CompletableFuture<FetchSnapshot> retry(long registrationId, String id) {
    return repetition.order(registrationId, id).thenCompose(this::fetch);
  }

  /** Where it does as Chromium does. */
  public boolean has(BackgroundFetchDifference difference) {
    return host.policy().has(difference);
  }

  /**
   * The active background fetch with this id, or null; completes exceptionally with a {@link
   * BackgroundFetchException} where none can have such an id.
   */
  public CompletableFuture<@Nullable FetchSnapshot> get(long registrationId, String id) {
    return mailbox.ask(
        () -> {
          starter.checks().checkId(id);
          FetchTask task = running.active(registrationId, id);
          return task == null ? null : task.snapshot();
        });
  }

  /** G11: the ids of a registration's active background fetches, in the order of their start. */
  public CompletableFuture<List<String>> ids(long registrationId) {
    return mailbox.ask(
        () ->
            running.of(registrationId).stream()
                .filter(FetchTask::active)
                .map(FetchTask::id)
                .toList());
  }

  /**
   * Aborts a background fetch; completes with false where it is not active any more, with true when
   * the abort would survive the end of the process.
   *
   * @param by who wants it: "script" or "user"
   * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-registration-abort">
   *     Background Fetch: abort()</a>
   */
  public CompletableFuture<Boolean> abort(long uid, String by) {
    var answer = new CompletableFuture<Boolean>();
    abort(uid, by, answer::complete);
    return answer;
  }

  /** As {@link #abort(long, String)}; the answer is told before anything that follows from it. */
  public void abort(long uid, String by, Consumer<Boolean> answer) {
    mailbox.post(
        () -> {
          FetchTask task = running.find(uid);
          if (task == null || !task.active()) {
            answer.accept(false);
          } else {
            task.abort(by, answer);
          }
        });
  }

  /**
   * Stops the requests of a fetch until {@link #resume}; false where it cannot be paused. Completes
   * when that would survive the end of the process.
   */
  public CompletableFuture<Boolean> pause(long uid) {
    return told(uid, new FetchInput.PauseAsked(), true);
  }

  /**
   * Goes on with a paused fetch; false where it is not paused. Completes when that would survive
   * the end of the process.
   */
  public CompletableFuture<Boolean> resume(long uid) {
    return told(uid, new FetchInput.ResumeAsked(), false);
  }

  /** The network may have come back: what waits for it looks at once. */
  public void networkChanged() {
    mailbox.post(running::networkChanged);
  }

  /**
   * The user has clicked on the display of the newest background fetch with this id, settled or
   * not: fires {@code backgroundfetchclick}. Completes with false where there is none.
   *
   * @see <a
   *     href="https://wicg.github.io/background-fetch/#fire-a-background-fetch-click-event-algorithm">
   *     Background Fetch: fire a background fetch click event</a>
   */
  public CompletableFuture<Boolean> click(long registrationId, String id) {
    return accounts.newest(registrationId, id).thenCompose(clicks::on);
  }

  /** As {@link #click(long, String)}, on the display of this one. */
  public CompletableFuture<Boolean> click(long uid) {
    return accounts.snapshot(uid).thenCompose(clicks::on);
  }

  /**
   * The records that a query finds, in the order of the requests. Completes exceptionally with a
   * {@link BackgroundFetchException} where the records are not available any more.
   *
   * @see <a
   *     href="https://wicg.github.io/background-fetch/#background-fetch-registration-match-all">
   *     Background Fetch: matchAll()</a>
   */
  public CompletableFuture<List<FetchRecord>> records(long uid, RecordQuery query) {
    return mailbox
        .ask(
            () -> {
              FetchTask task = running.find(uid);
              if (task == null || !task.machine().recordsAvailable()) {
                throw new BackgroundFetchException(
                    BackgroundFetchException.Kind.INVALID_STATE,
                    "The records of this background fetch are not available any more");
              }
              return task.find(query);
            })
        .thenCompose(Function.identity());
  }

  /**
   * Changes what is displayed; null leaves a part as it is.
   *
   * @see <a
   *     href="https://wicg.github.io/background-fetch/#background-fetch-update-ui-event-update-ui">
   *     Background Fetch: updateUI()</a>
   */
  public CompletableFuture<Void> updateUi(
      long uid, @Nullable String title, @Nullable List<BackgroundFetchIcon> icons) {
    CompletableFuture<Void> written =
        mailbox
            .ask(
                () -> {
                  FetchTask task = running.find(uid);
                  return task == null
                      ? CompletableFuture.<Void>completedFuture(null)
                      : task.updateUi(title, icons);
                })
            .thenCompose(Function.identity());
    return has(BackgroundFetchDifference.UI_FAILURES_ARE_ABORTS)
        ? written.exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    new BackgroundFetchException(
                        BackgroundFetchException.Kind.ABORTED, RecordLoader.words(failure))))
        : written;
  }

  /**
   * Tells an observer where a fetch stands, at once and whenever that changes, until it is over.
   * The observer must be quick.
   *
   * @return takes the observer off
   */
  public Runnable observe(long uid, Consumer<FetchSnapshot> observer) {
    mailbox.post(
        () -> {
          FetchTask task = running.find(uid);
          if (task != null) {
            task.observers().add(observer);
          }
        });
    return () ->
        mailbox.post(
            () -> {
              FetchTask task = running.find(uid);
              if (task != null) {
                task.observers().remove(observer);
              }
            });
  }

  /** Where a fetch stands, or null where there is none with this uid. */
  public CompletableFuture<@Nullable BackgroundFetchInfo> info(long uid) {
    return accounts.info(uid);
  }

  /** All fetches of a registration that are kept: active ones first, then settled ones. */
  public CompletableFuture<List<BackgroundFetchInfo>> list(long registrationId) {
    return accounts.list(registrationId);
  }

  /**
   * Completes when the completion event has been handled to its end and that is written down, with
   * where the fetch stands then; exceptionally where that is left to a later process.
   */
  public CompletableFuture<BackgroundFetchInfo> handled(long uid) {
    return mailbox
        .ask(
            () -> {
              FetchTask task = running.find(uid);
              return task != null
                  ? task.handled()
                  : accounts
                      .stored(uid)
                      .thenApply(
                          info -> {
                            if (info == null) {
                              throw new IllegalArgumentException("no background fetch " + uid);
                            }
                            return info;
                          });
            })
        .thenCompose(Function.identity());
  }

  /**
   * Takes up what an earlier process left of a registration: requests go on where their bytes end,
   * events that were not handled are delivered again. Completes when all of them are under way.
   */
  public CompletableFuture<Void> resumeAll(long registrationId) {
    return host.rows()
        .list(registrationId)
        .thenCompose(
            rows -> {
              var resuming = new ArrayList<CompletableFuture<?>>();
              for (BackgroundFetchRow row : rows) {
                if (!row.delivery().equals("done")) {
                  resuming.add(resume(row));
                }
              }
              return all(resuming);
            });
  }

  /** Stops everything of a registration that is removed; no event is fired (G13). */
  public CompletableFuture<Void> forget(long registrationId) {
    return mailbox
        .ask(
            () -> {
              var dropping = new ArrayList<CompletableFuture<?>>();
              for (FetchTask task : running.of(registrationId)) {
                dropping.add(task.drop());
                running.remove(task);
              }
              return all(dropping);
            })
        .thenCompose(Function.identity())
        .thenCompose(ignored -> host.rows().deleteAll(registrationId))
        .thenCompose(bodies -> host.bodies().release(bodies));
  }

  /**
   * Stops in good order: what has arrived is kept for a later process. Afterwards nothing is
   * started.
   */
  public CompletableFuture<Void> suspend() {
    return mailbox
        .ask(
            () -> {
              suspended = true;
              running.stop();
              var stopping = new ArrayList<CompletableFuture<?>>();
              for (FetchTask task : running.all()) {
                stopping.add(task.suspend());
                running.remove(task);
              }
              return all(stopping);
            })
        .thenCompose(Function.identity());
  }

  /** Completes when no fetch is under way and no completion event is pending. */
  public CompletableFuture<Void> idle() {
    var idle = new CompletableFuture<Void>();
    mailbox.post(
        () -> {
          waitingForIdle.add(idle);
          tellIfIdle();
        });
    return idle;
  }

  private CompletableFuture<Void> resume(BackgroundFetchRow row) {
    return reader
        .restored(row)
        .thenAccept(
            task -> {
              if (!suspended && running.find(task.uid()) == null) {
                running.add(task);
                task.trace().resumed(row.title());
                task.begin();
              }
            });
  }

  /** A fetch was written down; the answer is given before the first request goes out. */
  private void started(FetchStarter.Started started) {
    FetchTask task = reader.fresh(started.row(), started.requests());
    running.add(task);
    task.trace().registered(started.row().title(), started.requests(), started.row().uploadTotal());
    started.answer().complete(task.snapshot());
    if (suspended) {
      task.suspend();
      running.remove(task);
    } else {
      task.begin();
    }
  }

  private CompletableFuture<Boolean> told(long uid, FetchInput input, boolean paused) {
    return mailbox
        .ask(
            () -> {
              FetchTask task = running.find(uid);
              if (task == null || task.machine().paused() == paused) {
                return CompletableFuture.completedFuture(false);
              }
              task.feed(input);
              boolean done = task.machine().paused() == paused;
              return task.written().thenApply(ignored -> done);
            })
        .thenCompose(Function.identity());
  }

  private void tellIfIdle() {
    if (running.isEmpty() && starter.isIdle()) {
      waitingForIdle.forEach(idle -> idle.complete(null));
      waitingForIdle.clear();
    }
  }

  private static CompletableFuture<Void> all(
      List<? extends CompletableFuture<? extends @Nullable Object>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }
}
