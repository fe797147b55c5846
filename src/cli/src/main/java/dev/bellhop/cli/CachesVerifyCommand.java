package dev.bellhop.cli;

import dev.bellhop.CacheCheck;
import dev.bellhop.DamagedEntry;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads caches again. */
@Command(
    name = "verify",
    description =
        "Reads every body again and compares it with what was stored. Exit code 1 where one is"
            + " damaged; nothing is changed.",
    footer = {
      "",
      "Examples:",
      "  bellhop caches verify examples/movies",
      "  bellhop caches verify examples/movies movies --json"
    })
final class CachesVerifyCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "The caches' names. Default: all.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print one JSON object a cache.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final CacheWork work;

  CachesVerifyCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    work = new CacheWork(terminal, sites);
  }

  @Override
  public Integer call() {
    List<CacheCheck> checks = work.onWhatIsStored(site, new CacheAction.VerifyCaches(names));
    for (CacheCheck check : checks) {
      if (json) {
        terminal.out().println(Json.MAPPER.writeValueAsString(check));
      } else {
        tell(check);
      }
    }
    if (checks.isEmpty() && !json) {
      terminal.out().println("no caches");
    }
    return checks.stream().allMatch(check -> check.damaged().isEmpty())
        ? ExitCode.WELL
        : ExitCode.FAILED;
  }

  private void tell(CacheCheck check) {
    int damaged = check.damaged().size();
    terminal
        .out()
        .println(
            "%s: %s, %s, %s"
                .formatted(
                    check.name(),
                    Amounts.count(check.entries(), "entry", "entries"),
                    Amounts.size(check.bytes()),
                    damaged == 0 ? "all well" : "%d damaged".formatted(damaged)));
    for (DamagedEntry entry : check.damaged()) {
      terminal.out().println("  " + line(entry));
    }
  }

  /** What is wrong with an entry, in a line. */
  static String line(DamagedEntry entry) {
    return "%s %s: %s (%s)"
        .formatted(entry.method(), Plain.line(entry.url()), entry.damage(), entry.file());
  }
}
