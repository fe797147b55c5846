package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import java.io.PrintWriter;
import java.util.List;

/** Shows below the lines of a terminal how far the run is, and what it waits for. */
final class ProgressLine implements Output {
  private static final String ERASE = "\r\u001b[K";

  private final Output lines;
  private final PrintWriter out;
  private final int columns;
  private final List<TestCase> cases;
  private int done;
  private long passed;
  private long subtests;

  /**
   * Around an output.
   *
   * @param lines what writes the lines above
   * @param columns how wide the terminal is
   * @param cases all that will come
   */
  ProgressLine(Output lines, PrintWriter out, int columns, List<TestCase> cases) {
    this.lines = lines;
    this.out = out;
    this.columns = columns;
    this.cases = cases;
    show();
  }

  @Override
  public void skipped(TestCase test) {
    erase();
    lines.skipped(test);
    done++;
    show();
  }

  @Override
  public void ran(TestCase test, TestRunner.Run run, List<Surprise> surprises) {
    erase();
    lines.ran(test, run, surprises);
    done++;
    passed += run.result().passed();
    subtests += run.result().subtests().size();
    show();
  }

  @Override
  public void stale(List<String> ids) {
    erase();
    lines.stale(ids);
  }

  @Override
  public void total(Total total) {
    erase();
    lines.total(total);
  }

  private void erase() {
    out.print(ERASE);
  }

  private void show() {
    if (done < cases.size()) {
      String text =
          "%d of %d, %d of %d subtests passed; %s"
              .formatted(done + 1, cases.size(), passed, subtests, cases.get(done).id());
      out.print(text.length() < columns ? text : text.substring(0, columns - 1));
      out.flush();
    }
  }
}
