package dev.bellhop.backgroundfetch;

import dev.bellhop.PermissionState;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.BackgroundFetchRow.Pause;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The steps of fetch() up to where the background fetch is written down. Runs on the mailbox.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-manager-fetch">Background
 *     Fetch: fetch()</a>
 */
final class FetchStarter {
  /** A fetch that is written down, and who is to be told. */
  record Started(
      BackgroundFetchRow row,
      List<FetchRequest> requests,
      CompletableFuture<FetchSnapshot> answer) {}

  private record Id(long registrationId, String id) {}

  private final FetchHost host;
  private final Mailbox mailbox;
  private final OrderCheck checks;

  /**
   * G12: ids of fetches whose request bodies are being read, with their origins; that must not hold
   * others up.
   */
  private final Map<Id, String> reserved = new HashMap<>();

  FetchStarter(
      FetchHost host, ToLongFunction<String> available, Mailbox mailbox, RunningFetches running) {
    this.host = host;
    this.mailbox = mailbox;
    this.checks = new OrderCheck(host, available, new ActiveOrStarting(running));
  }

  /** Whether no fetch is being started. */
  boolean isIdle() {
    return reserved.isEmpty();
  }

  /** What refuses an order. */
  OrderCheck checks() {
    return checks;
  }

  /**
   * Checks an order, stores its bodies and writes it down.
   *
   * @param started goes on with it, and answers
   * @param refused told after a refusal that came late
   */
  CompletableFuture<FetchSnapshot> start(
      FetchOrder order, Consumer<Started> started, Runnable refused) {
    checks.check(order);
    Id id = new Id(order.registrationId(), order.id());
    reserved.put(id, checks.origin(order));
    var answer = new CompletableFuture<FetchSnapshot>();
    Consumer<@Nullable Throwable> fail =
        failure -> {
          reserved.remove(id);
          answer.completeExceptionally(refusal(failure));
          refused.run();
        };
    mailbox.whenDone(
        storeBodies(order.requests()),
        (requests, failure) -> {
          if (requests == null) {
            fail.accept(failure);
            return;
          }
          BackgroundFetchRow row = row(order, requests);
          mailbox.whenDone(
              host.rows().insert(row, requests.stream().map(RecordReader::row).toList()),
              (inserted, notInserted) -> {
                if (inserted == null) {
                  release(requests);
                  fail.accept(notInserted);
                } else {
                  reserved.remove(id);
                  host.bodies().release(inserted.released());
                  started.accept(
                      new Started(row.withDelivery(inserted.uid(), "", 0), requests, answer));
                }
              });
        });
    return answer;
  }

  private CompletableFuture<List<FetchRequest>> storeBodies(List<FetchRequest> requests) {
    var storing = new ArrayList<CompletableFuture<FetchRequest>>(requests.size());
    for (FetchRequest request : requests) {
      storing.add(
          request.body() == null
              ? CompletableFuture.completedFuture(request)
              : host.bodies()
                  .of(request.origin())
                  .store(request.body())
                  .thenApply(request::withBody));
    }
    return CompletableFuture.allOf(storing.toArray(CompletableFuture[]::new))
        .thenApply(ok -> storing.stream().map(CompletableFuture::join).toList())
        .whenComplete(
            (stored, failure) -> {
              if (failure != null) {
                storing.forEach(each -> each.thenAccept(request -> release(List.of(request))));
              }
            });
  }

  /** Gives up the bodies of a fetch that is not started after all. */
  private void release(List<FetchRequest> requests) {
    List<Long> stored = new ArrayList<>();
    for (FetchRequest request : requests) {
      if (request.body() instanceof BodyStore.StoredBody body) {
        stored.add(body.id());
      }
    }
    host.bodies().release(stored);
  }

  private static BackgroundFetchRow row(FetchOrder order, List<FetchRequest> requests) {
    return new BackgroundFetchRow(
        0,
        order.registrationId(),
        order.id(),
        true,
        order.title(),
        order.icons(),
        order.downloadTotal(),
        requests.stream().mapToLong(RecordReader::bodyLength).sum(),
        requests.stream().allMatch(request -> request.method().equals("GET")),
        false,
        // A pause that persons cannot make where there are uploads: nothing is sent before it ends.
        order.asker().permission() == PermissionState.PROMPT ? Pause.PERMISSION : Pause.NONE,
        "",
        "",
        "",
        0);
  }

  private static BackgroundFetchException refusal(@Nullable Throwable failure) {
    Throwable cause = RecordLoader.unwrap(failure);
    boolean full = cause instanceof StoreException e && e.kind() == StoreException.Kind.FULL;
    return new BackgroundFetchException(
        full ? BackgroundFetchException.Kind.QUOTA : BackgroundFetchException.Kind.TYPE,
        RecordLoader.words(cause));
  }

  /** Ids that are taken, by fetches that run or are about to. */
  private final class ActiveOrStarting implements OrderCheck.ActiveFetches {
    private final RunningFetches running;

    ActiveOrStarting(RunningFetches running) {
      this.running = running;
    }

    @Override
    public boolean contains(long registrationId, String id) {
      return reserved.containsKey(new Id(registrationId, id))
          || running.active(registrationId, id) != null;
    }

    @Override
    public int ofOrigin(String origin) {
      return Collections.frequency(reserved.values(), origin) + running.activeOf(origin);
    }
  }
}
