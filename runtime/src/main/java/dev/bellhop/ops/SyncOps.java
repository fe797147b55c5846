package dev.bellhop.ops;

import dev.bellhop.Permission;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.WorkerRegistration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/** What SyncManager and PeriodicSyncManager ask of the host, for one realm. */
public final class SyncOps {
  private final Realm realm;
  private final Registrations registrations;
  private final Clients clients;
  private final SiteEvents events;

  /** For this realm. */
  public SyncOps(Realm realm, Registrations registrations, Clients clients, SiteEvents events) {
    this.realm = realm;
    this.registrations = registrations;
    this.clients = clients;
    this.events = events;
  }

  /** sync.register(). */
  @HostAccess.Export
  public void register(long registrationId, String tag, Value done) {
    WorkerRegistration registration = permitted(registrationId, Permission.BACKGROUND_SYNC);
    realm.settle(events.syncs().register(registration, tag), done, nothing -> null);
  }

  /** sync.getTags(). */
  @HostAccess.Export
  public void tags(long registrationId, Value done) {
    answer(events.syncs().tags(registrationId), done);
  }

  /** periodicSync.register(). */
  @HostAccess.Export
  public void registerPeriodic(long registrationId, String tag, double milliseconds, Value done) {
    WorkerRegistration registration =
        permitted(registrationId, Permission.PERIODIC_BACKGROUND_SYNC);
    Duration interval = Duration.ofMillis((long) milliseconds);
    realm.settle(
        events.periodicSyncs().register(registration, tag, interval), done, nothing -> null);
  }

  /** periodicSync.unregister(). */
  @HostAccess.Export
  public void unregisterPeriodic(long registrationId, String tag, Value done) {
    realm.settle(events.periodicSyncs().unregister(registrationId, tag), done, nothing -> null);
  }

  /** periodicSync.getTags(). */
  @HostAccess.Export
  public void periodicTags(long registrationId, Value done) {
    answer(events.periodicSyncs().tags(registrationId), done);
  }

  private void answer(CompletableFuture<List<@Nullable String>> tags, Value done) {
    realm.settle(tags, done, found -> ProxyArray.fromArray(found.toArray()));
  }

  private WorkerRegistration permitted(long registrationId, Permission permission) {
    WorkerRegistration registration =
        ActiveRegistration.of(registrations, registrationId, "A sync");
    if (!events.permissions().granted(permission)) {
      throw new OpException(
          "NotAllowedError", "The permission " + permission.featureName() + " is not granted.");
    }
    if (clients.all().isEmpty()) {
      throw new OpException(
          "InvalidAccessError", "A sync can be registered only while a page of the site is open.");
    }
    return registration;
  }
}
