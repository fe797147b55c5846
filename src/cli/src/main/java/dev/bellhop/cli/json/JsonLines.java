package dev.bellhop.cli.json;

import dev.bellhop.TraceEntry;
import dev.bellhop.cli.display.TraceReader;
import java.io.PrintWriter;

/** Writes the trace as JSON lines. */
public final class JsonLines implements TraceReader {
  private final PrintWriter out;

  /** To this writer, which is closed at the end where it is a file's. */
  public JsonLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void entry(TraceEntry entry) {
    // Not println(), which may write to the file each time.
    out.print(TraceJson.text(entry) + System.lineSeparator());
  }

  @Override
  public void paused() {
    out.flush();
  }

  @Override
  public void end() {
    out.flush();
  }
}
