package dev.bellhop.conformance.compatibility;

import dev.bellhop.conformance.OtherRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How web-platform-tests went, by suite and place; kept in a file of ours. */
final class WptFigures {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "wpt.tsv";
  private static final String TITLES =
      "suite\tplace\tday\tfiles\twhole\tpassed\tsubtests\tChromium passed\tChromium subtests";

  /**
   * A suite's results.
   *
   * @param place where its files ran, in words
   * @param day when, as in 2026-11-23
   * @param whole how many files passed in all subtests
   * @param otherPassed the subtests that Chromium passes, of the files that it was measured on
   * @param otherSubtests how many it saw there; 0 where none was
   */
  record Row(
      String suite,
      String place,
      String day,
      int files,
      int whole,
      long passed,
      long subtests,
      long otherPassed,
      long otherSubtests) {
    private static Row read(List<String> row) {
      return new Row(
          row.get(0),
          row.get(1),
          row.get(2),
          Integer.parseInt(row.get(3)),
          Integer.parseInt(row.get(4)),
          Long.parseLong(row.get(5)),
          Long.parseLong(row.get(6)),
          Long.parseLong(row.get(7)),
          Long.parseLong(row.get(8)));
    }

    private String line() {
      return String.join(
          "\t",
          suite,
          place,
          day,
          String.valueOf(files),
          String.valueOf(whole),
          String.valueOf(passed),
          String.valueOf(subtests),
          String.valueOf(otherPassed),
          String.valueOf(otherSubtests));
    }
  }

  private record Key(String place, String suite) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int places = place.compareTo(other.place);
      return places != 0 ? places : suite.compareTo(other.suite);
    }
  }

  private final Map<Key, Row> rows = new TreeMap<>();

  private WptFigures() {}

  /** Reads the file. */
  static WptFigures kept() {
    var figures = new WptFigures();
    Table.rows(FILE).forEach(row -> figures.put(Row.read(row)));
    return figures;
  }

  private void put(Row row) {
    rows.put(new Key(row.place(), row.suite()), row);
  }

  /** By place, then by suite. */
  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * Takes over what {@code bellhop wpt --json} has printed: its suites replace what was known of
   * them.
   *
   * @param lines with the results of a run that went to its end
   * @param others Chromium's passed subtests and all, by page
   */
  void take(List<String> lines, Map<String, OtherRuntime.Score> others, LocalDate day) {
    List<JsonNode> read =
        lines.stream().filter(line -> line.startsWith("{")).map(JSON::readTree).toList();
    List<JsonNode> suites = read.stream().filter(line -> isOf(line, "suite")).toList();
    for (JsonNode suite : suites) {
      if (suite.path("files").asInt() == 0) {
        continue;
      }
      long passed = 0;
      long subtests = 0;
      for (JsonNode test : read) {
        OtherRuntime.Score other = others.get(test.path("id").asString(""));
        if (isOf(test, "test") && other != null && suite.equals(suiteOf(test, suites))) {
          passed += other.passed();
          subtests += other.subtests();
        }
      }
      put(
          new Row(
              suite.path("suite").asString(),
              suite.path("place").asString(),
              day.toString(),
              suite.path("files").asInt(),
              suite.path("whole").asInt(),
              suite.path("passed").asLong(),
              suite.path("subtests").asLong(),
              passed,
              subtests));
    }
  }

  private static boolean isOf(JsonNode line, String type) {
    return line.path("type").asString("").equals(type);
  }

  /** The suite with the longest name of those that a test can belong to. */
  private static JsonNode suiteOf(JsonNode test, List<JsonNode> suites) {
    String id = test.path("id").asString();
    JsonNode found = test;
    int longest = -1;
    for (JsonNode suite : suites) {
      String name = suite.path("suite").asString();
      if (id.startsWith(name + "/")
          && suite.path("place").equals(test.path("place"))
          && name.length() > longest) {
        found = suite;
        longest = name.length();
      }
    }
    return found;
  }

  /** Writes it to the file in this folder. */
  void write(Path folder) throws IOException {
    var lines = new ArrayList<>(List.of(TITLES));
    rows.values().forEach(row -> lines.add(row.line()));
    Files.write(folder.resolve(FILE), lines);
  }
}
