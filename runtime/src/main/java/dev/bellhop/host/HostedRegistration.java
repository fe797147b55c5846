package dev.bellhop.host;

import dev.bellhop.BackgroundFetchManager;
import dev.bellhop.DispatchResult;
import dev.bellhop.Registration;
import dev.bellhop.WorkerEvent;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerRegistration;
import java.util.concurrent.CompletableFuture;

/** A registration as the public API shows it. */
final class HostedRegistration implements Registration {
  private final HostParts parts;
  private final WorkerRegistration registration;

  HostedRegistration(HostParts parts, WorkerRegistration registration) {
    this.parts = parts;
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
    return new HostedFetches(parts.backgroundFetches(), registration);
  }

  @Override
  public CompletableFuture<DispatchResult> dispatch(WorkerEvent event) {
    return Futures.understood(new EventDispatch(parts, registration).dispatch(event));
  }

  @Override
  public CompletableFuture<Void> stopWorker() {
    Worker worker = registration.active();
    if (worker != null) {
      worker.stop("asked for");
    }
    return CompletableFuture.completedFuture(null);
  }
}
