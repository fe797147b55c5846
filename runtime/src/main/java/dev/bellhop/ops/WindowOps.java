package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.Deliveries;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/** What a page's window asks of the host. */
public final class WindowOps {
  private final Realm realm;
  private final Deliveries deliveries;

  /** For a page's realm. */
  public WindowOps(Realm realm, Deliveries deliveries) {
    this.realm = realm;
    this.deliveries = deliveries;
  }

  /** Lets a message arrive at the window itself, in a task of its own. */
  @HostAccess.Export
  public void post(Value cells) {
    deliveries.add(
        realm.dispatch("windowmessage", ScriptMessages.give(ScriptMessages.take(cells))));
  }
}
