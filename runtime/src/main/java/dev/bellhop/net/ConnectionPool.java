package dev.bellhop.net;

import dev.bellhop.http.Causes;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands connections to exchanges: an unused one, or a new one where the bounds allow it, or the
 * next that comes free, first come first served among those of one priority. Safe from any thread;
 * what it decides under its lock it carries out after it.
 */
final class ConnectionPool {
  /** The connections to one endpoint, and who waits for one. */
  private static final class Host {
    final WaitingExchanges waiting = new WaitingExchanges();
    final Deque<HttpConnection> idle = new ArrayDeque<>();
    int open;
  }

  private final Http2Sessions sessions;
  private final TransportOptions options;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Set<CompletableFuture<Channel>> attempts = ConcurrentHashMap.newKeySet();
  private final Map<Endpoint, Host> hosts = new LinkedHashMap<>();
  private int open;
  private boolean closed;

  ConnectionPool(Http2Sessions sessions, TransportOptions options) {
    this.sessions = sessions;
    this.options = options;
  }

  /** Sends an exchange on the next connection that there is for it. */
  void submit(Exchange exchange) {
    place(exchange, false);
  }

  /** Sends an exchange whose connection was dead, before all others. */
  void submitAgain(Exchange exchange) {
    place(exchange, true);
  }

  private void place(Exchange exchange, boolean first) {
    Endpoint endpoint = exchange.route().endpoint();
    exchange.onAbort(() -> withdraw(exchange));
    boolean refused;
    synchronized (this) {
      refused = closed;
      if (!refused) {
        Host host = hosts.computeIfAbsent(endpoint, key -> new Host());
        if (first) {
          host.waiting.addFirst(exchange);
        } else {
          host.waiting.addLast(exchange);
        }
      }
    }
    if (refused) {
      exchange.fail(Failures.stopping());
      return;
    }
    pump();
  }

  private synchronized void withdraw(Exchange exchange) {
    Host host = hosts.get(exchange.route().endpoint());
    if (host != null) {
      host.waiting.remove(exchange);
    }
  }

  /** A connection has served its exchange and can serve another. */
  void release(HttpConnection connection) {
    boolean surplus;
    synchronized (this) {
      surplus = closed;
      Host host = hosts.get(connection.endpoint());
      if (host != null && !surplus) {
        host.idle.addLast(connection);
      }
    }
    if (surplus) {
      connection.close();
    }
    pump();
  }

  /** A connection has ended. */
  void gone(HttpConnection connection) {
    leave(connection.endpoint(), connection);
  }

  private void leave(Endpoint endpoint, @Nullable HttpConnection connection) {
    synchronized (this) {
      Host host = hosts.get(endpoint);
      if (host != null) {
        open--;
        host.open--;
        if (connection != null) {
          host.idle.remove(connection);
        }
        if (host.open == 0 && host.waiting.isEmpty()) {
          hosts.remove(endpoint);
        }
      }
    }
    pump();
  }

  private void pump() {
    var todo = new ArrayList<Runnable>(2);
    synchronized (this) {
      if (closed) {
        return;
      }
      hosts.forEach((endpoint, host) -> assign(endpoint, host, todo));
    }
    todo.forEach(Runnable::run);
  }

  private void assign(Endpoint endpoint, Host host, List<Runnable> todo) {
    while (!host.waiting.isEmpty()) {
      Exchange next = host.waiting.getFirst();
      boolean fresh = next.needsFreshConnection();
      if (!fresh && !host.idle.isEmpty()) {
        HttpConnection connection = host.idle.removeLast();
        host.waiting.remove(next);
        todo.add(() -> connection.run(next));
      } else if (host.open < sessions.channelsTo(endpoint) && open < options.connections()) {
        host.open++;
        open++;
        host.waiting.remove(next);
        todo.add(() -> connect(endpoint, next));
      } else {
        makeRoom(host, todo);
        return;
      }
    }
  }

  /** Ends an unused connection, of this host where it has as many as it may, else of any. */
  private void makeRoom(Host host, List<Runnable> todo) {
    HttpConnection victim = host.idle.pollFirst();
    if (victim == null && host.open < options.connectionsPerHost()) {
      for (Host other : hosts.values()) {
        victim = other.idle.pollFirst();
        if (victim != null) {
          break;
        }
      }
    }
    if (victim != null) {
      todo.add(victim::close);
    }
  }

  private void connect(Endpoint endpoint, Exchange exchange) {
    CompletableFuture<Channel> attempt = sessions.connect(endpoint);
    attempts.add(attempt);
    exchange.onAbort(() -> attempt.completeExceptionally(Failures.cancelled()));
    attempt.whenComplete(
        (channel, failure) -> {
          attempts.remove(attempt);
          if (channel != null) {
            channels.add(channel);
            var connection = new HttpConnection(channel, endpoint, this, options);
            connection.install();
            connection.run(exchange);
          } else {
            exchange.fail(Failures.connecting(endpoint, Causes.of(failure)));
            leave(endpoint, null);
          }
        });
    if (isClosed()) {
      attempt.completeExceptionally(Failures.stopping());
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends all connections and fails all exchanges. */
  void close() {
    var left = new ArrayList<Exchange>();
    synchronized (this) {
      closed = true;
      hosts.values().forEach(host -> left.addAll(host.waiting.all()));
      hosts.clear();
    }
    left.forEach(exchange -> exchange.fail(Failures.stopping()));
    attempts.forEach(attempt -> attempt.completeExceptionally(Failures.stopping()));
    channels.close();
    sessions.close();
  }
}
