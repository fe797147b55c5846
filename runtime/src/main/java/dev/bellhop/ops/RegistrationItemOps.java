package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationItems.Item;
import dev.bellhop.store.RegistrationItems.Kind;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/**
 * What scripts keep with a registration that only shims understand: kinds are "CONTENT" and
 * "COOKIE_SUBSCRIPTION". Belongs to one realm.
 */
public final class RegistrationItemOps {
  private final Realm realm;
  private final RegistrationItems items;

  /** For this realm. */
  public RegistrationItemOps(Realm realm, RegistrationItems items) {
    this.realm = realm;
    this.items = items;
  }

  /** Adds an item in the place of one of the same key. */
  @HostAccess.Export
  public void put(long registrationId, String kind, String key, String value, Value done) {
    realm.settle(items.put(registrationId, Kind.valueOf(kind), key, value), done, nothing -> null);
  }

  /** Removes an item; whether there was one. */
  @HostAccess.Export
  public void remove(long registrationId, String kind, String key, Value done) {
    realm.settle(items.remove(registrationId, Kind.valueOf(kind), key), done, removed -> removed);
  }

  /** The values of all items of a kind, in order. */
  @HostAccess.Export
  public void list(long registrationId, String kind, Value done) {
    realm.settle(
        items.list(registrationId, Kind.valueOf(kind)),
        done,
        found -> ProxyArray.fromArray(found.stream().map(Item::value).toArray()));
  }
}
