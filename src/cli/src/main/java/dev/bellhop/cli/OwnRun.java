package dev.bellhop.cli;

import dev.bellhop.cli.control.ControlServer;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A site that this process runs: other commands can ask it, and a signal stops it in order. */
record OwnRun(Path dataFolder, Terminal terminal) {
  /** Does something that waits by the stop it is given. */
  <R> R on(OpenedSite opened, Reporting report, Function<OrderlyStop, R> work) {
    try (var control = new ControlServer(dataFolder, opened.site(), report.trace());
        var stop =
            new OrderlyStop(
                List.of(control::close, opened::close, report::close), terminal.err())) {
      return work.apply(stop);
    }
  }
}
