package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgementTest {
  private static final String TEXT =
      "caches.open('v1').then((cache) => cache.addAll(['/', './a.css']));\n"
          + "clients.openWindow('/film');\n";

  private static Expected expecting(
      List<String> effects, List<String> problems, Map<String, Integer> diagnostics) {
    return Expected.UNKNOWN.with(effects, problems, diagnostics);
  }

  private static Judgement judge(
      Expected expected, List<Effect> effects, List<Problem> problems, List<Remark> remarks) {
    var block = new Block("web/api/x", 1, "Examples", 1, "", TEXT);
    var example = new Example(block, BlockClass.HANDLER, Reading.of(TEXT), expected, Fixture.NONE);
    return Judgement.of(new Outcome(example, List.of("install"), effects, problems, remarks, 1));
  }

  private static Effect stored(String path) {
    return new Effect(Effect.STORED, "v1 " + path);
  }

  private static Remark remark(int line) {
    return new Remark("BH0001", "It is never called.", null, null, line);
  }

  @Test
  void whatIsPromisedIsDone() {
    Judgement judgement =
        judge(
            expecting(List.of(Effect.STORED), List.of(), Map.of()),
            List.of(stored("/"), stored("/a.css")),
            List.of(),
            List.of());
    assertThat(judgement.surprises()).isEmpty();
    assertThat(judgement.verdict()).isEqualTo(Verdict.DONE);
  }

  @Test
  void aFileThatTheBlockNamesAndThatIsNotStoredIsMissed() {
    Judgement judgement =
        judge(
            expecting(List.of(Effect.STORED), List.of(), Map.of()),
            List.of(stored("/")),
            List.of(),
            List.of());
    assertThat(judgement.surprises()).containsExactly("'./a.css' was not stored");
    assertThat(judgement.verdict()).isEqualTo(Verdict.SURPRISING);
  }

  @Test
  void aWindowThatTheBlockDoesNotNameIsNoneOfIts() {
    Expected expected = expecting(List.of(Effect.WINDOW), List.of(), Map.of());
    assertThat(
            judge(expected, List.of(new Effect(Effect.WINDOW, "/film")), List.of(), List.of())
                .surprises())
        .isEmpty();
    assertThat(
            judge(expected, List.of(new Effect(Effect.WINDOW, "/book")), List.of(), List.of())
                .surprises())
        .containsExactly("window opened: /book, which the block does not say");
  }

  @Test
  void whatIsMissingAndWhatIsTooMuchSurprises() {
    Judgement judgement =
        judge(
            expecting(List.of("logged"), List.of("TypeError"), Map.of()),
            List.of(new Effect("sync handled", "")),
            List.of(new Problem("AbortError", "It was aborted.", 2)),
            List.of());
    assertThat(judgement.surprises())
        .containsExactly(
            "no effect 'logged', which was expected",
            "an effect 'sync handled' that was not expected",
            "no problem 'TypeError', which was expected",
            "a problem 'AbortError' that was not expected");
  }

  @Test
  void diagnosticsAreExpectedAtTheirLine() {
    Expected expected = expecting(List.of(), List.of(), Map.of("BH0001", 2));
    assertThat(judge(expected, List.of(), List.of(), List.of(remark(2))).verdict())
        .isEqualTo(Verdict.DIAGNOSED);
    assertThat(judge(expected, List.of(), List.of(), List.of(remark(1))).surprises())
        .containsExactly("the diagnostic BH0001 in line 1, and line 2 of the block was expected");
    assertThat(judge(expected, List.of(), List.of(), List.of()).surprises())
        .containsExactly("no diagnostic BH0001, which was expected");
  }

  @Test
  void anExpectedProblemWithoutADiagnosticIsACase() {
    Expected expected = expecting(List.of(), List.of("TypeError"), Map.of());
    assertThat(
            judge(expected, List.of(), List.of(new Problem("TypeError", "No.", 1)), List.of())
                .verdict())
        .isEqualTo(Verdict.CANNOT);
    assertThat(expected.lacksReason()).isTrue();
  }

  @Test
  void whatAnEffectShowsIsRead() {
    Expected expected =
        new Expected(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of("logged"),
            List.of("logged: item-\\d+"),
            null,
            null,
            null,
            null,
            null);
    assertThat(
            judge(expected, List.of(new Effect("logged", "item-7")), List.of(), List.of())
                .surprises())
        .isEmpty();
    assertThat(
            judge(expected, List.of(new Effect("logged", "undefined")), List.of(), List.of())
                .surprises())
        .containsExactly("no effect reads 'logged: item-\\d+', which was expected");
  }
}
