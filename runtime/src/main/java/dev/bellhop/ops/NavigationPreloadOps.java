package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.lifecycle.FetchSettings;
import dev.bellhop.lifecycle.PreloadState;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.WorkerRegistration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** What {@code registration.navigationPreload} asks of the host, for one realm. */
public final class NavigationPreloadOps {
  private final Realm realm;
  private final Registrations registrations;
  private final FetchSettings settings;

  /** For a realm. */
  public NavigationPreloadOps(Realm realm, Registrations registrations, FetchSettings settings) {
    this.realm = realm;
    this.registrations = registrations;
    this.settings = settings;
  }

  /** Enables or disables it for the registration with this id. */
  @HostAccess.Export
  public void setEnabled(long id, boolean enabled, Value done) {
    change(id, state -> state.withEnabled(enabled), done);
  }

  /** Changes the header's value. */
  @HostAccess.Export
  public void setHeaderValue(long id, String value, Value done) {
    String normalized = HeaderValues.normalized(value);
    if (normalized == null) {
      throw new OpException("TypeError", "\"" + value + "\" cannot be the value of a header.");
    }
    change(id, state -> state.withHeaderValue(normalized), done);
  }

  /** Whether it is enabled, and the header's value. */
  @HostAccess.Export
  public ProxyArray state(long id) {
    return registrations
        .byId(id)
        .map(WorkerRegistration::preload)
        .map(state -> ProxyArray.fromArray(state.enabled(), state.headerValue()))
        .orElseGet(() -> ProxyArray.fromArray(false, "true"));
  }

  private void change(long id, UnaryOperator<PreloadState> change, Value done) {
    CompletableFuture<Void> changed =
        registrations
            .byId(id)
            .filter(registration -> registration.active() != null)
            .map(registration -> settings.changePreload(registration, change))
            .orElseGet(
                () ->
                    CompletableFuture.failedFuture(
                        new OpException(
                            "InvalidStateError",
                            "Navigation preload needs an active worker: wait for the activate"
                                + " event, or for navigator.serviceWorker.ready.")));
    realm.settle(changed, done, nothing -> null);
  }
}
