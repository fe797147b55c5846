package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Worker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/**
 * What a worker has to do with its clients. Belongs to one worker's realm. A client crosses as an
 * array of its id and its URL.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#clients-interface">Service Workers:
 *     Clients</a>
 */
public final class WorkerClientOps {
  private final Realm realm;
  private final Registrations registrations;
  private final Clients clients;
  private final Worker self;

  /** For the realm of this worker. */
  public WorkerClientOps(Realm realm, Registrations registrations, Clients clients, Worker self) {
    this.realm = realm;
    this.registrations = registrations;
    this.clients = clients;
    this.self = self;
  }

  /** The page with this id, or null. */
  @HostAccess.Export
  public void get(String id, Value done) {
    realm.settle(
        CompletableFuture.completedFuture(
            clients.get(id).map(ScriptMessages::describe).orElse(null)),
        done,
        found -> found);
  }

  /** The pages that this worker controls, in the order they were opened. */
  @HostAccess.Export
  public void controlled(Value done) {
    answer(clients.all().stream().filter(client -> client.controller() == self).toList(), done);
  }

  /** All pages of the origin, in the order they were opened. */
  @HostAccess.Export
  public void all(Value done) {
    answer(clients.all(), done);
  }

  private void answer(List<Client> found, Value done) {
    Object[] described = found.stream().map(ScriptMessages::describe).toArray();
    realm.settle(
        CompletableFuture.completedFuture(ProxyArray.fromArray(described)), done, array -> array);
  }

  /** claim(). */
  @HostAccess.Export
  public void claim(Value done) {
    if (!registrations.claim(self)) {
      throw new OpException(
          "InvalidStateError",
          "Only an active worker can claim clients, and this one is "
              + self.state().spelled()
              + ": call claim() while the activate event is handled, or later.");
    }
    realm.settle(CompletableFuture.completedFuture(null), done, nothing -> null);
  }

  /** postMessage() of the client with this id; nothing happens where it was closed. */
  @HostAccess.Export
  public void postToClient(String id, Value cells) {
    ClonedValue data = ScriptMessages.take(cells);
    clients.get(id).ifPresent(client -> client.post(data, self));
  }

  /** postMessage() of a worker, this one or another one of the origin. */
  @HostAccess.Export
  public void postToWorker(long number, Value cells) {
    ClonedValue data = ScriptMessages.take(cells);
    registrations
        .worker(number)
        .ifPresent(
            worker ->
                worker.dispatch(
                    "message",
                    null,
                    ScriptMessages.give(data),
                    self.scriptUrl().origin(),
                    "worker",
                    LifecycleOps.describe(self)));
  }
}
