package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.TraceListener;
import java.nio.file.Path;
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
   * What a host is opened with.
   *
   * @param authority a PEM file with certificates to trust as well, or null
   */
  record Settings(Path dataFolder, @Nullable Path authority, Start start, TraceListener trace) {}

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
    return builder.open();
  }
}
