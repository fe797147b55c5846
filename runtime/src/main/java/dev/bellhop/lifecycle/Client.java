package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private @Nullable Receiver receiver;
  private @Nullable Worker controller;
  private boolean messagesStarted;
  private boolean discarded;
  private volatile boolean focused;
  private volatile long focusRank;

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

  /**
   * Sets the execution ready flag: the page has a realm.
   *
   * @see <a href="https://html.spec.whatwg.org/#concept-environment-execution-ready-flag">HTML:
   *     execution ready flag</a>
   */
  public void executionReady() {
    ready.complete(true);
  }

  /** Completes with true when the page has a realm, with false when it is gone without one. */
  public CompletableFuture<Boolean> ready() {
    return ready.copy();
  }

  /** Whether the page has a realm. */
  boolean isReady() {
    return ready.getNow(false);
  }

  /** Whether the page has the focus. */
  public boolean focused() {
    return focused;
  }

  /** Higher where the page had the focus more recently, 0 where it never had. */
  long focusRank() {
    return focusRank;
  }

  void focus(boolean has, long rank) {
    focused = has;
    focusRank = rank;
  }

  /** Sets the discarded flag: no message reaches the page any more. */
  void discard() {
    List<Message> lost;
    synchronized (this) {
      discarded = true;
      focused = false;
      lost = List.copyOf(held);
      held.clear();
    }
    ready.complete(false);
    lost.forEach(message -> message.data().discard());
  }

  /** Says who hears of messages and of a new controller from now on. */
  public synchronized void receiver(Receiver next) {
    receiver = next;
    deliver();
  }

  /** Sends a message, which is held until {@link #startMessages()} has been called. */
  public void post(ClonedValue data, Worker source) {
    synchronized (this) {
      if (!discarded) {
        held.add(new Message(data, source));
        deliver();
        return;
      }
    }
    data.discard();
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
