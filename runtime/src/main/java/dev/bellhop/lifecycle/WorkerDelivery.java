package dev.bellhop.lifecycle;

import dev.bellhop.BellhopException;
import dev.bellhop.backgroundfetch.Delivery;
import dev.bellhop.backgroundfetch.FetchSnapshot;
import dev.bellhop.http.Causes;
import java.util.List;
import java.util.Optional;
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
  private final List<Registrations> sites = new CopyOnWriteArrayList<>();

  /** A site was opened. */
  public void add(Registrations registrations) {
    sites.add(registrations);
  }

  @Override
  public boolean hasActiveWorker(long registrationId) {
    return find(registrationId).map(registration -> registration.active() != null).orElse(false);
  }

  @Override
  public CompletionStage<Delivered> deliver(FetchSnapshot fetch, String type) {
    return find(fetch.registrationId())
        .map(registration -> deliver(registration, fetch, type))
        .orElseGet(() -> CompletableFuture.completedFuture(Delivered.SKIPPED));
  }

  private static CompletableFuture<Delivered> deliver(
      WorkerRegistration registration, FetchSnapshot fetch, String type) {
    return registration
        .fire(type, fetch.id(), fetch)
        .thenApply(outcome -> outcome.isPresent() ? Delivered.HANDLED : Delivered.SKIPPED)
        .exceptionallyCompose(
            failure ->
                switch (Causes.of(failure)) {
                  // The worker had its chance.
                  case EventTimeoutException late ->
                      CompletableFuture.completedFuture(Delivered.HANDLED);
                  case BellhopException broken ->
                      CompletableFuture.completedFuture(Delivered.SKIPPED);
                  case RegistrationException removed ->
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
