package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.Deliveries;
import dev.bellhop.lifecycle.PortEnd;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * The message ports of one realm. When it is closed, so are they; ports that scripts have forgotten
 * before that are garbage.
 *
 * @see <a href="https://html.spec.whatwg.org/#channel-messaging">HTML: channel messaging</a>
 */
public final class PortOps implements AutoCloseable {
  private final Realm realm;
  private final Deliveries deliveries;

  /** Weak: an end whose port and whose other end are forgotten is of no use to anybody. */
  private final Set<PortEnd> attached =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** For this realm; messages on their way to it are told of. */
  public PortOps(Realm realm, Deliveries deliveries) {
    this.realm = realm;
    this.deliveries = deliveries;
  }

  /** Both ends of a new channel. */
  @HostAccess.Export
  public ProxyArray open() {
    PortEnd.Channel channel = PortEnd.open();
    return ProxyArray.fromArray(channel.first(), channel.second());
  }

  /** An end has come to a port of this realm. */
  @HostAccess.Export
  public void attach(PortEnd end, Value port) {
    attached.add(end);
    end.attach(new Inbox(port));
    if (realm.isClosed()) {
      PortEnd.abandon(List.of(end));
    }
  }

  /** An end leaves its port, with a message that is being sent. */
  @HostAccess.Export
  public void detach(PortEnd end) {
    end.detach();
    attached.remove(end);
  }

  /** Lets messages come that have waited until now, and all that follow. */
  @HostAccess.Export
  public void enable(PortEnd end) {
    end.enable();
  }

  /** Sends a message, which is lost where there is no end any more. */
  @HostAccess.Export
  public void post(@Nullable PortEnd end, Value cells) {
    ClonedValue message = ScriptMessages.take(cells);
    if (end == null) {
      message.discard();
    } else {
      end.post(message);
    }
  }

  /** The cells of the next message, or null where none is left. */
  @HostAccess.Export
  public @Nullable ProxyArray take(PortEnd end) {
    ClonedValue message = end.take();
    return message == null ? null : ScriptMessages.give(message);
  }

  /** Whether the port is to be told that the other one is gone; true once. */
  @HostAccess.Export
  public boolean takeClosed(PortEnd end) {
    return end.takeClosed();
  }

  /** Disentangles the ends. */
  @HostAccess.Export
  public void close(PortEnd end) {
    end.close();
  }

  /** The realm is closed: nobody has its ports any more. */
  @Override
  public void close() {
    List<PortEnd> ends;
    synchronized (attached) {
      ends = List.copyOf(attached);
    }
    attached.clear();
    PortEnd.abandon(ends);
  }

  /** How many ports the realm has that are not garbage. */
  public int count() {
    return attached.size();
  }

  private final class Inbox implements PortEnd.Receiver {
    private final Value port;

    Inbox(Value port) {
      this.port = port;
    }

    @Override
    public void messageCame() {
      deliveries.add(realm.dispatch("portmessage", port));
    }

    @Override
    public void closed() {
      deliveries.add(realm.dispatch("portclose", port));
    }
  }
}
