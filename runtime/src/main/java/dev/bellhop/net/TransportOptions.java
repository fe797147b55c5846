package dev.bellhop.net;

import dev.bellhop.HostClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a {@link NettyTransport} is made of, and its limits.
 *
 * @param clock measures the timeouts
 * @param resolver finds addresses of host names
 * @param routes origins that are sent elsewhere
 * @param authorities PEM files with certificates to trust beside those of the system
 * @param connectionsPerHost how many connections to one endpoint there may be at a time
 * @param connections how many connections there may be at a time in all
 * @param connectTimeout how long finding the address, connecting and TLS may take together
 * @param silenceTimeout how long a server may send nothing while something is expected of it
 * @param keepAlive how long a connection stays open unused
 * @param readAhead how many bytes of a body are read before somebody asks for them
 */
public record TransportOptions(
    HostClock clock,
    NameResolver resolver,
    OriginRoutes routes,
    List<Path> authorities,
    int connectionsPerHost,
    int connections,
    Duration connectTimeout,
    Duration silenceTimeout,
    Duration keepAlive,
    int readAhead) {

  /** Checks the limits. */
  public TransportOptions {
    authorities = List.copyOf(authorities);
    if (connectionsPerHost < 1 || connections < connectionsPerHost || readAhead < 1) {
      throw new IllegalArgumentException(
          "there must be room for at least one connection to a host, and in all for no fewer");
    }
  }

  /** The usual ones: 6 connections per host, 30 s to connect, 60 s of silence. */
  public static TransportOptions of(HostClock clock) {
    return new TransportOptions(
        clock,
        NameResolver.system(),
        new OriginRoutes(),
        List.of(),
        6,
        128,
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        1 << 20);
  }

  /** With another resolver. */
  public TransportOptions withResolver(NameResolver resolver) {
    return with(change -> change.resolver = resolver);
  }

  /** With routes for some origins. */
  public TransportOptions withRoutes(OriginRoutes routes) {
    return with(change -> change.routes = routes);
  }

  /** Trusting the certificates in these PEM files, too. */
  public TransportOptions withAuthorities(List<Path> authorities) {
    return with(change -> change.authorities = authorities);
  }

  /** With other bounds on how many connections there may be at a time. */
  public TransportOptions withConnections(int perHost, int inAll) {
    return with(
        change -> {
          change.connectionsPerHost = perHost;
          change.connections = inAll;
        });
  }

  private TransportOptions with(Consumer<Change> change) {
    var changed = new Change(this);
    change.accept(changed);
    return changed.made();
  }

  /** One in the making, so that there is one place that names all there is. */
  private static final class Change {
    private final HostClock clock;
    private NameResolver resolver;
    private OriginRoutes routes;
    private List<Path> authorities;
    private int connectionsPerHost;
    private int connections;
    private final Duration connectTimeout;
    private final Duration silenceTimeout;
    private final Duration keepAlive;
    private final int readAhead;

    Change(TransportOptions options) {
      clock = options.clock();
      resolver = options.resolver();
      routes = options.routes();
      authorities = options.authorities();
      connectionsPerHost = options.connectionsPerHost();
      connections = options.connections();
      connectTimeout = options.connectTimeout();
      silenceTimeout = options.silenceTimeout();
      keepAlive = options.keepAlive();
      readAhead = options.readAhead();
    }

    TransportOptions made() {
      return new TransportOptions(
          clock,
          resolver,
          routes,
          authorities,
          connectionsPerHost,
          connections,
          connectTimeout,
          silenceTimeout,
          keepAlive,
          readAhead);
    }
  }
}
