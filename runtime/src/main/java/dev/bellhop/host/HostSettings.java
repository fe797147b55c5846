package dev.bellhop.host;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.Cors;
import dev.bellhop.Durability;
import dev.bellhop.FaultRule;
import dev.bellhop.HostClock;
import dev.bellhop.TraceListener;
import java.nio.file.Path;
import java.util.List;

/**
 * What a host is opened with.
 *
 * @param dataFolder for everything stored
 * @param start whether what is stored there is kept
 * @param clock the only source of time
 * @param deadlines how long scripts and events may take
 * @param authorities PEM files with certificates to trust beside the system's
 * @param names host names that lead elsewhere than the system says; the first that fits holds
 * @param networkPort where on 127.0.0.1 the server is that answers in place of all hosts; 0 for
 *     none
 * @param faults what goes wrong on the network from the start
 * @param storageLimit how many bytes the bodies of all sites together may hold
 * @param fetches how background fetches are run
 * @param durability what changes of caches have survived when they are reported as done
 * @param cors whether other origins' responses are kept from scripts
 * @param listeners get the trace from its first entry
 */
public record HostSettings(
    Path dataFolder,
    Start start,
    HostClock clock,
    Deadlines deadlines,
    List<Path> authorities,
    List<NamedAddress> names,
    int networkPort,
    List<FaultRule> faults,
    long storageLimit,
    BackgroundFetchPolicy fetches,
    Durability durability,
    Cors cors,
    List<TraceListener> listeners) {
  /** What becomes of what earlier processes stored. */
  public enum Start {
    /** It is taken up. */
    KEPT,
    /** It is deleted. */
    EMPTIED
  }

  /** Copies the lists. */
  public HostSettings {
    authorities = List.copyOf(authorities);
    names = List.copyOf(names);
    faults = List.copyOf(faults);
    listeners = List.copyOf(listeners);
  }
}
