package dev.bellhop.url;

import java.util.List;

/**
 * A URL's host.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-representation">URL: host representation</a>
 */
public sealed interface Host {

  /** The host as it stands in a URL; an IPv6 address has its brackets. */
  String serialize();

  /**
   * Whether the host stands for this machine: 127.0.0.0/8, ::1, localhost and names below it.
   *
   * @see <a href="https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy">Secure
   *     Contexts</a>
   */
  default boolean isLoopback() {
    return switch (this) {
      case Domain(String name) -> {
        String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        yield host.equals("localhost") || host.endsWith(".localhost");
      }
      case Ipv4(int address) -> address >>> 24 == 127;
      case Ipv6(List<Integer> pieces) -> pieces.equals(List.of(0, 0, 0, 0, 0, 0, 0, 1));
      case Opaque _, Empty _ -> false;
    };
  }

  /** A name in a network, lowercase ASCII. */
  record Domain(String name) implements Host {
    @Override
    public String serialize() {
      return name;
    }
  }

  /** An IPv4 address as an unsigned number of 32 bits. */
  record Ipv4(int address) implements Host {
    @Override
    public String serialize() {
      return Ipv4Address.serialize(address);
    }
  }

  /** An IPv6 address as eight numbers of 16 bits. */
  record Ipv6(List<Integer> pieces) implements Host {
    public Ipv6 {
      pieces = List.copyOf(pieces);
    }

    @Override
    public String serialize() {
      return "[" + Ipv6Address.serialize(pieces) + "]";
    }
  }

  /** The host of a URL whose scheme is not special: an identifier, percent-encoded ASCII. */
  record Opaque(String name) implements Host {
    @Override
    public String serialize() {
      return name;
    }
  }

  /** The empty string, as in {@code file:///}. */
  record Empty() implements Host {
    @Override
    public String serialize() {
      return "";
    }
  }
}
