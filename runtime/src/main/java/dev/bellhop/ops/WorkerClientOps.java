package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Windows;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has to do with its clients. Belongs to one worker's realm. A client crosses as an
 * array of its id, its URL and whether it has the focus.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#clients-interface">Service Workers:
 *     Clients</a>
 */
public final class WorkerClientOps {
  private final Realm realm;
  private final Registrations registrations;
  private final Clients clients;
  private final Windows windows;
  private final Worker self;

  /** For the realm of this worker. */
  public WorkerClientOps(
      Realm realm, Registrations registrations, Clients clients, Windows windows, Worker self) {
    this.realm = realm;
    this.registrations = registrations;
    this.clients = clients;
    this.windows = windows;
    this.self = self;
  }

  /** The page with this id, once it runs; null where it is gone. */
  @HostAccess.Export
  public void get(String id, Value done) {
    CompletableFuture<@Nullable Client> found =
        clients
            .get(id)
            .map(client -> client.ready().thenApply(ready -> ready ? client : null))
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    settle(found, done);
  }

  /** The pages that this worker controls, in the order of matchAll(). */
  @HostAccess.Export
  public void controlled(Value done) {
    answer(clients.matched().stream().filter(client -> client.controller() == self).toList(), done);
  }

  /** All pages of the origin, in the order of matchAll(). */
  @HostAccess.Export
  public void all(Value done) {
    answer(clients.matched(), done);
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

  /**
   * openWindow(): null where the page is of another origin, or there is none.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#clients-openwindow">Service Workers:
   *     openWindow()</a>
   */
  @HostAccess.Export
  public void openWindow(String url, Value done) {
    Url wanted = windowUrl(url);
    requireActivation("openWindow()");
    settle(windows.open(wanted, self).thenApply(opened -> opened.orElse(null)), done);
  }

  /**
   * focus() of the client with this id.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#client-focus">Service Workers: focus()</a>
   */
  @HostAccess.Export
  public void focus(String id, Value done) {
    requireActivation("focus()");
    Client client = present(id);
    if (!windows.focus(client, self)) {
      throw gone();
    }
    settle(CompletableFuture.completedFuture(client), done);
  }

  /**
   * navigate() of the client with this id.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#client-navigate">Service Workers:
   *     navigate()</a>
   */
  @HostAccess.Export
  public void navigate(String id, String url, Value done) {
    Url wanted = windowUrl(url);
    Client client = present(id);
    if (client.controller() != self) {
      throw new OpException(
          "TypeError",
          "Only the worker that controls a page can navigate it; clients.claim() makes it so.");
    }
    settle(windows.navigate(client, wanted, self).thenApply(opened -> opened.orElse(null)), done);
  }

  private Url windowUrl(String text) {
    Url url = Url.parse(text, self.scriptUrl());
    if (url == null || url.href().equals("about:blank")) {
      throw new OpException(
          "TypeError", "\"" + text + "\" is " + (url == null ? "no URL." : "no page to open."));
    }
    return url;
  }

  private void requireActivation(String method) {
    if (!self.activation().isActive()) {
      throw new OpException(
          "InvalidAccessError",
          method
              + " works only just after a click of the user: call it while a notificationclick or"
              + " backgroundfetchclick event is handled.");
    }
  }

  private Client present(String id) {
    return clients.get(id).orElseThrow(WorkerClientOps::gone);
  }

  private static OpException gone() {
    return new OpException("TypeError", "The page was closed.");
  }

  private void settle(CompletableFuture<@Nullable Client> stage, Value done) {
    // Described here and not on the loop: as it is at the moment of resolution.
    realm.settle(
        stage.thenApply(client -> client == null ? null : ScriptMessages.describe(client)),
        done,
        described -> described);
  }

  /** postMessage() of the client with this id; nothing happens where it was closed. */
  @HostAccess.Export
  public void postToClient(String id, Value cells) {
    ClonedValue data = ScriptMessages.take(cells);
    clients.get(id).ifPresentOrElse(client -> client.post(data, self), data::discard);
  }

  /** postMessage() of a worker, this one or another one of the origin. */
  @HostAccess.Export
  public void postToWorker(long number, Value cells) {
    ClonedValue data = ScriptMessages.take(cells);
    // While it is first evaluated, a worker is none of its registration's yet.
    (number == self.number() ? Optional.of(self) : registrations.worker(number))
        .ifPresentOrElse(
            worker ->
                ScriptMessages.post(
                    worker, data, self.scriptUrl().origin(), "worker", LifecycleOps.describe(self)),
            data::discard);
  }
}
