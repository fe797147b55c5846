package dev.bellhop.net;

import dev.bellhop.HostClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

  /** With routes for some origins. */
  public TransportOptions withRoutes(OriginRoutes routes) {
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

  /** Trusting the certificates in these PEM files, too. */
  public TransportOptions withAuthorities(List<Path> authorities) {
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

  /** With other bounds on how many connections there may be at a time. */
  public TransportOptions withConnections(int perHost, int inAll) {
    return new TransportOptions(
        clock,
        resolver,
        routes,
        authorities,
        perHost,
        inAll,
        connectTimeout,
        silenceTimeout,
        keepAlive,
        readAhead);
  }
}
