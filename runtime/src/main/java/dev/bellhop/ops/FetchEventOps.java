package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.lifecycle.FetchExchange;
import dev.bellhop.lifecycle.NavigationPreload;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** What a fetch event asks of the host and tells it, for one worker's realm. */
public final class FetchEventOps {
  private final Realm realm;

  /** For a worker's realm. */
  public FetchEventOps(Realm realm) {
    this.realm = realm;
  }

  /** The request of the event that is made now. */
  @HostAccess.Export
  public FetchRequest begin(FetchExchange exchange) {
    return exchange.begin();
  }

  /** The ids of the client, the resulting client and the replaced client, in an array. */
  @HostAccess.Export
  public ProxyArray clientIds(FetchExchange exchange) {
    FetchExchange.Ids ids = exchange.ids();
    return ProxyArray.fromArray(ids.client(), ids.resulting(), ids.replaced());
  }

  /** Whether a navigation preload is under way beside the event. */
  @HostAccess.Export
  public boolean preloads(FetchExchange exchange) {
    return exchange.preload() != null;
  }

  /** The response of the navigation preload: a FetchResponse, or null where there is none. */
  @HostAccess.Export
  public void preloadResponse(FetchExchange exchange, Value done) {
    NavigationPreload preload = exchange.preload();
    realm.settle(
        preload == null
            ? CompletableFuture.completedFuture(null)
            : BodyFailures.named(preload.take().thenApply(AbandonableBody::within)),
        done,
        response -> response);
  }

  /** Calls back in a task when the fetch is aborted. */
  @HostAccess.Export
  public void onAbort(FetchExchange exchange, Value callback) {
    exchange.cancel().onCancel(() -> realm.post(callback::executeVoid));
  }

  /** The worker responded. */
  @HostAccess.Export
  public void respond(FetchExchange exchange, FetchResponse response) {
    exchange.respond(response);
  }

  /** The worker leaves the request to the network. */
  @HostAccess.Export
  public void fallBack(FetchExchange exchange) {
    exchange.fallBack();
  }

  /** The request fails, for the reason that this sentence gives. */
  @HostAccess.Export
  public void fail(FetchExchange exchange, String why) {
    exchange.fail(why);
  }
}
