package dev.bellhop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a site consists of at one moment.
 *
 * @param origin the serialized origin
 * @param registrations in the order of registration
 * @param clients the pages that are open, in the order they were opened
 * @param storage what the site has stored; null where it has no data folder
 */
public record SiteStatus(
    String origin,
    List<RegistrationStatus> registrations,
    List<ClientStatus> clients,
    @Nullable StorageStatus storage) {

  /**
   * What a site has stored.
   *
   * @param usage the bytes that count against its quota ({@link SiteOptions#quota()})
   * @param quota how many bytes these may be, by its quota, the storage limit of all sites and the
   *     room on the disk
   * @param persisted whether it is kept when sites are evicted because of the storage limit
   * @see <a href="https://storage.spec.whatwg.org/#usage-and-quota">Storage: usage and quota</a>
   */
  public record StorageStatus(long usage, long quota, boolean persisted) {}

  /**
   * A service worker registration with its workers.
   *
   * @param scope the scope URL
   * @param updateViaCache "imports", "all" or "none"
   * @param installing the worker that is being installed
   * @param waiting the worker that is installed and waits for the active one to be let go
   * @param active the worker that is activated, or is being activated
   */
  public record RegistrationStatus(
      String scope,
      String updateViaCache,
      @Nullable WorkerStatus installing,
      @Nullable WorkerStatus waiting,
      @Nullable WorkerStatus active) {}

  /**
   * A worker.
   *
   * @param scriptUrl the URL of its script
   * @param type "classic" or "module"
   * @param state as its scripts see it: "installing", "installed", "activating", "activated"
   * @param running whether it has a realm; one that has not is started by the next event
   * @param eventTypes what it listens to, sorted
   * @param events what it is handling now
   */
  public record WorkerStatus(
      String scriptUrl,
      String type,
      String state,
      boolean running,
      List<String> eventTypes,
      List<EventStatus> events) {}

  /**
   * An event that has not ended.
   *
   * @param type such as "fetch"
   * @param ageNanos nanoseconds since it was dispatched
   * @param pendingPromises how many promises it waits for; null where the script is too busy to be
   *     asked
   */
  public record EventStatus(String type, long ageNanos, @Nullable Integer pendingPromises) {}

  /**
   * A page.
   *
   * @param id the client id
   * @param url the URL of the page
   * @param controller the script URL of the worker that controls it, or null
   */
  public record ClientStatus(String id, String url, @Nullable String controller) {}
}
