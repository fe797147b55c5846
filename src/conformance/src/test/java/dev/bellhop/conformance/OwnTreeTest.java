package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestCase.Place;
import dev.bellhop.conformance.TestResult.Subtest;
import dev.bellhop.conformance.Total.Group;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run over a small tree of our own, which has a server and a harness of its own as well. */
final class OwnTreeTest {
  private static final String ENDLESS = "other/endless.window.html";
  private static final String GONE = "own/gone.html";
  private static final Duration SOON = Duration.ofMillis(300);

  /** Limits are for the results, not for how fast they come. */
  private static final int PATIENCE = 6;

  @TempDir private static Path folder;

  private static final KeptOutput KEPT = new KeptOutput();
  private static final StringWriter TEXT = new StringWriter();
  private static final StringWriter JSON = new StringWriter();
  private static Path report;

  @BeforeAll
  static void runAll() throws Exception {
    Path expected = Files.createDirectory(folder.resolve("expected"));
    Files.writeString(
        expected.resolve("suite.json"),
        """
        {"suite": "suite", "tests": {
          "suite/where.any.serviceworker.html": {
            "failures": {"it is the second variant": "It is the first."}}}}
        """);
    Files.writeString(
        folder.resolve("elsewhere.tsv"),
        "url\tharness\tpassed\ttotal\tfailing\nsuite/page.window.html\tOK\t1\t2\tit may set permissions\n");
    report = folder.resolve("report.html");
    WptTree tree = OwnTree.open();
    List<String> names = List.of("suite", "other");
    List<TestCase> cases =
        tree.cases(names, Selection.ONCE).stream().map(OwnTreeTest::shortened).toList();
    Suites suites = Suites.of(tree, List.of("suite"), names);
    Expectations expectations = Expectations.read(expected);
    var output =
        new Outputs(
            List.of(
                KEPT,
                new JsonOutput(new PrintWriter(JSON)),
                new ProgressLine(
                    new TextOutput(new PrintWriter(TEXT), TextOutput.Detail.VERBOSE),
                    new PrintWriter(TEXT),
                    60,
                    cases),
                new HtmlReport(
                    report,
                    suites,
                    expectations,
                    OtherRuntime.read(folder.resolve("elsewhere.tsv")))));
    new WptRun(
            tree,
            expectations,
            suites,
            new WptRun.Manner(2, PATIENCE, 1, BackgroundFetchPolicy.defaults()),
            output)
        .run(cases, List.of(GONE));
  }

  @Test
  void whatIsExpectedOfTestsThatAreGoneIsTold() {
    assertThat(KEPT.stale).containsExactly(GONE);
    assertThat(TEXT.toString()).contains("not in this checkout", GONE);
    assertThat(JSON.toString()).contains("{\"type\":\"stale\",\"id\":\"" + GONE + "\"}");
  }

  private static TestCase shortened(TestCase test) {
    return test.id().equals(ENDLESS)
        ? new TestCase(test.id(), test.place(), SOON, test.skipped())
        : test;
  }

  private static List<String> failing(String id) {
    TestResult result = Objects.requireNonNull(KEPT.results.get(id), id);
    return result.subtests().stream()
        .filter(subtest -> !subtest.passed())
        .map(subtest -> subtest.name() + ": " + subtest.message())
        .toList();
  }

  @Test
  void testsRunInTheRealmsTheyAreMadeFor() {
    assertThat(KEPT.results.keySet())
        .containsExactly(
            "suite/old.worker.html",
            "suite/page.window.html",
            "suite/second-time.window.html",
            "suite/undeclared.any.worker.html",
            "suite/where.any.serviceworker.html",
            "suite/where.any.serviceworker.html?two",
            ENDLESS);
    assertThat(failing("suite/old.worker.html")).isEmpty();
    assertThat(failing("suite/page.window.html")).isEmpty();
    assertThat(failing("suite/undeclared.any.worker.html")).isEmpty();
    assertThat(failing("suite/where.any.serviceworker.html"))
        .containsExactly("it is the second variant: expected ?two but got ");
    assertThat(failing("suite/where.any.serviceworker.html?two")).isEmpty();
    assertThat(KEPT.skipped).extracting(TestCase::id).containsExactly("other/dom.window.html");
  }

