package dev.bellhop.lifecycle;

import dev.bellhop.BellhopException;
import dev.bellhop.backgroundfetch.Delivery;
import dev.bellhop.backgroundfetch.FetchSnapshot;
import dev.bellhop.engine.Realm;
import dev.bellhop.http.Causes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Brings background fetch events to the workers of the sites that are open.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#fire-functional-event">Service Workers: Fire
 *     Functional Event</a>
 */
public final class WorkerDelivery implements Delivery {
  private final List<Registrations> sites = new CopyOnWriteArrayList<>();
  private final FunctionalEvents events;

  /** With what brings them there. */
  public WorkerDelivery(FunctionalEvents events) {
    this.events = events;
  }

  /** A site was opened. */
  public void add(Registrations registrations) {
    sites.add(registrations);
  }

  @Override
  public boolean hasActiveWorker(long registrationId) {
    return find(registrationId).map(registration -> registration.active() != null).orElse(false);
  }

  @Override
  public CompletionStage<?> prepare(long registrationId, String type) {
    return find(registrationId)
        .map(registration -> registration.activated().thenCompose(worker -> start(worker, type)))
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .exceptionally(failure -> null);
  }

  private static CompletableFuture<@Nullable Realm> start(Worker worker, String type) {
    return worker.listened().includes(type)
        ? worker.start(type).thenApply(started -> started)
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public String origin(long registrationId) {
    return find(registrationId).map(registration -> registration.scope().origin()).orElse("");
  }

  @Override
  public CompletionStage<Delivered> deliver(FetchSnapshot fetch, String type) {
    return find(fetch.registrationId())
        .map(registration -> deliver(registration, fetch, type))
        .orElseGet(() -> CompletableFuture.completedFuture(Delivered.SKIPPED));
  }

  private CompletableFuture<Delivered> deliver(
      WorkerRegistration registration, FetchSnapshot fetch, String type) {
    return events
        .fire(registration, type, fetch.id(), () -> new Object[] {fetch})
        .thenApply(outcome -> outcome.isPresent() ? Delivered.HANDLED : Delivered.SKIPPED)
        .exceptionallyCompose(
            failure ->
                switch (Causes.of(failure)) {
                  // The worker had its chance.
                  case EventTimeoutException _ ->
                      CompletableFuture.completedFuture(Delivered.HANDLED);
                  case BellhopException _ -> CompletableFuture.completedFuture(Delivered.SKIPPED);
                  case RegistrationException _ ->
                      CompletableFuture.completedFuture(Delivered.SKIPPED);
                  default -> CompletableFuture.failedFuture(failure);
                });
  }

  private Optional<WorkerRegistration> find(long registrationId) {
    return sites.stream()
        .map(site -> site.byId(registrationId))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
