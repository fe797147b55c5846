package dev.bellhop.net;

import dev.bellhop.url.Url;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Origins whose requests are sent to another place than the one they name. Safe from any thread; a
 * change applies to requests sent after it.
 */
public final class OriginRoutes {
  private static final Predicate<String> NONE = path -> false;

  private record Destination(
      int folderPort, @Nullable Url upstream, Predicate<String> fromFolder) {}

  private final Map<String, Destination> byOrigin = new ConcurrentHashMap<>();
  private volatile @Nullable Destination others;

  /**
   * Sends requests for an origin to the server of a folder, by plain HTTP to 127.0.0.1. The Host
   * header stays the origin's own.
   */
  public void toFolder(String origin, int port) {
    byOrigin.put(origin, new Destination(port, null, NONE));
  }

  /**
   * Sends requests for an origin to an upstream server, but some still to the server of a folder.
   * Requests to the upstream carry its own host in the Host header.
   *
   * @param base an http or https URL; the request's path is appended to its path
   * @param port where the folder's server is, on 127.0.0.1
   * @param fromFolder picks the paths, as they stand in the URL, that come from the folder
   */
  public void toUpstream(String origin, Url base, int port, Predicate<String> fromFolder) {
    if (!base.isHttp() || base.host() == null) {
      throw new IllegalArgumentException(
          "an upstream must be an http or https URL, which " + base + " is not");
    }
    byOrigin.put(origin, new Destination(port, base, fromFolder));
  }

  /**
   * Sends requests for all origins without a route of their own to one server, by plain HTTP to
   * 127.0.0.1. The Host header stays the origin's own.
   */
  public void othersTo(int port) {
    others = new Destination(port, null, NONE);
  }

  /** Sends requests for an origin to where it says, as before. */
  public void remove(String origin) {
    byOrigin.remove(origin);
  }

  Route route(Url url) {
    String target = url.query() == null ? url.path() : url.path() + "?" + url.query();
    Destination own = byOrigin.get(url.origin());
    Destination destination = own == null ? others : own;
    if (destination == null) {
      return new Route(endpoint(url), authority(url), target);
    }
    if (destination.upstream != null && !destination.fromFolder.test(url.path())) {
      Url base = destination.upstream;
      String prefix = base.path();
      if (prefix.endsWith("/")) {
        prefix = prefix.substring(0, prefix.length() - 1);
      }
      return new Route(endpoint(base), authority(base), prefix + target);
    }
    return new Route(
        new Endpoint(false, "127.0.0.1", destination.folderPort), authority(url), target);
  }

  private static Endpoint endpoint(Url url) {
    String host = url.host();
    if (host == null || !url.isHttp()) {
      throw new IllegalArgumentException("only http and https URLs can be sent, not " + url);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Endpoint(url.scheme().equals("https"), host, url.effectivePort());
  }

  private static String authority(Url url) {
    return url.port() == -1 ? String.valueOf(url.host()) : url.host() + ":" + url.port();
  }
}
