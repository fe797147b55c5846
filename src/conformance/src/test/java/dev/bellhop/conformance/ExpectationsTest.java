package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestCase.Place;
import dev.bellhop.conformance.TestResult.Subtest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpectationsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeDown() throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        """
        {"suite": "a", "tests": {
          "a/x.html": {"failures": {"known": "because"}},
          "a/slow.html": {"harness": "TIMEOUT", "reason": "it waits for a window"}
        }}
        """);
    Files.writeString(folder.resolve("a.b.json"), "{\"suite\": \"a/b\", \"tests\": {}}");
  }

  private static TestResult result(String id, String harness, Subtest... subtests) {
    return new TestResult(id, harness, null, List.of(subtests), 5);
  }

  private static Subtest subtest(String name, String status) {
    return new Subtest(name, status, null);
  }

  private void update(TestResult... results) {
    Expectations expectations = Expectations.read(folder);
    List<String> known = expectations.suites().stream().map(Expectations.Suite::suite).toList();
    expectations.update(
        folder, Suites.of(new WptTree(folder), known, List.of()), List.of(results), "");
  }

  private List<Surprise> compare(TestResult result) {
    return Expectations.read(folder).compare(result);
  }

  @Test
  void whatIsListedFailsAndTheRestPasses() {
    assertThat(
            compare(result("a/x.html", "OK", subtest("known", "FAIL"), subtest("other", "PASS"))))
        .isEmpty();
    assertThat(compare(result("a/slow.html", "TIMEOUT"))).isEmpty();
    assertThat(compare(result("a/new.html", "OK", subtest("one", "PASS")))).isEmpty();
  }

  @Test
  void everyOtherResultIsASurprise() {
    assertThat(
            compare(result("a/x.html", "OK", subtest("known", "PASS"), subtest("other", "NOTRUN"))))
        .containsExactly(
            new Surprise("known", "passes, and was expected to fail"),
            new Surprise("other", "fails (NOTRUN), and was expected to pass"));
    assertThat(compare(result("a/x.html", "OK")))
        .containsExactly(new Surprise("known", "was expected to fail, and has no result"));
    assertThat(compare(result("a/slow.html", "OK")))
        .containsExactly(new Surprise(null, "the harness status is OK, and TIMEOUT was expected"));
    assertThat(compare(result("a/b/x.html", "OK", subtest("known", "FAIL")))).hasSize(1);
  }

  @Test
  void nothingIsExpectedOfSuitesThatAreNotThere() {
    assertThat(compare(result("c/x.html", "ERROR", subtest("one", "FAIL")))).isEmpty();
    assertThat(compare(result("ab/x.html", "ERROR"))).isEmpty();
  }

  @Test
  void writingKeepsReasonsAndLeavesNewOnesEmpty() throws IOException {
    update(
        result("a/x.html", "OK", subtest("known", "FAIL"), subtest("new", "TIMEOUT")),
        result("a/y.html", "ERROR", subtest("fine", "PASS")));
    Expectations.Suite suite = Expectations.read(folder).suite("a/x.html").orElseThrow();
    assertThat(suite.tests().keySet())
        .containsExactlyInAnyOrder("a/x.html", "a/y.html", "a/slow.html");
    assertThat(suite.tests().get("a/x.html"))
        .isEqualTo(
            new Expectations.Exceptions(
                null, null, null, null, Map.of("known", "because", "new", ""), null));
    assertThat(suite.tests().get("a/y.html"))
        .isEqualTo(new Expectations.Exceptions(null, null, "ERROR", "", null, null));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.json", "a.b.json");
  }

  @Test
  void aFlakySubtestMayPassOrFailAndStaysSoWhenResultsAreWritten() throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        """
        {"suite": "a", "tests": {"a/x.html": {"flaky": {"at times": "it depends on the clock"}}}}
        """);
    TestResult fails = result("a/x.html", "OK", subtest("at times", "FAIL"));
    assertThat(compare(fails)).isEmpty();
    assertThat(compare(result("a/x.html", "OK", subtest("at times", "PASS")))).isEmpty();
    update(fails);
    Expectations.Exceptions written =
        Expectations.read(folder).suite("a/x.html").orElseThrow().tests().get("a/x.html");
    assertThat(written.varying()).containsOnlyKeys("at times");
    assertThat(written.failures()).isNull();
  }

  @Test
  void aCaseThatIsSkippedRunsWhereThatIsWrittenDown() throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        """
        {"suite": "a", "tests": {"a/x.html": {"runs": "Two of its subtests need no frame."}}}
        """);
    Expectations expectations = Expectations.read(folder);
    TestCase listed =
        TestCase.toRun("a/x.html", Place.PAGE, true).butSkipped("needs a DOM (document)");
    TestCase other = TestCase.skipped("a/y.html", Place.PAGE, "needs a DOM (document)");
    assertThat(expectations.admit(listed)).isEqualTo(TestCase.toRun("a/x.html", Place.PAGE, true));
    assertThat(expectations.admit(other)).isSameAs(other);
    update(result("a/x.html", "OK", subtest("one", "PASS")));
    assertThat(Expectations.read(folder).admit(listed).skipped()).isNull();
  }

  @Test
  void writingForgetsWhatGoesWell() {
    update(result("a/x.html", "OK", subtest("known", "PASS")));
    assertThat(Expectations.read(folder).suite("a/x.html").orElseThrow().tests())
        .containsOnlyKeys("a/slow.html");
  }

  @Test
  void aFileThatIsNoneIsNamed() throws IOException {
    Files.writeString(folder.resolve("bad.json"), "{");
    assertThatThrownBy(() -> Expectations.read(folder))
        .hasMessageContaining("bad.json is no file of expectations");
  }

  @Test
  void everyFailureThatIsExpectedHasItsReason() throws URISyntaxException {
    Path own =
        Path.of(
                Objects.requireNonNull(Expectations.class.getResource("expectations/README.txt"))
                    .toURI())
            .getParent();
    Expectations expectations = Expectations.read(own);
    assertThat(expectations.suites()).isNotEmpty();
    expectations.requireReasons();
    for (Expectations.Suite suite : expectations.suites()) {
      assertThat(suite.tests().keySet()).allMatch(id -> id.startsWith(suite.suite() + "/"));
    }
  }

  @Test
  void whatLacksItsReasonIsNamed() {
    update(result("a/x.html", "OK", subtest("new", "FAIL")));
    assertThatThrownBy(() -> Expectations.read(folder).requireReasons())
        .hasMessage(
            "The expectations of a give no reason for \"new\" of a/x.html; write one into a.json.");
  }

  @Test
  void aReasonMayBeGivenWithTheResults() {
    Expectations expectations = Expectations.read(folder);
    expectations.update(
        folder,
        Suites.of(new WptTree(folder), List.of("a"), List.of()),
        List.of(
            result("a/x.html", "OK", subtest("known", "FAIL"), subtest("new", "FAIL")),
            result("c/z.html", "ERROR")),
        "there is no window");
    Expectations written = Expectations.read(folder);
    written.requireReasons();
    assertThat(written.suite("a/x.html").orElseThrow().tests().get("a/x.html").failing())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("known", "because", "new", "there is no window"));
    assertThat(written.suite("c/z.html").orElseThrow().tests().get("c/z.html").reason())
        .isEqualTo("there is no window");
  }

  @Test
  void aFileThatIsUnsteadyMayGoAnyWay() throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        """
        {"suite": "a", "tests": {"a/x.html": {"unsteady": "it races with a server"}}}
        """);
    TestResult fails = result("a/x.html", "TIMEOUT", subtest("one", "FAIL"));
    assertThat(compare(fails)).isEmpty();
    update(fails);
    assertThat(compare(result("a/x.html", "OK"))).isEmpty();
    Expectations.read(folder).requireReasons();
  }

  @Test
  void testsThatAreGoneAreFoundInSuitesThatAreRunAsAWhole() {
    Expectations expectations = Expectations.read(folder);
    assertThat(expectations.stale(Set.of("a/x.html"), "a"::equals)).containsExactly("a/slow.html");
    assertThat(expectations.stale(Set.of(), "elsewhere"::equals)).isEmpty();

    expectations.forget(folder, List.of("a/slow.html"));

    assertThat(compare(result("a/slow.html", "TIMEOUT"))).hasSize(1);
    assertThat(compare(result("a/x.html", "OK", subtest("known", "FAIL")))).isEmpty();
  }
}
