package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import dev.bellhop.conformance.output.Bundled;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs our own examples as MDN's are run, and MDN's pages where they are: in {@code MDN_DIR}, or in
 * {@code shared/mdn} beside the checkout.
 */
@Timeout(600)
final class MdnSuiteTest {
  private static final PrintStream OUT = System.out;
  private static final Path BESIDE = Path.of("../../../shared/mdn");
  private static final Path EXAMPLES = Path.of("../../examples");
  private static final int JOBS = 2;

  /** Keeps all results. */
  private static final class Kept implements MdnOutput {
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final List<String> surprises = new ArrayList<>();
    private MdnTotal total = new MdnTotal(new Surface(Set.of(), Map.of(), Map.of()));

    @Override
    public void ran(Outcome outcome, Judgement judgement) {
      String place = outcome.example().block().place();
      outcomes.put(place, outcome);
      judgement.surprises().forEach(surprise -> surprises.add(place + ": " + surprise));
    }

    @Override
    public void total(MdnTotal total) {
      this.total = total;
    }

    int went(BlockClass kind) {
      return total.count(kind, Verdict.DONE)
          + total.count(kind, Verdict.DIAGNOSED)
          + total.count(kind, Verdict.MISTAKEN);
    }
  }

  private static Kept run(Path folder) throws IOException, InterruptedException {
    MdnExpectations expectations =
        Bundled.read(MdnCommand.class, "expectations.json", MdnExpectations::read);
    expectations.requireReasons();
    var kept = new Kept();
    List<MdnPage> pages = MdnTree.open(folder).pages(List.of(), expectations.pages());
    new MdnRun(expectations, JOBS)
        .run(pages.stream().flatMap(page -> page.blocks().stream()).toList(), kept);
    return kept;
  }

  @Test
  void ourOwnExamplesDoWhatIsExpected() throws Exception {
    Kept kept = run(EXAMPLES);
    assertThat(kept.surprises).isEmpty();
    assertThat(kept.outcomes).containsKeys("movies:0", "movies-waituntil-mistake:0");
  }

  private static Path mdn() {
    String named = System.getenv("MDN_DIR");
    Path folder = named == null || named.isEmpty() ? BESIDE : Path.of(named);
    if (!Files.isDirectory(folder)) {
      String message =
          "MDN's examples are not run: there is no folder "
              + folder
              + "; name a checkout of mdn/content in MDN_DIR.";
      OUT.println(message);
      return abort(message);
    }
    return folder;
  }

  @Test
  void mdnsExamplesDoWhatIsExpected() throws Exception {
    Path folder = mdn();
    Kept kept = run(folder);
    assertThat(kept.surprises).isEmpty();
    Path list = folder.resolve("blocks.tsv");
    if (Files.exists(list)) {
      List<Trap> traps = traps();
      traps.forEach(trap -> assertNamed(trap, kept));
      compareWith(Files.readAllLines(list), kept, traps);
    }
  }

  /**
   * A mistake in a page.
   *
   * @param line of the page
   */
  private record Trap(String page, int line, String code) {}

  /** Every trap that is known of, which the expectations do not take part in. */
  private static List<Trap> traps() throws IOException, URISyntaxException {
    URI file = Objects.requireNonNull(MdnSuiteTest.class.getResource("traps.tsv")).toURI();
    return Files.readAllLines(Path.of(file)).stream()
        .skip(1)
        .map(row -> row.split("\t"))
        .map(columns -> new Trap(columns[0], Integer.parseInt(columns[1]), columns[2]))
        .toList();
  }

  private static void assertNamed(Trap trap, Kept kept) {
    List<Integer> lines =
        kept.outcomes.values().stream()
            .filter(outcome -> outcome.example().block().page().equals(trap.page))
            .flatMap(
                outcome ->
                    outcome.remarks().stream()
                        .filter(remark -> remark.code().equals(trap.code))
                        .map(remark -> outcome.example().block().line() + remark.line()))
            .toList();
    assertThat(lines).as("%s", trap).contains(trap.line);
  }

  /** The list that came with the pages says of each block what kind it is, and where traps are. */
  private static void compareWith(List<String> list, Kept kept, List<Trap> traps) {
    int same = 0;
    for (String row : list.subList(1, list.size())) {
      String[] columns = row.split("\t", -1);
      Outcome outcome = Objects.requireNonNull(kept.outcomes.get(columns[0] + ":" + columns[1]));
      same += outcome.example().kind().text().equals(columns[2]) ? 1 : 0;
      if (!columns[7].isEmpty()) {
        int line = Integer.parseInt(columns[7].replaceFirst(".* at line ", ""));
        assertThat(traps).anyMatch(trap -> trap.page.equals(columns[0]) && trap.line == line);
      }
    }
    assertThat(same).isGreaterThan(530);
    assertThat(kept.went(BlockClass.HANDLER) + kept.went(BlockClass.CONTEXT_FREE))
        .isGreaterThanOrEqualTo(171);
    assertThat(kept.went(BlockClass.FRAGMENT)).isGreaterThanOrEqualTo(110);
    assertThat(kept.went(BlockClass.PAGE)).isGreaterThanOrEqualTo(100);
  }
}
