package dev.bellhop.cli;

import dev.bellhop.cli.display.Style;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.conformance.WptCommand;
import dev.bellhop.conformance.compare.CompareCommand;
import dev.bellhop.conformance.compatibility.CompatibilityCommand;
import dev.bellhop.conformance.mdn.MdnCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line as a whole: its commands, and what becomes of errors. */
final class Program {
  private static final int WIDEST_HELP = 100;

  private final CommandLine commands;

  Program(Terminal terminal, HostOpener opener) {
    this(terminal, opener, new FileOutputStream(FileDescriptor.out));
  }

  /** With a place for the bytes of responses, which is standard output. */
  Program(Terminal terminal, HostOpener opener, OutputStream bodies) {
    SiteOpener sites = new SiteOpener(opener);
    String path = System.getenv().getOrDefault("PATH", "");
    commands =
        new CommandLine(new BellhopCommand())
            .addSubcommand(new RunCommand(terminal, sites))
            .addSubcommand(new ResumeCommand(terminal, sites))
            .addSubcommand(new StatusCommand(terminal, sites))
            .addSubcommand(new FetchCommand(terminal, sites))
            .addSubcommand(
                new CommandLine(new FetchesCommand())
                    .addSubcommand(new FetchesListCommand(terminal, sites))
                    .addSubcommand(new FetchesPauseCommand(terminal, sites))
                    .addSubcommand(new FetchesResumeCommand(terminal, sites))
                    .addSubcommand(new FetchesAbortCommand(terminal, sites))
                    .addSubcommand(new FetchesRetryCommand(terminal, sites))
                    .addSubcommand(new FetchesClickCommand(terminal, sites)))
            .addSubcommand(dispatch(new DispatchCommand(terminal, sites), bodies))
            .addSubcommand(
                new CommandLine(new CachesCommand())
                    .addSubcommand(new CachesListCommand(terminal, sites))
                    .addSubcommand(new CachesShowCommand(terminal, sites))
                    .addSubcommand(new CachesExportCommand(terminal, sites))
                    .addSubcommand(new CachesImportCommand(terminal, sites))
                    .addSubcommand(new CachesVerifyCommand(terminal, sites))
                    .addSubcommand(new CachesDeleteCommand(terminal, sites)))
            .addSubcommand(new ExplainCommand(terminal))
            .addSubcommand(new WptCommand(columns(terminal)))
            .addSubcommand(new MdnCommand())
            .addSubcommand(new CompareCommand(columns(terminal), path))
            .addSubcommand(new CompatibilityCommand(path));
    Complaints complaints = new Complaints(terminal);
    commands
        // An @ begins a file's name only where a command says so.
        .setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.style() == Style.COLOURS ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.max(80, Math.min(terminal.columns(), WIDEST_HELP)))
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints);
  }

  private static OptionalInt columns(Terminal terminal) {
    return terminal.interactive() ? OptionalInt.of(terminal.columns()) : OptionalInt.empty();
  }

  private static CommandLine dispatch(DispatchCommand dispatch, OutputStream bodies) {
    return new CommandLine(dispatch)
        .addSubcommand(new DispatchPushCommand(dispatch))
        .addSubcommand(new DispatchSyncCommand(dispatch))
        .addSubcommand(new DispatchPeriodicSyncCommand(dispatch))
        .addSubcommand(new DispatchMessageCommand(dispatch))
        .addSubcommand(new DispatchFetchCommand(dispatch, new ResponsePrinter(bodies)))
        .addSubcommand(new DispatchNotificationClickCommand(dispatch))
        .addSubcommand(new DispatchNotificationCloseCommand(dispatch))
        .addSubcommand(new DispatchPushSubscriptionChangeCommand(dispatch))
        .addSubcommand(new DispatchContentDeleteCommand(dispatch))
        .addSubcommand(new DispatchCookieChangeCommand(dispatch));
  }

  int run(String... arguments) {
    return commands.execute(arguments);
  }
}
