package dev.bellhop.host;

import dev.bellhop.BackgroundFetchManager;
import dev.bellhop.DispatchResult;
import dev.bellhop.Registration;
import dev.bellhop.WorkerEvent;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerRegistration;
import java.util.concurrent.CompletableFuture;

/** A registration as the public API shows it. */
final class HostedRegistration implements Registration {
  private final HostParts parts;
  private final SiteEvents events;
  private final WorkerRegistration registration;

  HostedRegistration(HostParts parts, SiteEvents events, WorkerRegistration registration) {
    this.parts = parts;
    this.events = events;
    this.registration = registration;
  }

  @Override
  public String scope() {
    return registration.scope().href();
  }

  @Override
  public String scriptUrl() {
    Worker worker = registration.active();
    return worker == null ? "" : worker.scriptUrl().href();
  }

  @Override
  public BackgroundFetchManager backgroundFetch() {
    return new HostedFetches(parts.backgroundFetches(), events.permissions(), registration);
  }

  @Override
  public CompletableFuture<DispatchResult> dispatch(WorkerEvent event) {
    return Futures.understood(
        new EventDispatch(parts.events(), events, registration).dispatch(event));
  }

  @Override
  public CompletableFuture<Void> idle() {
    Worker worker = registration.active();
    return worker == null ? CompletableFuture.completedFuture(null) : worker.idleRealm();
  }

  @Override
  public CompletableFuture<Void> terminate() {
    Worker worker = registration.active();
    return worker == null ? CompletableFuture.completedFuture(null) : worker.stop("asked for");
  }
}
