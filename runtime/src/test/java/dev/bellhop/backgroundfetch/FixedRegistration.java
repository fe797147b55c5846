package dev.bellhop.backgroundfetch;

import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** Stands in for the lifecycle operations in a realm that has a registration and no more. */
public final class FixedRegistration {
  private final long id;
  private final String scope;

  FixedRegistration(long id, String scope) {
    this.id = id;
    this.scope = scope;
  }

  /** The registration, whose worker is active. */
  @HostAccess.Export
  public ProxyArray ownRegistration() {
    return ProxyArray.fromArray(id, scope, "imports", null, null, ownWorker());
  }

  /** The worker. */
  @HostAccess.Export
  public ProxyArray ownWorker() {
    return ProxyArray.fromArray(1L, scope + "sw.js", "activated");
  }

  /** The worker's script is a classic one. */
  @HostAccess.Export
  public boolean isModule() {
    return false;
  }

  /** No script of these tests keeps anything in global variables. */
  @HostAccess.Export
  public ProxyArray classicNames() {
    return ProxyArray.fromArray();
  }

  /** Nothing changes here. */
  @HostAccess.Export
  public void watch(Value callback) {}
}
