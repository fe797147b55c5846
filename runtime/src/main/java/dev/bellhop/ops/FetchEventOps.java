package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.lifecycle.FetchExchange;
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

  /** The event's request. */
  @HostAccess.Export
  public FetchRequest request(FetchExchange exchange) {
    return exchange.request();
  }

  /** The ids of the client, the resulting client and the replaced client, in an array. */
  @HostAccess.Export
  public ProxyArray clientIds(FetchExchange exchange) {
    return ProxyArray.fromArray(exchange.clientId(), "", "");
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
