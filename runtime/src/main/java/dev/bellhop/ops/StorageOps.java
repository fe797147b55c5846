package dev.bellhop.ops;

import dev.bellhop.Permission;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.Permissions;
import dev.bellhop.store.StorageBuckets;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** What {@code navigator.storage} asks of the host, for one realm. */
public final class StorageOps {
  private final Realm realm;
  private final String origin;
  private final StorageBuckets buckets;
  private final Permissions permissions;

  /** For one realm of this origin. */
  public StorageOps(Realm realm, String origin, StorageBuckets buckets, Permissions permissions) {
    this.realm = realm;
    this.origin = origin;
    this.buckets = buckets;
    this.permissions = permissions;
  }

  /** Whether what the origin has is never evicted. */
  @HostAccess.Export
  public void persisted(Value done) {
    realm.settle(
        CompletableFuture.completedFuture(buckets.persisted(origin)), done, answer -> answer);
  }

  /** Keeps what the origin has from being evicted, where it may: whether it is kept. */
  @HostAccess.Export
  public void persist(Value done) {
    CompletableFuture<Boolean> persisted =
        buckets.persisted(origin)
            ? CompletableFuture.completedFuture(true)
            : permissions.granted(Permission.PERSISTENT_STORAGE)
                ? buckets.persist(origin).thenApply(nothing -> true)
                : CompletableFuture.completedFuture(false);
    realm.settle(persisted, done, answer -> answer);
  }

  /** How many bytes the origin has and may have, in an array. */
  @HostAccess.Export
  public void estimate(Value done) {
    realm.settle(
        buckets.exactEstimate(origin),
        done,
        estimate -> ProxyArray.fromArray((double) estimate.usage(), (double) estimate.quota()));
  }
}
