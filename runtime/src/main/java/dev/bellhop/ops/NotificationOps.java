package dev.bellhop.ops;

import dev.bellhop.Permission;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.Notifications;
import dev.bellhop.events.Notifications.Shown;
import dev.bellhop.events.Permissions;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.url.Url;
import java.util.function.Consumer;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What Notification, showNotification() and getNotifications() ask of the host, for one realm. A
 * notification's members cross as JSON.
 */
public final class NotificationOps {
  private final Realm realm;
  private final Url location;
  private final Notifications notifications;
  private final Permissions permissions;

  /** For the realm of the script at this location. */
  public NotificationOps(Realm realm, Url location, SiteEvents events) {
    this.realm = realm;
    this.location = location;
    this.notifications = events.notifications();
    this.permissions = events.permissions();
  }

  /** Whether the site may show notifications: "granted", "denied" or "prompt". */
  @HostAccess.Export
  public String permission() {
    return Permissions.word(permissions.request(Permission.NOTIFICATIONS));
  }

  /** A URL against that of the script, or null where it does not parse. */
  @HostAccess.Export
  public @Nullable String resolve(String url) {
    Url resolved = Url.parse(url, location);
    return resolved == null ? null : resolved.href();
  }

  /** Shows a persistent notification. */
  @HostAccess.Export
  public void show(long registrationId, String json, Value done) {
    if (!permissions.granted(Permission.NOTIFICATIONS)) {
      throw new OpException("TypeError", "The permission notifications is not granted.");
    }
    realm.settle(notifications.show(registrationId, json), done, nothing -> null);
  }

  /** Shows a notification of a page: its id. */
  @HostAccess.Export
  public String showUnkept(String json) {
    return notifications.showUnkept(json);
  }

  /**
   * The notifications with this tag, or all for the empty one: an array of ids and JSON by turns.
   */
  @HostAccess.Export
  public void list(long registrationId, String tag, Value done) {
    realm.settle(
        notifications.list(registrationId, tag),
        done,
        found ->
            ProxyArray.fromArray(
                found.stream()
                    .<Object>mapMulti(
                        (Shown one, Consumer<Object> to) -> {
                          to.accept((double) one.id());
                          to.accept(one.json());
                        })
                    .toArray()));
  }

  /** Closes a persistent notification; nothing happens where it is closed already. */
  @HostAccess.Export
  public void close(long id) {
    notifications.close(id, "script");
  }

  /** Closes a notification of a page. */
  @HostAccess.Export
  public void closeUnkept(String id) {
    notifications.closed(id, "script");
  }

  /** A serialized value as a text that can be stored. */
  @HostAccess.Export
  public String storable(Value cells) {
    return StorableValue.write(ScriptMessages.take(cells));
  }

  /** The serialized value of such a text. */
  @HostAccess.Export
  public ProxyArray cells(String text) {
    ClonedValue value = StorableValue.read(text);
    return ScriptMessages.give(value);
  }
}
