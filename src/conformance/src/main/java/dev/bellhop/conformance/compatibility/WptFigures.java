package dev.bellhop.conformance.compatibility;

import dev.bellhop.conformance.OtherRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How web-platform-tests went, by suite and place; kept in a file of ours. */
final class WptFigures {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "wpt.tsv";
  private static final String TITLES =
      "suite\tplace\tday\tfiles\twhole\tpassed\tsubtests\tother\tother passed\tother subtests";

  /**
   * A suite's results.
   *
   * @param place where its files ran, in words
   * @param day when, as in 2026-11-23
   * @param whole how many files passed in all subtests
   * @param other the browser that was measured beside, as in "Chromium 156"; empty where none was
   * @param otherPassed the subtests that it passes, of the files that it was measured on
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
      String other,
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
          row.get(7),
          Long.parseLong(row.get(8)),
          Long.parseLong(row.get(9)));
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
          other,
          String.valueOf(otherPassed),
          String.valueOf(otherSubtests));
    }
  }

  /** The places in the order in which they are shown; others come first. */
  private static final List<String> PLACES =
      List.of("service worker", "service worker, not declared", "page");

  private record Key(String place, String suite) {
    private static final Comparator<Key> ORDER =
        Comparator.<Key>comparingInt(key -> PLACES.indexOf(key.place))
            .thenComparing(Key::place)
            .thenComparing(Key::suite);
  }

  private final Map<Key, Row> rows = new TreeMap<>(Key.ORDER);

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

  /** The browsers that were measured beside. */
  String others() {
    return rows.values().stream()
        .map(Row::other)
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * Takes over what {@code bellhop wpt --json} has printed: its suites replace what was known of
   * them.
   *
   * @param lines with the results of a run that went to its end
   * @param other what was measured beside; null where nothing was
   */
  void take(List<String> lines, @Nullable OtherRuntime other, LocalDate day) {
    Map<String, OtherRuntime.Score> scores = other == null ? Map.of() : other.files();
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
        OtherRuntime.Score score = scores.get(test.path("id").asString(""));
        if (isOf(test, "test") && score != null && suite.equals(suiteOf(test, suites))) {
          passed += score.passed();
          subtests += score.subtests();
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
              other == null || subtests == 0 ? "" : inWords(other.name()),
              passed,
              subtests));
    }
  }

  /** A browser's name of the file with its results. */
  private static String inWords(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' ');
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
