package dev.bellhop.host;

import dev.bellhop.net.MappedNames;
import java.net.InetAddress;

/** Host names that lead to an address, for {@link dev.bellhop.Bellhop.Builder#resolve}. */
public final class NamedAddress {
  private final MappedNames.Mapping mapping;

  /**
   * With a pattern of host names.
   *
   * @throws IllegalArgumentException where it is none
   */
  public NamedAddress(String hostPattern, InetAddress address) {
    mapping = new MappedNames.Mapping(hostPattern, address);
  }

  MappedNames.Mapping mapping() {
    return mapping;
  }
}
