package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.conformance.compare.Comparison.Difference;
import dev.bellhop.conformance.compare.Comparison.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
  private static Observation seen(String subject, @Nullable String track, String value) {
    return new Observation("page /", subject, Map.of("value", value), track, null, 0);
  }

  private static Observation seen(String subject) {
    return seen(subject, null, "1");
  }

  private static Recording recording(Observation... observations) {
    return new Recording("Bellhop", Arrays.asList(observations), "");
  }

  private static Comparison compare(Recording bellhop, Recording chromium) {
    return Comparison.of(bellhop, chromium, KnownDifferences.read());
  }

  private static List<String> whats(Comparison comparison) {
    return comparison.unexplained().stream().map(Difference::what).toList();
  }

  @Test
  void theSameIsWellInWhateverOrder() {
    Comparison comparison =
        compare(recording(seen("a"), seen("b")), recording(seen("b"), seen("a")));

    assertThat(comparison.isWell()).isTrue();
    assertThat(comparison.same()).isEqualTo(2);
  }

  @Test
  void aFactThatDiffersIsNamed() {
    Comparison comparison =
        compare(recording(seen("a", null, "1")), recording(seen("a", null, "2")));

    assertThat(comparison.unexplained()).containsExactly(new Difference("value", "1", "2", null));
    assertThat(comparison.isWell()).isFalse();
  }

  @Test
  void repetitionsAreComparedByWhatTheyBring() {
    Comparison comparison =
        compare(
            recording(seen("a", null, "1"), seen("a", null, "2")),
            recording(seen("a", null, "2"), seen("a", null, "1")));

    assertThat(comparison.isWell()).isTrue();
  }

  @Test
  void oneTooManyIsMissedOnTheOtherSide() {
    assertThat(whats(compare(recording(seen("a"), seen("a")), recording(seen("a")))))
        .containsExactly("presence");
  }

  @Test
  void whatIsOnlyInChromiumStandsAfterWhatItFollowed() {
    Comparison comparison =
        compare(
            recording(seen("a"), seen("b")), recording(seen("a"), seen("x"), seen("y"), seen("b")));

    assertThat(comparison.rows())
        .extracting(Row::observation)
        .extracting(Observation::subject)
        .containsExactly("a", "x", "y", "b");
  }

  @Test
  void orderCountsWithinATrackOnly() {
    Comparison comparison =
        compare(
            recording(
                seen("a", "one", ""),
                seen("b", "one", ""),
                seen("c", "two", ""),
                seen("d", "one", "")),
            recording(
                seen("b", "one", ""),
                seen("c", "two", ""),
                seen("d", "one", ""),
                seen("a", "one", "")));

    assertThat(whats(comparison)).containsExactly("order");
    assertThat(comparison.rows().stream().filter(row -> !row.differences().isEmpty()))
        .extracting(row -> row.observation().subject())
        .containsExactly("a");
  }

  @Test
  void aRunThatWasCutShortIsNotWell() {
    Comparison comparison =
        compare(
            recording(seen("a")), new Recording("Chromium", List.of(seen("a")), "It did not end."));

    assertThat(comparison.unexplained()).isEmpty();
    assertThat(comparison.isWell()).isFalse();
    assertThat(comparison.complaints()).containsExactly("Chromium: It did not end.");
  }

  @Test
  void aKnownDifferenceThatDoesNotOccurIsStale(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("known.json"),
        "[{\"name\": \"mine\", \"subject\": \"a\", \"what\": \"value\", \"reason\": \"So.\"}]");
    KnownDifferences known =
        KnownDifferences.read().of(new ComparedSite(folder, "sw.js", "classic", List.of()));
    Recording bellhop = recording(seen("a", null, "1"));

    assertThat(Comparison.of(bellhop, recording(seen("a", null, "2")), known).isWell()).isTrue();
    Comparison same = Comparison.of(bellhop, recording(seen("a", null, "1")), known);
    assertThat(same.stale()).extracting(KnownDifferences.Known::name).containsExactly("mine");
    assertThat(same.isWell()).isFalse();
    assertThat(same.ofAnyAge().isWell()).isTrue();
  }
}
