package dev.bellhop;

import dev.bellhop.host.BellhopHost;
import dev.bellhop.host.Deadlines;
import dev.bellhop.host.HostSettings;
import dev.bellhop.host.NamedAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host: it owns a data folder, runs the workers and pages of its sites and does their background
 * fetches. Opening one takes up what an earlier process left unfinished, site by site. Safe from
 * any thread.
 *
 * <p>A script may use the JVM's heap until it is nearly full. Then the page or worker whose script
 * has allocated most lately is ended, and the trace has a diagnostic "script-memory" that names it;
 * the worker is started again for the next event. To notice this in time, a full garbage collection
 * is asked for where the heap has filled by a tenth and beyond two thirds, and a script may be why;
 * {@code -XX:+DisableExplicitGC} prevents that, and scripts are stopped later then.
 */
public interface Bellhop extends AutoCloseable {
  /** How to make one. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Looks through the database of a data folder, all of it, and where it is damaged, sets it aside
   * in a folder below {@code damaged/} and makes a new one of what can still be read: rows that are
   * whole and that belong together, and whole bodies. Nothing is deleted. May take long.
   *
   * @return empty where nothing is damaged, or nothing is there
   * @throws BellhopException where the data folder is in use, not Bellhop's or read-only
   */
  static Optional<DataRepair> repair(Path dataFolder) {
    return BellhopHost.repair(dataFolder, new SystemHostClock());
  }

  /**
   * Opens a site: serves its folder on loopback, and goes on with the background fetches and events
   * that were left from before. Opening the same origin twice is an error.
   *
   * @throws BellhopException where the folder or the script is missing, the origin or the upstream
   *     is no such thing, or the port is in use
   */
  Site site(SiteOptions options);

  /** The network, where things can be made to go wrong. */
  Network network();

  /**
   * Stops in good order: downloads stop and keep what has arrived, realms end, the store is closed.
   * Takes two seconds at most, unless a disk does. Doing it twice is the same as once.
   */
  @Override
  void close();

  /** Collects what a host needs. Not safe for several threads. */
  final class Builder {
    private @Nullable Path dataFolder;
    private @Nullable HostClock clock;
    private final List<Path> authorities = new ArrayList<>();
    private final List<NamedAddress> names = new ArrayList<>();
    private int networkPort;
    private final List<TraceListener> listeners = new ArrayList<>();
    private final List<FaultRule> faults = new ArrayList<>();
    private long storageLimit = Long.MAX_VALUE;
    private BackgroundFetchPolicy fetches = BackgroundFetchPolicy.defaults();
    private Durability durability = Durability.PROCESS;
    private Cors cors = Cors.ON;
    private HostSettings.Start start = HostSettings.Start.KEPT;
    private Duration eventTimeout = Duration.ofMinutes(5);
    private boolean killBetweenEvents;
    private Duration scriptTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = Duration.ofSeconds(30);

    private Builder() {}

    /** The folder for everything stored; created where missing. Required. */
    public Builder dataFolder(Path dataFolder) {
      this.dataFolder = dataFolder;
      return this;
    }

    /**
     * Deletes what earlier processes stored, once the folder has turned out to be Bellhop's and to
     * be free.
     */
    public Builder fresh() {
      start = HostSettings.Start.EMPTIED;
      return this;
    }

