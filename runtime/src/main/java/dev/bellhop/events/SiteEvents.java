package dev.bellhop.events;

import dev.bellhop.HostClock;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.TraceEvent;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.RegistrationItems;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the functional events of one site come from. */
public record SiteEvents(
    Permissions permissions,
    RegistrationItems items,
    Notifications notifications,
    PushSubscriptions pushSubscriptions,
    Syncs syncs,
    PeriodicSyncs periodicSyncs) {

  /** Of the site of this origin, of whose user these answers are known. */
  public static SiteEvents of(
      String origin,
      Map<Permission, PermissionState> answers,
      RegistrationItems items,
      FunctionalEvents events,
      HostClock clock,
      Consumer<TraceEvent> trace) {
    return new SiteEvents(
        new Permissions(origin, answers, trace),
        items,
        new Notifications(items, trace),
        new PushSubscriptions(items, trace),
        new Syncs(items, events, clock, trace),
        new PeriodicSyncs(items, events, clock, trace));
  }

  /** Goes on with what an earlier process has left. */
  public CompletableFuture<Void> resume(WorkerRegistration registration) {
    return syncs.resume(registration).thenCompose(nothing -> periodicSyncs.resume(registration));
  }
}
