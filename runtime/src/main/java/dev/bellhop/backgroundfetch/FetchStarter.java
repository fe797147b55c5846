package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of fetch() up to where the background fetch is written down. Runs on the mailbox.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-manager-fetch">Background
 *     Fetch: fetch()</a>
 */
final class FetchStarter {
  /** Whether a registration has an active background fetch with an id. */
  interface ActiveFetches {
    boolean contains(long registrationId, String id);
  }

  /** A fetch that is written down, and who is to be told. */
  record Started(
      BackgroundFetchRow row,
      List<FetchRequest> requests,
      CompletableFuture<FetchSnapshot> answer) {}

  private record Id(long registrationId, String id) {}

  private final FetchHost host;
  private final BackgroundFetchService.Limits limits;
  private final Mailbox mailbox;
  private final ActiveFetches active;

  /** G12: ids of fetches whose request bodies are being read; that must not hold others up. */
  private final Set<Id> reserved = new HashSet<>();

  FetchStarter(
      FetchHost host, BackgroundFetchService.Limits limits, Mailbox mailbox, ActiveFetches active) {
    this.host = host;
    this.limits = limits;
    this.mailbox = mailbox;
    this.active = active;
  }

  /** Whether no fetch is being started. */
  boolean isIdle() {
    return reserved.isEmpty();
  }

  /**
   * Checks an order, stores its bodies and writes it down.
   *
   * @param started goes on with it, and answers
   * @param refused told after a refusal that came late
   */
  CompletableFuture<FetchSnapshot> start(
      BackgroundFetchService.Order order, Consumer<Started> started, Runnable refused) {
    check(order);
    Id id = new Id(order.registrationId(), order.id());
    reserved.add(id);
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

  private void check(BackgroundFetchService.Order order) {
    if (order.requests().isEmpty()) {
      throw type("A background fetch needs at least one request");
    }
    if (!host.delivery().hasActiveWorker(order.registrationId())) {
      throw type(
          "The registration has no active worker; wait for navigator.serviceWorker.ready before"
              + " backgroundFetch.fetch()");
    }
    if (reserved.contains(new Id(order.registrationId(), order.id()))
        || active.contains(order.registrationId(), order.id())) {
      throw type(
          "There is an active background fetch with the id \""
              + order.id()
              + "\" already; use another id or abort that one first");
    }
    long available = limits.available().applyAsLong(order.origin());
    if (order.downloadTotal() > available) {
      throw new BackgroundFetchException(
          BackgroundFetchException.Kind.QUOTA,
          "A downloadTotal of %,d bytes is more than the storage that is left, which is %,d bytes"
              .formatted(order.downloadTotal(), available));
    }
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

  private static BackgroundFetchRow row(
      BackgroundFetchService.Order order, List<FetchRequest> requests) {
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
        false,
        "",
        "",
        "",
        0);
  }

  private static BackgroundFetchException type(String message) {
    return new BackgroundFetchException(BackgroundFetchException.Kind.TYPE, message);
  }

  private static BackgroundFetchException refusal(@Nullable Throwable failure) {
    Throwable cause = RecordLoader.unwrap(failure);
    boolean full = cause instanceof StoreException e && e.kind() == StoreException.Kind.FULL;
    return new BackgroundFetchException(
        full ? BackgroundFetchException.Kind.QUOTA : BackgroundFetchException.Kind.TYPE,
        RecordLoader.words(cause));
  }
}
