package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Worker;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/** What a page has to do with workers as their client. Belongs to one page's realm. */
public final class PageClientOps {
  private final Realm realm;
  private final Registrations registrations;
  private final Client client;
  private final LifecycleOps lifecycle;
  private volatile @Nullable Value onControllerChange;

  /** For the realm of this client. */
  public PageClientOps(
      Realm realm, Registrations registrations, Client client, LifecycleOps lifecycle) {
    this.realm = realm;
    this.registrations = registrations;
    this.client = client;
    this.lifecycle = lifecycle;
    client.receiver(new Inbox());
  }

  /**
   * The worker that controls the page, or null; later ones are told to the callback, each in a task
   * of its own.
   */
  @HostAccess.Export
  public @Nullable ProxyArray controller(Value callback) {
    onControllerChange = callback;
    Worker controller = client.controller();
    return controller == null ? null : lifecycle.seen(controller);
  }

  /** Lets messages come that have been held until now. */
  @HostAccess.Export
  public void startMessages() {
    client.startMessages();
  }

  /**
   * postMessage() of the worker with this number.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-postmessage-options">Service
   *     Workers: postMessage</a>
   */
  @HostAccess.Export
  public void postToWorker(long number, Value cells) {
    ClonedValue data = ScriptMessages.take(cells);
    registrations
        .worker(number)
        .ifPresentOrElse(
            worker ->
                ScriptMessages.post(
                    worker, data, client.url().origin(), "client", ScriptMessages.describe(client)),
            data::discard);
  }

  private final class Inbox implements Client.Receiver {
    @Override
    public void message(ClonedValue data, Worker source) {
      realm
          .dispatch(
              "clientmessage",
              ScriptMessages.give(data),
              source.scriptUrl().origin(),
              lifecycle.seen(source))
          .whenComplete((outcome, failure) -> data.discard());
    }

    @Override
    public void controllerChanged(Worker controller) {
      Value callback = onControllerChange;
      if (callback != null) {
        ProxyArray now = lifecycle.seen(controller);
        realm.post(() -> callback.executeVoid(now));
      }
    }
  }
}
