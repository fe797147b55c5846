package dev.bellhop.host;

import dev.bellhop.SiteStatus;
import dev.bellhop.SiteStatus.ClientStatus;
import dev.bellhop.SiteStatus.EventStatus;
import dev.bellhop.SiteStatus.RegistrationStatus;
import dev.bellhop.SiteStatus.StorageStatus;
import dev.bellhop.SiteStatus.WorkerStatus;
import dev.bellhop.engine.ActiveEvent;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.StorageBuckets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Puts a site's status together, from what its parts say at about the same moment. */
final class StatusReport {
  private final String origin;
  private final Registrations registrations;
  private final Clients clients;
  private final StorageBuckets buckets;

  StatusReport(
      String origin, Registrations registrations, Clients clients, StorageBuckets buckets) {
    this.origin = origin;
    this.registrations = registrations;
    this.clients = clients;
    this.buckets = buckets;
  }

  CompletableFuture<SiteStatus> now() {
    List<CompletableFuture<RegistrationStatus>> found =
        registrations.all().stream().map(StatusReport::of).toList();
    return Futures.all(found)
        .thenApply(
            all ->
                new SiteStatus(
                    origin, all, clients.all().stream().map(StatusReport::of).toList(), storage()));
  }

  private StorageStatus storage() {
    StorageBuckets.Estimate now = buckets.estimate(origin);
    return new StorageStatus(now.usage(), now.quota(), buckets.persisted(origin));
  }

  private static CompletableFuture<RegistrationStatus> of(WorkerRegistration registration) {
    return Futures.all(
            List.of(
                of(registration.installing()),
                of(registration.waiting()),
                of(registration.active())))
        .thenApply(
            workers ->
                new RegistrationStatus(
                    registration.scope().href(),
                    registration.updateViaCache(),
                    workers.get(0),
                    workers.get(1),
                    workers.get(2)));
  }

  private static CompletableFuture<@Nullable WorkerStatus> of(@Nullable Worker worker) {
    if (worker == null) {
      return CompletableFuture.completedFuture(null);
    }
    return worker
        .activeEvents()
        .thenApply(
            events ->
                new WorkerStatus(
                    worker.scriptUrl().href(),
                    worker.type(),
                    worker.state().spelled(),
                    worker.running(),
                    worker.listened().types().stream().sorted().toList(),
                    events.stream().map(StatusReport::of).toList()));
  }

  private static EventStatus of(ActiveEvent event) {
    int promises = event.pendingPromises();
    return new EventStatus(
        event.type(), event.age().toNanos(), promises == ActiveEvent.UNKNOWN ? null : promises);
  }

  private static ClientStatus of(Client client) {
    Worker controller = client.controller();
    return new ClientStatus(
        client.id(),
        client.url().href(),
        controller == null ? null : controller.scriptUrl().href());
  }
}
