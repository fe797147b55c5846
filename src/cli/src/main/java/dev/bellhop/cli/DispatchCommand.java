package dev.bellhop.cli;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.WorkerEvent;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.control.SiteAccess;
import dev.bellhop.cli.display.Terminal;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that dispatch an event, one for each type; what they have in common. */
@Command(
    name = "dispatch",
    sortOptions = false,
    header = "Dispatches an event in the site's worker.",
    description = {
      "Waits until the worker has handled it and all that came of it. Works while a run of the site"
          + " is going on, too. A site without a worker is registered first."
    },
    synopsisSubcommandLabel = "<event>",
    footer = {
      "",
      "Options of this command stand before the event, those of the event after it;"
          + " --json, --trace and --strict may stand anywhere.",
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync push --data '{\"a\":1}'",
      "  bellhop dispatch examples/push-and-sync sync --tag outbox --last-chance",
      "  bellhop dispatch examples/movies fetch https://localhost/page",
      "",
      "Exit codes: 0 handled; 1 a handler threw, or what it waited for was rejected;",
      "2 bad usage or input; 3 nobody listens to the event."
    })
final class DispatchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private SiteArguments site = new SiteArguments();

  /** Takes what is no event's name, so that it can be told what is. */
  @Parameters(index = "1", arity = "0..1", hidden = true)
  private @Nullable String unknown;

  @Mixin private ServingArguments serving = new ServingArguments();
  @Mixin private OutputArguments output = new OutputArguments();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;

  DispatchCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
  }

  @Override
  public void run() {
    String problem = unknown == null ? "missing the event" : "there is no event " + unknown;
    throw new ParameterException(
        spec.commandLine(),
        problem + "; events: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Dispatches an event; the answer is the exit code. */
  int dispatch(WorkerEvent event) {
    var dispatch = new Action.Dispatch(event);
    SiteOptions options = serving.apply(site.options());
    try (Reporting report = new Reporting(terminal, output)) {
      DispatchResult result;
      try (SiteAccess access = sites.reach(settings(report), options)) {
        result =
            access instanceof OpenedSite opened
                ? here(opened, report, stop -> stop.await(dispatch.on(opened.site())))
                : access.ask(dispatch);
      }
      boolean well = report.end();
      if (result.why() != null) {
        terminal
            .err()
            .println("bellhop: " + event.type() + " was not handled: " + result.why() + ".");
      }
      return switch (result.outcome()) {
        case HANDLED -> well ? ExitCode.WELL : ExitCode.FAILED;
        case SKIPPED -> ExitCode.NOBODY_LISTENS;
        case FAILED -> ExitCode.FAILED;
      };
    }
  }

  private HostOpener.Settings settings(Reporting report) {
    return new HostOpener.Settings(
        site.dataFolder(), serving.host(), HostOpener.Start.KEPT, report.trace());
  }

  /** As a run does: this also looks at the script again, and ends when nothing is left to do. */
  private <R> R here(OpenedSite opened, Reporting report, Function<OrderlyStop, R> handling) {
    return new OwnRun(site.dataFolder(), terminal)
        .on(
            opened,
            report,
            stop -> {
              stop.await(opened.site().register());
              R result = handling.apply(stop);
              stop.await(opened.site().idle());
              return result;
            });
  }

  /** Makes a request and hands the response on as it arrives; the answer is the exit code. */
  int fetch(SiteRequest request, ResponsePrinter printer) {
    var fetch = new Action.Fetch(request);
    SiteOptions options = serving.apply(site.options());
    try (Reporting report = new Reporting(printer.besides(terminal, output.json()), output)) {
      try (SiteAccess access = sites.reach(settings(report), options)) {
        if (access instanceof OpenedSite opened) {
          fetchHere(opened, fetch, report, printer);
        } else {
          print(access.fetch(fetch), printer);
        }
      }
      return report.end() ? ExitCode.WELL : ExitCode.FAILED;
    } catch (BellhopException e) {
      if (e.kind() != BellhopException.Kind.NETWORK) {
        throw e;
      }
      terminal.err().println("bellhop: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private void fetchHere(
      OpenedSite opened, Action.Fetch fetch, Reporting report, ResponsePrinter printer) {
    try {
      here(
          opened,
          report,
          stop -> {
            print(stop.await(fetch.on(opened.site())), printer);
            return null;
          });
    } catch (CompletionException e) {
      throw e.getCause() instanceof BellhopException cause ? cause : e;
    }
  }

  private void print(SiteResponse response, ResponsePrinter printer) {
    try (response) {
      if (output.json()) {
        printer.json(response, terminal);
      } else {
        printer.plain(response, terminal);
      }
    } catch (IOException e) {
      throw new BellhopException(BellhopException.Kind.NETWORK, e.getMessage(), null, e);
    }
  }
}
