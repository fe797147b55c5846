package dev.bellhop.conformance.output;

import java.io.PrintWriter;
import java.util.Map;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines of JSON, each an object whose members keep their order. */
public final class JsonLines {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private final PrintWriter out;

  /** To this writer, which gets each line at once. */
  public JsonLines(PrintWriter out) {
    this.out = out;
  }

  /** Writes a line. */
  public void write(Map<String, ?> line) {
    out.println(JSON.writeValueAsString(line));
    out.flush();
  }
}
