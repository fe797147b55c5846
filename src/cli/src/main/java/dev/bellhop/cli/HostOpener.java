package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.TraceListener;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the host that a command works with. */
@FunctionalInterface
interface HostOpener {
  /** Whether what an earlier process stored is kept. */
  enum Start {
    KEPT,
    FRESH
  }

  /**
   * How workers live.
   *
   * @param eventTimeout how long an event may be kept alive, or null for the usual time
   * @param killBetweenEvents whether a worker ends after each event
   */
  record Workers(@Nullable Duration eventTimeout, boolean killBetweenEvents) {
    static final Workers USUAL = new Workers(null, false);

    private void apply(Bellhop.Builder builder) {
      if (eventTimeout != null) {
        builder.eventTimeout(eventTimeout);
      }
      if (killBetweenEvents) {
        builder.killBetweenEvents();
      }
    }
  }

  /**
   * What a host is opened with.
   *
   * @param authority a PEM file with certificates to trust as well, or null
   */
  record Settings(
      Path dataFolder,
      @Nullable Path authority,
      Start start,
      TraceListener trace,
      Workers workers) {
    /** With workers that live as usual. */
    Settings(Path dataFolder, @Nullable Path authority, Start start, TraceListener trace) {
      this(dataFolder, authority, start, trace, Workers.USUAL);
    }
  }

  /** Opens it. */
  Bellhop open(Settings settings);

  /** The one that opens Bellhop itself. */
  static Bellhop open(Bellhop.Builder builder, Settings settings) {
    builder.dataFolder(settings.dataFolder()).onTrace(settings.trace());
    if (settings.authority() != null) {
      builder.certificateAuthority(settings.authority());
    }
    if (settings.start() == Start.FRESH) {
      builder.fresh();
    }
    settings.workers().apply(builder);
    return builder.open();
  }
}
