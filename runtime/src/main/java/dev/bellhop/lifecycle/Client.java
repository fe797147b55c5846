package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page, as workers see it: who it is, which worker controls it, and the messages for it. Safe
 * from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-service-worker-client">Service Workers:
 *     service worker client</a>
 */
public final class Client {
  /** The page's side. It hears one thing after another, must not block and must not call back. */
  public interface Receiver {
    /** A worker sent this. */
    void message(ClonedValue data, Worker source);

    /** Another worker controls the page now. */
    void controllerChanged(Worker controller);
  }

  private record Message(ClonedValue data, Worker source) {}

  private final String id;
  private final Url url;
  private final List<Message> held = new ArrayList<>();
  private @Nullable Receiver receiver;
  private @Nullable Worker controller;
  private boolean messagesStarted;

  Client(String id, Url url) {
    this.id = id;
    this.url = url;
  }

  /** A UUID. */
  public String id() {
    return id;
  }

  /** The URL that it was created with. */
  public Url url() {
    return url;
  }

  /**
   * Its active service worker, or null where none controls it.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-active-service-worker">active service
   *     worker</a>
   */
  public synchronized @Nullable Worker controller() {
    return controller;
  }

  /** Lets a worker control the page; the page hears of it where it was another one before. */
  public synchronized void controller(Worker next) {
    if (controller == next) {
      return;
    }
    controller = next;
    if (receiver != null) {
      receiver.controllerChanged(next);
    }
  }

  /** Says who hears of messages and of a new controller from now on. */
  public synchronized void receiver(Receiver next) {
    receiver = next;
    deliver();
  }

  /** Sends a message, which is held until {@link #startMessages()} has been called. */
  public synchronized void post(ClonedValue data, Worker source) {
    held.add(new Message(data, source));
    deliver();
  }

  /**
   * Enables the client message queue: what is held is delivered, and all that follows.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-client-message-queue">client message
   *     queue</a>
   */
  public synchronized void startMessages() {
    messagesStarted = true;
    deliver();
  }

  private void deliver() {
    if (messagesStarted && receiver != null) {
      for (Message message : held) {
        receiver.message(message.data(), message.source());
      }
      held.clear();
    }
  }
}
