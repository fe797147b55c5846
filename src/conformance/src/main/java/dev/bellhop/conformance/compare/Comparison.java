package dev.bellhop.conformance.compare;

import dev.bellhop.conformance.compare.KnownDifferences.Known;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two runtimes did with a site, side by side.
 *
 * @param other what the other runtime is called, such as "Chromium 150"
 * @param rows in Bellhop's order; what happened in Chromium only comes after what it followed there
 * @param complaints why one of them could not be observed to the end
 * @param stale known differences of this site that did not occur
 */
record Comparison(String other, List<Row> rows, List<String> complaints, List<Known> stale) {
  private static final String PRESENCE = "presence";
  private static final String ORDER = "order";

  Comparison {
    rows = List.copyOf(rows);
    complaints = List.copyOf(complaints);
    stale = List.copyOf(stale);
  }

  /**
   * A thing that happened in one runtime or in both.
   *
   * @param bellhop null where it did not happen there
   * @param chromium null where it did not happen there; not both
   */
  record Row(
      @Nullable Observation bellhop, @Nullable Observation chromium, List<Difference> differences) {
    Row {
      differences = List.copyOf(differences);
    }

    /** The one that is there, Bellhop's where both are. */
    Observation observation() {
      return Stream.of(new @Nullable Observation[] {bellhop, chromium})
          .filter(observation -> observation != null)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * What is not the same.
   *
   * @param what the name of the fact, "presence" or "order"
   * @param known why, or null
   */
  record Difference(String what, String bellhop, String chromium, @Nullable Known known) {}

  /** Compares them. */
  static Comparison of(Recording bellhop, Recording chromium, KnownDifferences known) {
    List<Pair> pairs = Pairing.of(bellhop.observations(), chromium.observations());
    Set<Pair> disordered = Tracks.disordered(pairs, chromium.observations());
    List<Row> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      rows.add(new Row(pair.bellhop(), pair.chromium(), differences(pair, disordered, known)));
    }
    List<String> complaints = new ArrayList<>();
    complain(bellhop, complaints);
    complain(chromium, complaints);
    var comparison = new Comparison(chromium.runtime(), rows, complaints, List.of());
    return complaints.isEmpty() ? comparison.withStale(known) : comparison;
  }

  private Comparison withStale(KnownDifferences known) {
    List<Known> unseen = new ArrayList<>(known.expected());
    known().forEach(difference -> unseen.remove(difference.known()));
    return new Comparison(other, rows, complaints, unseen);
  }

  /** This one, where known differences need not occur. */
  Comparison ofAnyAge() {
    return new Comparison(other, rows, complaints, List.of());
  }

  private static void complain(Recording recording, List<String> complaints) {
    if (!recording.complaint().isEmpty()) {
      complaints.add(recording.runtime() + ": " + recording.complaint());
    }
  }

  private static List<Difference> differences(
      Pair pair, Set<Pair> disordered, KnownDifferences known) {
    Observation here = pair.bellhop();
    Observation there = pair.chromium();
    List<Difference> found = new ArrayList<>();
    if (here == null || there == null) {
      found.add(
          difference(
              pair.subject(),
              PRESENCE,
              here == null ? KnownDifferences.ABSENT : text(here),
              there == null ? KnownDifferences.ABSENT : text(there),
              known));
      return found;
    }
    Set<String> names = new LinkedHashSet<>(here.facts().keySet());
    names.addAll(there.facts().keySet());
    for (String name : names) {
      String left = here.facts().getOrDefault(name, KnownDifferences.ABSENT);
      String right = there.facts().getOrDefault(name, KnownDifferences.ABSENT);
      if (!left.equals(right)) {
        found.add(difference(pair.subject(), name, left, right, known));
      }
    }
    if (disordered.contains(pair)) {
      found.add(difference(pair.subject(), ORDER, "in its place", "elsewhere", known));
    }
    return found;
  }

  private static String text(Observation observation) {
    String facts = observation.facts().isEmpty() ? "happens" : observation.facts().toString();
    return observation.note() == null ? facts : facts + " " + observation.note();
  }

  private static Difference difference(
      String subject, String what, String bellhop, String chromium, KnownDifferences known) {
    return new Difference(
        what, bellhop, chromium, known.explain(subject, what, bellhop, chromium).orElse(null));
  }

  /** How many rows have no difference. */
  int same() {
    return (int) rows.stream().filter(row -> row.differences().isEmpty()).count();
  }

  /** All differences with a reason. */
  List<Difference> known() {
    return differences().filter(difference -> difference.known() != null).toList();
  }

  /** All differences without one. */
  List<Difference> unexplained() {
    return differences().filter(difference -> difference.known() == null).toList();
  }

  /** Whether nothing is left to be explained, and no explanation is left over. */
  boolean isWell() {
    return complaints.isEmpty() && unexplained().isEmpty() && stale.isEmpty();
  }

  private Stream<Difference> differences() {
    return rows.stream().flatMap(row -> row.differences().stream());
  }
}
