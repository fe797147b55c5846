package dev.bellhop;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a site is.
 *
 * @param folder the folder with the site's files; null where the origin itself serves them
 * @param script the worker's script, relative to the folder or to the origin
 * @param origin the origin that scripts see, such as {@code https://localhost}
 * @param upstream where URLs of the origin are fetched from in place of the folder (the scripts
 *     still come from the folder), or null; not without a folder
 * @param port the loopback port to serve the folder on, or 0 for any free one
 * @param unfinished what happens to background fetches and events that an earlier process left
 * @param permissions what the user has said to what the site may ask for; what is not in it is
 *     granted
 * @param workerType what kind of script the worker's is; null for the kind that it was registered
 *     as before, or else a classic one
 * @param quota how many bytes the site may store: those of bodies in caches and background fetches,
 *     and those of the caches' names and of the URLs and headers of their entries; null for as many
 *     as the disk has room for
 * @param trust what makes the origin trustworthy, which workers want of it
 */
public record SiteOptions(
    @Nullable Path folder,
    String script,
    String origin,
    @Nullable URI upstream,
    int port,
    Unfinished unfinished,
    Map<Permission, PermissionState> permissions,
    @Nullable WorkerType workerType,
    @Nullable Long quota,
    Trust trust) {

  /** Copies the permissions. */
  public SiteOptions {
    permissions = Map.copyOf(permissions);
  }

  /** What happens to background fetches and events that an earlier process left. */
  public enum Unfinished {
    /** They go on as soon as the site is opened. */
    RESUME,
    /** They stay as they are, for somebody who only wants to look. */
    KEEP
  }

  /**
   * The kinds of worker scripts.
   *
   * @see <a href="https://html.spec.whatwg.org/#workertype">HTML: WorkerType</a>
   */
  public enum WorkerType {
    /** A script that may call {@code importScripts()}. */
    CLASSIC,
    /** A module, which may import others. */
    MODULE
  }

  /**
   * What makes an origin trustworthy.
   *
   * @see <a href="https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy">Secure
   *     Contexts: is origin potentially trustworthy</a>
   */
  public enum Trust {
    /** Its URL: https, or a loopback host. */
    URL,
    /**
     * That it is configured as one, whatever its URL is: a browser's setting for servers of one's
     * own that have plain http. Requests to it are as safe as their URLs are, and not more.
     */
    CONFIGURED
  }

  /** A folder with {@code sw.js}, at {@code https://localhost}. */
  public static SiteOptions folder(Path folder) {
    return at(folder, "https://localhost");
  }

  /**
   * A site that is just the network: its worker, pages and files come from the origin, with {@code
   * sw.js} at its root.
   */
  public static SiteOptions network(String origin) {
    return at(null, origin);
  }

  private static SiteOptions at(@Nullable Path folder, String origin) {
    return new SiteOptions(
        folder, "sw.js", origin, null, 0, Unfinished.RESUME, Map.of(), null, null, Trust.URL);
  }

  /** With another worker script. */
  public SiteOptions withScript(String script) {
    return with(change -> change.script = script);
  }

  /** With another origin. */
  public SiteOptions withOrigin(String origin) {
    return with(change -> change.origin = origin);
  }

  /** With an upstream server. */
  public SiteOptions withUpstream(@Nullable URI upstream) {
    return with(change -> change.upstream = upstream);
  }

  /** On a port of one's choice. */
  public SiteOptions withPort(int port) {
    return with(change -> change.port = port);
  }

  /** With what happens to background fetches and events that an earlier process left. */
  public SiteOptions withUnfinished(Unfinished unfinished) {
    return with(change -> change.unfinished = unfinished);
  }

  /**
   * With what the user has said to one thing that the site may ask for.
   *
   * @see Site#setPermission
   */
  public SiteOptions withPermission(Permission permission, PermissionState state) {
    var changed = new EnumMap<Permission, PermissionState>(Permission.class);
    changed.putAll(permissions);
    changed.put(permission, state);
    return with(change -> change.permissions = changed);
  }

  /** With another kind of worker script. */
  public SiteOptions withWorkerType(@Nullable WorkerType workerType) {
    return with(change -> change.workerType = workerType);
  }

  /**
   * With a quota in bytes.
   *
   * @throws IllegalArgumentException unless it is positive
   * @see <a href="https://storage.spec.whatwg.org/#usage-and-quota">Storage: usage and quota</a>
   */
  public SiteOptions withQuota(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a quota of " + bytes + " bytes keeps nothing");
    }
    return with(change -> change.quota = bytes);
  }

  /** With what makes the origin trustworthy. */
  public SiteOptions withTrust(Trust trust) {
    return with(change -> change.trust = trust);
  }

  private SiteOptions with(Consumer<Change> change) {
    var changed = new Change(this);
    change.accept(changed);
    return changed.made();
  }

  /** One in the making, so that there is one place that names all there is. */
  private static final class Change {
    private final @Nullable Path folder;
    private String script;
    private String origin;
    private @Nullable URI upstream;
    private int port;
    private Unfinished unfinished;
    private Map<Permission, PermissionState> permissions;
    private @Nullable WorkerType workerType;
    private @Nullable Long quota;
    private Trust trust;

    Change(SiteOptions options) {
      folder = options.folder();
      script = options.script();
      origin = options.origin();
      upstream = options.upstream();
      port = options.port();
      unfinished = options.unfinished();
      permissions = options.permissions();
      workerType = options.workerType();
      quota = options.quota();
      trust = options.trust();
    }

    SiteOptions made() {
      return new SiteOptions(
          folder,
          script,
          origin,
          upstream,
          port,
          unfinished,
          permissions,
          workerType,
          quota,
          trust);
    }
  }
}
