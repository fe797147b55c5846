package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what it gets. */
final class KeptOutput implements Output {
  final List<TestCase> skipped = new ArrayList<>();
  final Map<String, TestResult> results = new LinkedHashMap<>();
  final Map<String, List<Surprise>> surprises = new LinkedHashMap<>();
  final List<String> stale = new ArrayList<>();
  private @Nullable Total total;

  @Override
  public void skipped(TestCase test) {
    skipped.add(test);
  }

  @Override
  public void ran(TestCase test, TestRunner.Run run, List<Surprise> unexpected) {
    results.put(run.result().id(), run.result());
    surprises.put(run.result().id(), unexpected);
  }

  @Override
  public void stale(List<String> ids) {
    stale.addAll(ids);
  }

  @Override
  public void total(Total sum) {
    total = sum;
  }

  Total total() {
    if (total == null) {
      throw new AssertionError("the run has not ended");
    }
    return total;
  }
}
