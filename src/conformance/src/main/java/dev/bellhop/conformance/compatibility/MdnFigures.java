package dev.bellhop.conformance.compatibility;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the examples of MDN went: the last line that {@code bellhop mdn --json} prints, kept in a
 * file of ours.
 */
record MdnFigures(JsonNode total) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "mdn.json";

  /** Reads the file. */
  static MdnFigures kept() {
    return new MdnFigures(JSON.readTree(Table.text(FILE)));
  }

  /**
   * Reads what the command has printed.
   *
   * @throws BellhopException where there is no total in it
   */
  static MdnFigures read(List<String> lines) {
    for (String line : lines.reversed()) {
      JsonNode read = line.startsWith("{") ? JSON.readTree(line) : JSON.createObjectNode();
      if (read.path("type").asString("").equals("total") && read.has("blocks")) {
        return new MdnFigures(read);
      }
    }
    throw new BellhopException(
        BellhopException.Kind.INPUT, "There is no total of bellhop mdn --json in the file.");
  }

  int blocks() {
    return total.path("blocks").asInt();
  }

  /** By kind of block, how many went how. */
  Map<String, Map<String, Integer>> verdicts() {
    Map<String, Map<String, Integer>> kinds = new LinkedHashMap<>();
    total
        .propertyStream()
        .filter(entry -> entry.getValue().isObject())
        .forEach(
            entry -> {
              Map<String, Integer> verdicts = new LinkedHashMap<>();
              entry
                  .getValue()
                  .propertyStream()
                  .forEach(verdict -> verdicts.put(verdict.getKey(), verdict.getValue().asInt()));
              kinds.put(entry.getKey(), verdicts);
            });
    return kinds;
  }

  /** Writes it to the file in this folder. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(total) + "\n");
  }
}
