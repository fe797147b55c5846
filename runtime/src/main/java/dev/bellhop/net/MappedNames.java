package dev.bellhop.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Host names that lead to addresses of one's choice; others are left to another resolver. */
public final class MappedNames implements NameResolver {
  /**
   * One rule.
   *
   * @param pattern a host name; with {@code *.} before it, any name below it; {@code *} alone for
   *     all names
   * @param address where these names lead
   */
  public record Mapping(String pattern, InetAddress address) {
    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException where it has a star in another place
     */
    public Mapping {
      pattern = pattern.toLowerCase(Locale.ROOT);
      String name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
      if (!pattern.equals("*") && (name.isEmpty() || name.contains("*"))) {
        throw new IllegalArgumentException(
            "'" + pattern + "' is no host pattern; one is example.org, *.example.org or *");
      }
    }

    private boolean covers(String host) {
      return pattern.equals("*")
          || (pattern.startsWith("*.")
              ? host.endsWith(pattern.substring(1))
              : host.equals(pattern));
    }
  }

  private final List<Mapping> mappings;
  private final NameResolver others;

  /** The first mapping that covers a name holds; the rest goes to the other resolver. */
  public MappedNames(List<Mapping> mappings, NameResolver others) {
    this.mappings = List.copyOf(mappings);
    this.others = others;
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    String name = Endpoint.withoutLastDot(host).toLowerCase(Locale.ROOT);
    for (Mapping mapping : mappings) {
      if (mapping.covers(name)) {
        return List.of(InetAddress.getByAddress(host, mapping.address().getAddress()));
      }
    }
    return others.resolve(host);
  }
}
