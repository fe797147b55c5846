package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.TraceListener;
import java.nio.file.Path;
import java.util.function.Consumer;

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
   * @param options what else the user has asked for
   */
  record Settings(
      Path dataFolder, Consumer<Bellhop.Builder> options, Start start, TraceListener trace) {}

  /** Opens it. */
  Bellhop open(Settings settings);

  /** The one that opens Bellhop itself. */
  static Bellhop open(Bellhop.Builder builder, Settings settings) {
    builder.dataFolder(settings.dataFolder()).onTrace(settings.trace());
    settings.options().accept(builder);
    if (settings.start() == Start.FRESH) {
      builder.fresh();
    }
    return builder.open();
  }
}
