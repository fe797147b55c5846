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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line as a whole: its commands, and what becomes of errors. */
final class Program {
  private static final int WIDEST_HELP = 100;

  private final Terminal terminal;

  /** By their names, in the order of the help; each made when it is asked for. */
  private final Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();

  Program(Terminal terminal, HostOpener opener) {
    this(terminal, opener, new FileOutputStream(FileDescriptor.out));
  }

  /** With a place for the bytes of responses, which is standard output. */
  Program(Terminal terminal, HostOpener opener, OutputStream bodies) {
    this.terminal = terminal;
    SiteOpener sites = new SiteOpener(opener);
    String path = System.getenv().getOrDefault("PATH", "");
    add("run", () -> new RunCommand(terminal, sites));
    add("resume", () -> new ResumeCommand(terminal, sites));
    add("status", () -> new StatusCommand(terminal, sites));
    add("fetch", () -> new FetchCommand(terminal, sites));
    commands.put("fetches", () -> fetches(terminal, sites));
    commands.put("dispatch", () -> dispatch(new DispatchCommand(terminal, sites), bodies));
    commands.put("caches", () -> caches(terminal, sites));
    add("explain", () -> new ExplainCommand(terminal));
    add("wpt", () -> new WptCommand(columns(terminal)));
    add("mdn", MdnCommand::new);
    add("compare", () -> new CompareCommand(columns(terminal), path));
    add("compatibility", () -> new CompatibilityCommand(path));
  }

  private void add(String name, Supplier<Object> command) {
    commands.put(name, () -> new CommandLine(command.get()));
  }

  private static OptionalInt columns(Terminal terminal) {
    return terminal.interactive() ? OptionalInt.of(terminal.columns()) : OptionalInt.empty();
  }

  private static CommandLine fetches(Terminal terminal, SiteOpener sites) {
    return new CommandLine(new FetchesCommand())
        .addSubcommand(new FetchesListCommand(terminal, sites))
        .addSubcommand(new FetchesPauseCommand(terminal, sites))
        .addSubcommand(new FetchesResumeCommand(terminal, sites))
        .addSubcommand(new FetchesAbortCommand(terminal, sites))
        .addSubcommand(new FetchesRetryCommand(terminal, sites))
        .addSubcommand(new FetchesClickCommand(terminal, sites));
  }

  private static CommandLine caches(Terminal terminal, SiteOpener sites) {
    return new CommandLine(new CachesCommand())
        .addSubcommand(new CachesListCommand(terminal, sites))
        .addSubcommand(new CachesShowCommand(terminal, sites))
        .addSubcommand(new CachesExportCommand(terminal, sites))
        .addSubcommand(new CachesImportCommand(terminal, sites))
        .addSubcommand(new CachesVerifyCommand(terminal, sites))
        .addSubcommand(new CachesDeleteCommand(terminal, sites));
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
    return commandLine(arguments).execute(arguments);
  }

  /** With the command that is asked for, or with all, for the help and for what is no command. */
  private CommandLine commandLine(String... arguments) {
    CommandLine all = new CommandLine(new BellhopCommand());
    Supplier<CommandLine> named = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (named == null) {
      commands.forEach((name, command) -> all.addSubcommand(name, command.get()));
    } else {
      all.addSubcommand(arguments[0], named.get());
    }
    Complaints complaints = new Complaints(terminal);
    return all
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
}