  @Test
  void aTestThatDoesNotEndIsGivenUp() {
    TestResult endless = Objects.requireNonNull(KEPT.results.get(ENDLESS));
    assertThat(endless.harness()).isEqualTo("TIMEOUT");
    assertThat(endless.subtests())
        .containsExactly(
            new Subtest("it never ends", "TIMEOUT", "Test timed out"),
            new Subtest("another one does", "PASS", null));
    assertThat(endless.millis()).isGreaterThanOrEqualTo(SOON.multipliedBy(PATIENCE).toMillis());
  }

  @Test
  void aSurpriseIsRunAgain() {
    assertThat(failing("suite/second-time.window.html")).isEmpty();
    assertThat(KEPT.surprises.values()).allSatisfy(surprises -> assertThat(surprises).isEmpty());
  }

  @Test
  void resultsAreSummedUpBySuiteAndRealm() {
    Total total = KEPT.total();
    assertThat(total.groups().keySet())
        .containsExactly(
            new Group("other", Place.PAGE),
            new Group("suite", Place.SERVICE_WORKER),
            new Group("suite", Place.UNDECLARED),
            new Group("suite", Place.PAGE));
    assertThat(total.groups().values()).extracting(Tally::passed).containsExactly(1L, 3L, 3L, 3L);
    assertThat(total.groups().values()).extracting(Tally::whole).containsExactly(0, 1, 2, 2);
    assertThat(total.all().subtests()).isEqualTo(12);
    assertThat(total.skipped()).containsOnlyKeys("needs a DOM");
  }

  @Test
  void everyResultIsALineOfJson() {
    List<JsonNode> lines =
        JSON.toString().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertThat(lines)
        .extracting(line -> line.path("type").asString())
        .filteredOn("test"::equals)
        .hasSize(7);
    assertThat(lines)
        .filteredOn(line -> line.path("type").asString().equals("suite"))
        .extracting(line -> line.path("place").asString())
        .containsExactly("page", "service worker", "service worker, not declared", "page");
    assertThat(lines.getLast().path("passed").asInt()).isEqualTo(10);
  }

  @Test
  void theTextHasATableAndAProgressLine() {
    assertThat(TEXT.toString())
        .contains("suite (service worker, not declared)")
        .contains("10 of 12 subtests passed, in 7 test files, 5 of them whole")
        .contains("1 not run (needs a DOM: 1)")
        .contains("nothing is expected of 1 of the files")
        .contains("all as expected")
        .contains("\r\u001b[K")
        .contains("1 of 8, 0 of 0 subtests passed; suite/old.worker.html");
  }

  @Test
  void thePageForAPersonHasWhatFailedAndWhatAnotherRuntimeReached() throws Exception {
    Document page = Jsoup.parse(Files.readString(report));
    assertThat(page.select("tbody tr")).hasSize(4);
    assertThat(page.select("tbody tr:contains(elsewhere)")).isEmpty();
    assertThat(page.select("th").eachText()).endsWith("unexpected", "elsewhere, of the same files");
    assertThat(page.select("tbody tr").last().children().eachText())
        .containsSequence("3 of 3", "100.0 %", "2", "2", "0", "0", "50.0 %");
    assertThat(page.select(".tiles > div").eachText())
        .containsExactly(
            "83.3 % of 12 subtests passed", "5 of 7 files whole", "1 not run", "0 not as expected");
    assertThat(page.select("details.failing summary").eachText())
        .anySatisfy(text -> assertThat(text).contains("1/2 " + ENDLESS).contains("TIMEOUT"));
    assertThat(page.select("li.fail").text())
        .contains("FAIL it is the second variant expected ?two but got It is the first.");
    assertThat(page.select("details.skipped li").text()).contains("it needs a DOM (document)");
  }

  @Test
  void aSurpriseIsNamed() {
    TestResult result = new TestResult("suite/x.html", "OK", null, List.of(), 1);
    var text = new StringWriter();
    new TextOutput(new PrintWriter(text), TextOutput.Detail.USUAL)
        .ran(
            TestCase.toRun("suite/x.html", Place.PAGE, false),
            new TestRunner.Run(result, List.of()),
            List.of(new Surprise("one", "passes, and was expected to fail")));
    assertThat(text.toString()).contains("! one passes, and was expected to fail");
  }
}
