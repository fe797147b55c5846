package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import java.util.List;

/** Gives the results to several outputs, in their order. */
record Outputs(List<Output> outputs) implements Output {
  Outputs {
    outputs = List.copyOf(outputs);
  }

  @Override
  public void skipped(TestCase test) {
    outputs.forEach(output -> output.skipped(test));
  }

  @Override
  public void ran(TestCase test, TestRunner.Run run, List<Surprise> surprises) {
    outputs.forEach(output -> output.ran(test, run, surprises));
  }

  @Override
  public void stale(List<String> ids) {
    outputs.forEach(output -> output.stale(ids));
  }

  @Override
  public void total(Total total) {
    outputs.forEach(output -> output.total(total));
  }
}