    /** Another clock than the system's. */
    public Builder clock(HostClock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * How long an event of a worker may be kept alive by what its handlers wait for; five minutes
     * where nothing else is said. Afterwards it counts as ended, and the trace has a diagnostic
     * "event-timeout".
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder eventTimeout(Duration timeout) {
      eventTimeout = positive(timeout, "the event timeout");
      return this;
    }

    /**
     * How long a script may run without returning; 30 seconds where nothing else is said.
     * Afterwards its page or worker is ended, and the trace has a diagnostic "script-stuck" that
     * names it. The worker is started again for the next event.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder scriptTimeout(Duration timeout) {
      scriptTimeout = positive(timeout, "the script timeout");
      return this;
    }

    /**
     * How long a worker runs on when it has no event to handle; 30 seconds where nothing else is
     * said. It is started again for the next event.
     *
     * @throws IllegalArgumentException unless it is positive
     * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-lifetime">Service Workers:
     *     lifetime</a>
     */
    public Builder idleTimeout(Duration timeout) {
      idleTimeout = positive(timeout, "the idle timeout");
      return this;
    }

    /**
     * Ends each worker's realm after each event, so that the next event finds a new one: shows what
     * a worker wrongly keeps in its globals. Without this a worker is ended when it has been idle.
     *
     * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-lifetime">Service Workers:
     *     lifetime</a>
     */
    public Builder killBetweenEvents() {
      killBetweenEvents = true;
      return this;
    }

    private static Duration positive(Duration timeout, String what) {
      if (!timeout.isPositive()) {
        throw new IllegalArgumentException(what + " must be longer than 0, and not " + timeout);
      }
      return timeout;
    }

    /** Trusts the certificates in a PEM file as well as those of the system. */
    public Builder certificateAuthority(Path pemFile) {
      authorities.add(pemFile);
      return this;
    }

    /**
     * Sends requests for a host name to an address, whatever the system's resolver says. Where
     * several patterns cover a name, the first one holds. Names below {@code localhost} lead to
     * loopback always.
     *
     * @param hostPattern {@code example.org}, {@code *.example.org} for any name below it, or
     *     {@code *}
     * @throws IllegalArgumentException where it is no such pattern
     */
    public Builder resolve(String hostPattern, InetAddress address) {
      names.add(new NamedAddress(hostPattern, address));
      return this;
    }

    /**
     * Lets one server on loopback stand for the whole network: every request goes there by plain
     * HTTP, whatever host its URL names and also where that begins with https, but for those to the
     * folders and upstream servers of sites. The Host header says which host was meant.
     *
     * @param port where it is on 127.0.0.1
     * @throws IllegalArgumentException where that is no port
     */
    public Builder networkAt(int port) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("a port is from 1 to 65535, and not " + port);
      }
      networkPort = port;
      return this;
    }

    /** Lets something go wrong on the network, from the start; see {@link Bellhop#network()}. */
    public Builder fault(FaultRule rule) {
      faults.add(rule);
      return this;
    }

    /** How background fetches are run, other than by {@link BackgroundFetchPolicy#defaults()}. */
    public Builder backgroundFetches(BackgroundFetchPolicy policy) {
      fetches = policy;
      return this;
    }

    /** How durable changes of caches are; {@link Durability#PROCESS} where nothing else is said. */
    public Builder durability(Durability durability) {
      this.durability = durability;
      return this;
    }

    /** Whether other origins' responses are kept from scripts; {@link Cors#ON} by default. */
    public Builder cors(Cors cors) {
      this.cors = cors;
      return this;
    }

    /**
     * How many bytes all sites in the data folder may store together, of what counts against their
     * quotas; as many as the disk has room for where nothing else is said. Where more are wanted,
     * the sites that are not open lose all that they have, the one that was not open for longest
     * first, but for those whose storage was persisted; the trace tells of each. Where that is not
     * enough, scripts get a {@code QuotaExceededError}.
     *
     * @throws IllegalArgumentException unless it is positive
     * @see <a href="https://storage.spec.whatwg.org/#storage-pressure">Storage: storage
     *     pressure</a>
     */
    public Builder storageLimit(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("a storage limit of " + bytes + " bytes keeps nothing");
      }
      storageLimit = bytes;
      return this;
    }

    /** Gets the trace, from the first entry. */
    public Builder onTrace(TraceListener listener) {
      listeners.add(listener);
      return this;
    }

    /**
     * Opens the host.
     *
     * @throws BellhopException where the data folder is in use by a running process, not Bellhop's,
     *     damaged or read-only, or a certificate file cannot be read; nothing stored is touched
     *     then
     */
    public Bellhop open() {
      if (dataFolder == null) {
        throw new IllegalStateException("a host needs a data folder");
      }
      Deadlines deadlines = Deadlines.of(eventTimeout, scriptTimeout, idleTimeout);
      return BellhopHost.open(
          new HostSettings(
              dataFolder,
              start,
              clock == null ? new SystemHostClock() : clock,
              killBetweenEvents ? deadlines.killingBetweenEvents() : deadlines,
              authorities,
              names,
              networkPort,
              faults,
              storageLimit,
              fetches,
              durability,
              cors,
              listeners));
    }
  }
}
