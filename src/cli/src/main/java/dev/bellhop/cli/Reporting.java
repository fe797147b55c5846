package dev.bellhop.cli;

import dev.bellhop.CacheSummary;
import dev.bellhop.cli.control.TraceHub;
import dev.bellhop.cli.display.Account;
import dev.bellhop.cli.display.BarDisplay;
import dev.bellhop.cli.display.PlainDisplay;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.display.TraceFeed;
import dev.bellhop.cli.display.TraceReader;
import dev.bellhop.cli.json.JsonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a run does, by its trace: to a person or a program, and to a file. */
final class Reporting implements AutoCloseable {
  private final Terminal terminal;
  private final OutputArguments output;
  private final Account account;
  private final TraceHub trace = new TraceHub();
  private final TraceFeed feed;
  private final @Nullable PrintWriter file;

  Reporting(Terminal terminal, OutputArguments output) {
    this.terminal = terminal;
    this.output = output;
    account = new Account(terminal.style());
    file = output.trace() == null ? null : create(output.trace());
    List<TraceReader> readers = new ArrayList<>();
    readers.add(account);
    readers.add(
        output.json()
            ? new JsonLines(terminal.out())
            : terminal.interactive() ? new BarDisplay(terminal) : new PlainDisplay(terminal.out()));
    if (file != null) {
      readers.add(new JsonLines(file));
    }
    feed = new TraceFeed(readers);
    trace.add(feed);
  }

  private static PrintWriter create(Path file) {
    try {
      return new PrintWriter(Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw SiteArguments.input("The trace file " + file + " cannot be written.");
    }
  }

  /** Where the trace has to come in. */
  TraceHub trace() {
    return trace;
  }

  /** A line that is not part of the trace; for persons only. */
  void tell(String line) {
    if (!output.json()) {
      terminal.out().println(line);
    }
  }

  /** Ends the display and prints the account. The answer is the exit code. */
  int account(List<CacheSummary> caches) {
    close();
    if (!output.json()) {
      account.print(terminal.out(), caches);
    }
    return well() ? ExitCode.WELL : ExitCode.FAILED;
  }

  /** Ends the display without the account, and tells whether all went well. */
  boolean end() {
    close();
    return well();
  }

  private boolean well() {
    return !account.failed() && !(output.strict() && account.diagnosed());
  }

  /** Waits until all is told. */
  @Override
  public void close() {
    feed.close();
    if (file != null) {
      file.close();
    }
  }
}
