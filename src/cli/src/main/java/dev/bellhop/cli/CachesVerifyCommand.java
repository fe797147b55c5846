package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.CacheCheck;
import dev.bellhop.DamagedEntry;
import dev.bellhop.DataRepair;
import dev.bellhop.FetchCheck;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads caches again. */
@Command(
    name = "verify",
    description =
        "Reads every body of caches and background fetches again and compares it with what was"
            + " stored. Exit code 1 where something is damaged; nothing is changed unless"
            + " --set-aside is there.",
    footer = {
      "",
      "Examples:",
      "  bellhop caches verify examples/movies",
      "  bellhop caches verify examples/movies movies --json",
      "  bellhop caches verify examples/movies --set-aside"
    })
final class CachesVerifyCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "The caches' names. Default: all, and the background fetches.")
  private List<String> names = List.of();

  @Option(
      names = "--set-aside",
      description = {
        "Take damaged entries out of their caches, and damaged bodies from background fetches,"
            + " into a folder damaged/<time> in the data folder.",
        "A damaged database goes there too, and a new one is made of what can be read of it."
      })
  private boolean setAside;

  @Option(names = "--json", description = "Print JSON objects, one a line.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;
  private final CacheWork work;

  CachesVerifyCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
    work = new CacheWork(terminal, sites);
  }

  @Override
  public Integer call() {
    Optional<DataRepair> repair =
        setAside && !sites.isRunning(site.dataFolder())
            ? Bellhop.repair(site.dataFolder())
            : Optional.empty();
    repair.ifPresent(done -> print(done, () -> tell(done)));
    CacheAction.Damaged damaged =
        setAside ? CacheAction.Damaged.SET_ASIDE : CacheAction.Damaged.LEFT;
    List<CacheCheck> caches =
        work.onWhatIsStored(site, new CacheAction.VerifyCaches(names, damaged));
    caches.forEach(check -> print(check, () -> tell(check)));
    List<FetchCheck> fetches =
        names.isEmpty()
            ? work.onWhatIsStored(site, new CacheAction.VerifyFetches(damaged))
            : List.<FetchCheck>of();
    fetches.forEach(check -> print(check, () -> tell(check)));
    if (caches.isEmpty() && !json) {
      terminal.out().println("no caches");
    }
    boolean well =
        repair.isEmpty()
            && caches.stream().allMatch(check -> check.damaged().isEmpty())
            && fetches.stream().allMatch(check -> check.damaged().isEmpty());
    return well ? ExitCode.WELL : ExitCode.FAILED;
  }

  private void print(Object found, Runnable inWords) {
    if (json) {
      terminal.out().println(Json.MAPPER.writeValueAsString(found));
    } else {
      inWords.run();
    }
  }

  private void tell(DataRepair repair) {
    terminal
        .out()
        .println(
            "database: damaged (%s), set aside in %s"
                .formatted(Plain.line(repair.damage()), repair.setAside()));
    for (DataRepair.Count count : repair.counts()) {
      terminal
          .out()
          .println(
              "  %s: %d kept, %s lost"
                  .formatted(
                      count.what(), count.kept(), count.lost() == null ? "?" : count.lost()));
    }
    repair.lostEntries().forEach(url -> terminal.out().println("  lost: " + Plain.line(url)));
  }

  private void tell(CacheCheck check) {
    tell(
        Plain.line(check.name()),
        Amounts.count(check.entries(), "entry", "entries"),
        check.bytes(),
        check.damaged(),
        check.setAside());
  }

  private void tell(FetchCheck check) {
    tell(
        "background fetch " + Plain.line(check.fetch()),
        Amounts.count(check.bodies(), "body", "bodies"),
        check.bytes(),
        check.damaged(),
        check.setAside());
  }

  private void tell(
      String what, String count, long bytes, List<DamagedEntry> damaged, @Nullable Path setAside) {
    terminal
        .out()
        .println(
            "%s: %s, %s, %s"
                .formatted(
                    what,
                    count,
                    Amounts.size(bytes),
                    damaged.isEmpty() ? "all well" : "%d damaged".formatted(damaged.size())));
    for (DamagedEntry entry : damaged) {
      terminal.out().println("  " + line(entry));
    }
    if (setAside != null) {
      terminal.out().println("  set aside in " + setAside);
    }
  }

  /** What is wrong with an entry, in a line. */
  static String line(DamagedEntry entry) {
    return "%s %s: %s (%s)"
        .formatted(entry.method(), Plain.line(entry.url()), entry.damage(), entry.file());
  }
}
