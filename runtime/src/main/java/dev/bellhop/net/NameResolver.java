package dev.bellhop.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name. */
@FunctionalInterface
public interface NameResolver {
  /**
   * The addresses to try, in this order. Called on a thread of its own, so it may block. Not asked
   * for address literals and loopback names.
   *
   * @throws UnknownHostException where the name has none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The system's resolver. */
  static NameResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
