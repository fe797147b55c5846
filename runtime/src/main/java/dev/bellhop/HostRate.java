package dev.bellhop;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How fast the bodies of background fetches come from hosts, and go to them.
 *
 * @param hosts a host such as {@code cdn.example}, one with a port such as {@code localhost:8080},
 *     {@code *.example} for all hosts below one, or {@code *} for all
 * @param bytesPerSecond the bytes per second of all requests to these hosts together, at least 1;
 *     requests that are under way at the same time share them evenly
 */
public record HostRate(String hosts, long bytesPerSecond) {
  private static final Pattern HOSTS =
      Pattern.compile("\\*|(\\*\\.)?[\\p{L}\\p{N}._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException that says in a sentence what is wrong
   */
  public HostRate {
    hosts = hosts.toLowerCase(Locale.ROOT);
    if (!HOSTS.matcher(hosts).matches()) {
      throw new IllegalArgumentException(
          "\"" + hosts + "\" is no host such as cdn.example, localhost:8080, *.example or *");
    }
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("a rate is at least one byte per second");
    }
  }

  /**
   * Whether it is for a host.
   *
   * @param host as a URL has it, in lower case
   * @param port the port that is connected to
   */
  public boolean isFor(String host, int port) {
    if (hosts.startsWith("*")) {
      String end = hosts.substring(1);
      return host.endsWith(end) || (host + ":" + port).endsWith(end) && end.contains(":");
    }
    return hosts.equals(host) || hosts.equals(host + ":" + port);
  }
}
