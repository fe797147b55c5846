package dev.bellhop.backgroundfetch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers the events and lets the test say when they are handled. */
final class RecordingDelivery implements Delivery {
  record Event(FetchSnapshot fetch, String type, CompletableFuture<Delivered> handled) {}

  private final List<Event> events = new ArrayList<>();
  private volatile boolean handleAtOnce = true;
  private final CompletableFuture<Void> preparing = new CompletableFuture<>();
  private volatile CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
  volatile boolean activeWorker = true;

  /** The worker is never ready for an event. */
  RecordingDelivery neverReady() {
    ready = new CompletableFuture<>();
    return this;
  }

  /** Completes when an event waits for its worker. */
  CompletableFuture<Void> preparing() {
    return preparing;
  }

  /** Events stay active until the test completes them. */
  RecordingDelivery holding() {
    handleAtOnce = false;
    return this;
  }

  @Override
  public boolean hasActiveWorker(long registrationId) {
    return activeWorker;
  }

  @Override
  public CompletionStage<?> prepare(long registrationId, String type) {
    preparing.complete(null);
    return ready;
  }

  @Override
  public String origin(long registrationId) {
    return "https://" + registrationId + ".example";
  }

  @Override
  public CompletionStage<Delivered> deliver(FetchSnapshot fetch, String type) {
    Event event = new Event(fetch, type, new CompletableFuture<>());
    if (handleAtOnce) {
      event.handled().complete(Delivered.HANDLED);
    }
    synchronized (this) {
      events.add(event);
      notifyAll();
    }
    return event.handled();
  }

  synchronized List<String> types() {
    return events.stream().map(Event::type).toList();
  }

  /** The event with this number, from 0, when it comes. */
  synchronized Event await(int number) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (events.size() <= number) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("no event number " + number + ", only " + types());
      }
      wait(left / 1_000_000 + 1);
    }
    return events.get(number);
  }
}
