package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import dev.bellhop.conformance.output.BadInput;
import dev.bellhop.conformance.output.ExpectationOptions;
import dev.bellhop.conformance.output.JobsOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the examples of MDN. */
@Command(
    name = "mdn",
    sortOptions = false,
    header = "Runs the examples of MDN's pages, and judges what they do.",
    description = {
      "Reads the Markdown of a checkout of mdn/content, or of a part of one, and runs every block of"
          + " JavaScript in it: in a worker, which gets each event that it listens to, or in a page"
          + " beside a worker, with a stand-in for the network behind it. What it brings about is"
          + " compared with what its page promises."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop mdn ~/mdn/content web/api/cache web/api/fetchevent",
      "  bellhop mdn ~/mdn/content --verbose web/api/backgroundfetchevent",
      "  bellhop mdn ~/mdn/content web/api/cache --report report.html",
      "  bellhop mdn ~/mdn/content web/api/cache --json | jq 'select(.diagnostics != [])'",
      "",
      "Exit codes: 0 all as expected; 1 some results are not; 2 bad usage or input."
    })
public final class MdnCommand implements Callable<Integer> {
  /** Where the expectations are kept, in a checkout of Bellhop. */
  private static final Path SOURCES =
      Path.of("src/conformance/src/main/resources/dev/bellhop/conformance/mdn");

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The checkout of mdn/content.")
  private Path folder;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PAGE",
      description = {
        "Pages, such as web/api/cache, with those below them. Default: all that something is expected"
            + " of; where DIR has none of these, all that it has."
      })
  private List<String> names = List.of();

  @Mixin private final JobsOption jobs = new JobsOption();

  @Option(
      names = {"-v", "--verbose"},
      description = "Print every block with its effects.")
  private boolean verbose;

  @Option(names = "--json", description = "Print a line of JSON for each block.")
  private boolean json;

  @Option(
      names = "--bcd",
      paramLabel = "FILE",
      description = {
        "In the report, show what Bellhop supports beside MDN's compatibility data: the data.json of"
            + " the npm package @mdn/browser-compat-data."
      })
  private @Nullable Path compatibility;

  @Mixin
  private final ExpectationOptions expectations =
      new ExpectationOptions(SOURCES, MdnCommand.class, "expectations.json");

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BadInput.requireTogether(
        "--bcd", compatibility != null, "--report", expectations.report() != null);
    int atOnce = jobs.jobs();
    expectations.requireFolders();
    MdnExpectations expected = expectations.read(MdnExpectations::read);
    if (!expectations.isUpdate()) {
      expected.requireReasons();
    }
    List<MdnPage> pages = MdnTree.open(folder).pages(names, expected.pages());
    List<Block> blocks = pages.stream().flatMap(page -> page.blocks().stream()).toList();
    List<Outcome> outcomes = new MdnRun(expected, atOnce).run(blocks, output(pages));
    if (expectations.isUpdate()) {
      expected.update(expectations.folder(), outcomes);
      return 0;
    }
    boolean isAsExpected =
        outcomes.stream()
            .allMatch(outcome -> Judgement.of(outcome).verdict() != Verdict.SURPRISING);
    return isAsExpected ? 0 : 1;
  }

  private MdnOutput output(List<MdnPage> pages) {
    var out = spec.commandLine().getOut();
    List<MdnOutput> outputs = new ArrayList<>();
    outputs.add(
        json
            ? new MdnJson(out)
            : new MdnLines(out, verbose ? MdnLines.Detail.VERBOSE : MdnLines.Detail.USUAL));
    Path report = expectations.report();
    if (report != null) {
      SupportTable support = compatibility == null ? null : SupportTable.read(compatibility, pages);
      outputs.add(new MdnReport(report, pages, support));
    }
    return MdnOutput.all(outputs);
  }
}
