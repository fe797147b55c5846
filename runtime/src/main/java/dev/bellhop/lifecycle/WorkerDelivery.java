package dev.bellhop.lifecycle;

import dev.bellhop.BellhopException;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.backgroundfetch.Delivery;
import dev.bellhop.backgroundfetch.FetchSnapshot;
import dev.bellhop.http.Causes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Brings background fetch events to the workers of the sites that are open.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#fire-functional-event">Service Workers: Fire
 *     Functional Event</a>
 */
public final class WorkerDelivery implements Delivery {
  /** How often an event is dispatched again in this process after its worker was stopped. */
  private static final int RESTARTS = 3;

  private final List<Registrations> sites = new CopyOnWriteArrayList<>();
  private final Trace trace;
  private volatile boolean stopping;

  /** With the trace that learns of events nobody could handle. */
  public WorkerDelivery(Trace trace) {
    this.trace = trace;
  }

  /** A site was opened. */
  public void add(Registrations registrations) {
    sites.add(registrations);
  }

  /** From now on an event whose worker ends is left to a later process. */
  public void stopping() {
    stopping = true;
  }

  @Override
  public boolean hasActiveWorker(long registrationId) {
    return find(registrationId).map(registration -> registration.active() != null).orElse(false);
  }

  @Override
  public CompletionStage<Delivered> deliver(FetchSnapshot fetch, String type) {
    return find(fetch.registrationId())
        .map(registration -> deliver(registration, fetch, type, RESTARTS))
        .orElseGet(() -> CompletableFuture.completedFuture(Delivered.SKIPPED));
  }

  private CompletableFuture<Delivered> deliver(
      WorkerRegistration registration, FetchSnapshot fetch, String type, int restarts) {
    // Functional events wait until the active worker is activated.
    return registration
        .activated()
        .thenCompose(worker -> worker.dispatch(type, fetch.id(), fetch))
        .thenApply(outcome -> outcome.isPresent() ? Delivered.HANDLED : Delivered.SKIPPED)
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Causes.of(failure);
              if (cause instanceof CancellationException && !stopping && restarts > 0) {
                // Functional events survive the termination of their worker.
                return deliver(registration, fetch, type, restarts - 1);
              }
              if (cause instanceof EventTimeoutException) {
                // The worker had its chance.
                return CompletableFuture.completedFuture(Delivered.HANDLED);
              }
              if (cause instanceof BellhopException) {
                trace.add(
                    new TraceEvent.EventSkipped(
                        type, fetch.id(), "the worker failed: " + cause.getMessage()));
                return CompletableFuture.completedFuture(Delivered.SKIPPED);
              }
              return CompletableFuture.failedFuture(cause);
            });
  }

  private Optional<WorkerRegistration> find(long registrationId) {
    return sites.stream()
        .map(site -> site.byId(registrationId))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
