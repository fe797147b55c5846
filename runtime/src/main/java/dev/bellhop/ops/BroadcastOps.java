package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.BroadcastChannels;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.Deliveries;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/**
 * The broadcast channels of one realm, which leave when it is closed.
 *
 * @see <a href="https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts">HTML:
 *     BroadcastChannel</a>
 */
public final class BroadcastOps implements AutoCloseable {
  private final Realm realm;
  private final BroadcastChannels channels;
  private final Deliveries deliveries;
  private final Set<Channel> joined = ConcurrentHashMap.newKeySet();

  /** For this realm of the origin with these channels. */
  public BroadcastOps(Realm realm, BroadcastChannels channels, Deliveries deliveries) {
    this.realm = realm;
    this.channels = channels;
    this.deliveries = deliveries;
  }

  /** A channel object of this realm, as a handle for the other operations. */
  @HostAccess.Export
  public Object join(String name, Value object) {
    var channel = new Channel(name, object);
    joined.add(channel);
    channels.join(name, channel);
    if (realm.isClosed()) {
      channel.leave();
    }
    return channel;
  }

  /** Sends to the other channels of the name. */
  @HostAccess.Export
  public void post(Object channel, Value cells) {
    if (channel instanceof Channel sender) {
      channels.post(sender.name, sender, ScriptMessages.take(cells));
    }
  }

  /** close(). */
  @HostAccess.Export
  public void leave(Object channel) {
    if (channel instanceof Channel leaving) {
      leaving.leave();
    }
  }

  /** The realm is closed. */
  @Override
  public void close() {
    joined.forEach(Channel::leave);
  }

  private final class Channel implements BroadcastChannels.Member {
    private final String name;
    private final Value object;

    Channel(String name, Value object) {
      this.name = name;
      this.object = object;
    }

    void leave() {
      joined.remove(this);
      channels.leave(name, this);
    }

    @Override
    public void message(ClonedValue data) {
      deliveries.add(
          realm.dispatch(
              "broadcastmessage",
              object,
              ScriptMessages.give(data),
              realm.settings().location().origin()));
    }
  }
}
