package dev.bellhop.lifecycle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a message channel. It is attached to a port of some realm, or in flight from one realm
 * to another; what is sent to it meanwhile goes with it. Safe from any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/#message-ports">HTML: message ports</a>
 */
public final class PortEnd {
  /** The port that an end is attached to. It must not block. */
  public interface Receiver {
    /** A message can be taken. */
    void messageCame();

    /** The other end is gone: {@link PortEnd#takeClosed()} says so once. */
    void closed();
  }

  /**
   * Both ends of a new channel.
   *
   * @param first the end of port1
   * @param second the end of port2
   */
  public record Channel(PortEnd first, PortEnd second) {}

  /** Guards both ends of the channel. */
  private final Object channel;

  private final Deque<ClonedValue> queue = new ArrayDeque<>();
  private @Nullable PortEnd other;
  private @Nullable Receiver receiver;
  private boolean enabled;
  private boolean closeUntold;

  private PortEnd(Object channel) {
    this.channel = channel;
  }

  /** Two ends that are entangled with each other. */
  public static Channel open() {
    Object channel = new Object();
    var first = new PortEnd(channel);
    var second = new PortEnd(channel);
    first.other = second;
    second.other = first;
    return new Channel(first, second);
  }

  /** The end has arrived at a port. Messages wait until {@link #enable()}. */
  public void attach(Receiver next) {
    boolean tell;
    synchronized (channel) {
      receiver = next;
      enabled = false;
      tell = closeUntold;
    }
    if (tell) {
      next.closed();
    }
  }

  /** The end leaves its port, for another realm. */
  public void detach() {
    synchronized (channel) {
      receiver = null;
      enabled = false;
    }
  }

  /** Enables the port message queue; doing it twice is the same as once. */
  public void enable() {
    Receiver hearing;
    int waiting;
    synchronized (channel) {
      if (enabled || receiver == null) {
        return;
      }
      enabled = true;
      hearing = receiver;
      waiting = queue.size();
    }
    for (int i = 0; i < waiting; i++) {
      hearing.messageCame();
    }
  }

  /** Sends a message to the other end. It is lost where that is gone, or moves with the message. */
  public void post(ClonedValue message) {
    boolean sent;
    Receiver hearing = null;
    synchronized (channel) {
      sent = other != null && !message.ports().contains(other);
      if (sent) {
        other.queue.add(message);
        hearing = other.enabled ? other.receiver : null;
      }
    }
    if (!sent) {
      message.discard();
    } else if (hearing != null) {
      hearing.messageCame();
    }
  }

  /** The next message for this end, or null. */
  public @Nullable ClonedValue take() {
    synchronized (channel) {
      return queue.poll();
    }
  }

  /** Whether the other end is gone and nobody has been told of it; true once. */
  public boolean takeClosed() {
    synchronized (channel) {
      boolean untold = closeUntold;
      closeUntold = false;
      return untold;
    }
  }

  /**
   * Disentangles the ends. What has been sent before still arrives, at both.
   *
   * @see <a href="https://html.spec.whatwg.org/#disentangle">HTML: disentangle</a>
   */
  public void close() {
    Receiver hearing;
    synchronized (channel) {
      PortEnd left = other;
      if (left == null) {
        return;
      }
      other = null;
      left.other = null;
      left.closeUntold = true;
      hearing = left.receiver;
    }
    if (hearing != null) {
      hearing.closed();
    }
  }

  /** Whether there is another end. */
  public boolean isEntangled() {
    synchronized (channel) {
      return other != null;
    }
  }

  /** Closes ends that nobody has any more, with all the ports on their way to them. */
  public static void abandon(Collection<PortEnd> ends) {
    Deque<PortEnd> left = new ArrayDeque<>(ends);
    for (PortEnd end = left.poll(); end != null; end = left.poll()) {
      end.close();
      for (ClonedValue message : end.drain()) {
        left.addAll(message.ports());
      }
    }
  }

  private List<ClonedValue> drain() {
    synchronized (channel) {
      receiver = null;
      enabled = false;
      List<ClonedValue> lost = List.copyOf(queue);
      queue.clear();
      return lost;
    }
  }
}
