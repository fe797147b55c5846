package dev.bellhop.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locks of one origin, held and asked for in all its realms. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/web-locks/">Web Locks API</a>
 */
public final class WebLocks {
  /** How many may hold a lock at a time. */
  public enum Mode {
    /** Any number of others that share it. */
    SHARED,
    /** Nobody else. */
    EXCLUSIVE
  }

  /** What a request does where its lock cannot be granted at once. */
  public enum Manner {
    /** It waits for its turn. */
    WAIT,
    /** It ends. */
    IF_AVAILABLE,
    /** It takes the lock from those who hold it. */
    STEAL
  }

  /**
   * Who asks for a lock. It hears one thing after another, must not block and must not call back.
   */
  public interface Listener {
    /** The lock is held from now on, until {@link WebLocks#end}. */
    void granted();

    /** It was to be had at once or not at all. */
    void unavailable();

    /** Somebody stole the lock that was held. */
    void stolen();
  }

  /** A request for a lock, and the lock itself once it is granted. */
  public static final class Request {
    private final String name;
    private final Mode mode;
    private final String clientId;
    private final Listener listener;

    /**
     * A request that nobody knows of yet.
     *
     * @param clientId the id of the page or worker that asks
     */
    public Request(String name, Mode mode, String clientId, Listener listener) {
      this.name = name;
      this.mode = mode;
      this.clientId = clientId;
      this.listener = listener;
    }

    /** The lock's name. */
    public String name() {
      return name;
    }

    /** The lock's mode. */
    public Mode mode() {
      return mode;
    }

    /** The id of the page or worker that asks. */
    public String clientId() {
      return clientId;
    }
  }

  /**
   * All locks of a moment: those of a name in the order in which they were granted or asked for.
   */
  public record Snapshot(List<Request> held, List<Request> pending) {}

  /** One name's. */
  private static final class Queue {
    private final List<Request> held = new ArrayList<>();
    private final Deque<Request> pending = new ArrayDeque<>();

    /** https://w3c.github.io/web-locks/#lock-request-grantable */
    boolean isGrantable(Request request) {
      Request first = pending.peekFirst();
      return (first == null || first == request)
          && (held.isEmpty() || request.mode == Mode.SHARED && held.getFirst().mode == Mode.SHARED);
    }

    /** https://w3c.github.io/web-locks/#process-the-lock-request-queue */
    void process() {
      while (!pending.isEmpty() && isGrantable(pending.getFirst())) {
        Request request = pending.removeFirst();
        held.add(request);
        request.listener.granted();
      }
    }
  }

  private final Map<String, Queue> queues = new LinkedHashMap<>();

  /**
   * Asks for a lock.
   *
   * @see <a href="https://w3c.github.io/web-locks/#request-a-lock">Web Locks: request a lock</a>
   */
  public synchronized void request(Request request, Manner manner) {
    Queue queue = queues.computeIfAbsent(request.name, first -> new Queue());
    switch (manner) {
      case WAIT -> queue.pending.addLast(request);
      case IF_AVAILABLE -> {
        if (!queue.isGrantable(request)) {
          request.listener.unavailable();
          return;
        }
        queue.pending.addLast(request);
      }
      case STEAL -> {
        queue.held.forEach(robbed -> robbed.listener.stolen());
        queue.held.clear();
        queue.pending.addFirst(request);
      }
    }
    queue.process();
  }

  /**
   * Releases a lock that is held, or gives up a request that waits; else does nothing.
   *
   * @see <a href="https://w3c.github.io/web-locks/#release-the-lock">Web Locks: release the
   *     lock</a>
   */
  public synchronized void end(Request request) {
    Queue queue = queues.get(request.name);
    if (queue == null) {
      return;
    }
    queue.held.remove(request);
    queue.pending.remove(request);
    queue.process();
    if (queue.held.isEmpty()) {
      queues.remove(request.name);
    }
  }

  /**
   * What is held and asked for now.
   *
   * @see <a href="https://w3c.github.io/web-locks/#snapshot-the-lock-state">Web Locks: snapshot the
   *     lock state</a>
   */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        queues.values().stream().flatMap(queue -> queue.held.stream()).toList(),
        queues.values().stream().flatMap(queue -> queue.pending.stream()).toList());
  }
}
