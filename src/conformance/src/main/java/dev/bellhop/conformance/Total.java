package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestCase.Place;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums the results up: all of them, and each suite's by where they ran. Not for several threads.
 */
final class Total {
  /** What is summed up together: in a worker, a suite's tests apart that declare none. */
  record Group(String suite, Place place) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::suite).thenComparing(Group::place);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  private final Suites suites;
  private final Tally all = new Tally();
  private final SortedMap<Group, Tally> groups = new TreeMap<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private int unjudged;

  Total(Suites suites) {
    this.suites = suites;
  }

  private Tally group(TestCase test) {
    return groups.computeIfAbsent(
        new Group(suites.of(test.id()), test.place()), key -> new Tally());
  }

  void skip(TestCase test) {
    // What exactly of the DOM, say, is a matter of the single case.
    String reason = String.valueOf(test.skipped()).replaceFirst(" \\(.*", "");
    skipped.merge(reason, 1, Integer::sum);
    all.skip();
    group(test).skip();
  }

  void add(TestCase test, TestResult result, List<Surprise> unexpected) {
    all.add(result, unexpected.size());
    group(test).add(result, unexpected.size());
  }

  /** Counts a test case of whose suite nothing is expected. */
  void addUnjudged() {
    unjudged++;
  }

  /** How many test cases were run of whose suite nothing is expected. */
  int unjudged() {
    return unjudged;
  }

  /** All together. */
  Tally all() {
    return all;
  }

  /** By suite and place, in the order of their names. */
  SortedMap<Group, Tally> groups() {
    return Collections.unmodifiableSortedMap(groups);
  }

  /** How many test cases were not run, by the reason. */
  Map<String, Integer> skipped() {
    return Collections.unmodifiableMap(skipped);
  }
}
