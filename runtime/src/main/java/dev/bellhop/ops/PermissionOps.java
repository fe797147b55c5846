package dev.bellhop.ops;

import dev.bellhop.BellhopException;
import dev.bellhop.Permission;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.Permissions;
import org.graalvm.polyglot.HostAccess;

/** What navigator.permissions and PermissionStatus ask of the host, for one realm. */
public final class PermissionOps {
  private final Realm realm;
  private final Permissions permissions;

  /** For this realm. */
  public PermissionOps(Realm realm, Permissions permissions) {
    this.realm = realm;
    this.permissions = permissions;
  }

  /** The state of a permission by its name: "granted", "denied" or "prompt". */
  @HostAccess.Export
  public String state(String name) {
    try {
      return Permissions.word(permissions.state(Permission.named(name)));
    } catch (BellhopException e) {
      throw new OpException("TypeError", String.valueOf(e.getMessage()));
    }
  }

  /** From now on dispatches the changes of a permission, with the script's number for them. */
  @HostAccess.Export
  public void observe(String name, double number) {
    Permission observed = Permission.named(name);
    Runnable forget =
        permissions.observe(
            changed -> {
              if (changed == observed) {
                realm.dispatch("permissionchange", number, state(name));
              }
            });
    realm.closed().thenRun(forget);
  }
}
