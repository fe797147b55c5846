package dev.bellhop.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the shims say of the globals' interfaces: which there are, and why others are not. */
record ExposureTable(Set<String> inWorkers, Set<String> inPages, Map<String, Absence> absent) {
  private static final Pattern ROW =
      Pattern.compile("\\[\"([A-Z]\\w*|console)\", \"[^\"]+\", \"([a-z-]+)\"");

  /** Why an interface is not there: a code and a sentence. */
  record Absence(String reason, String words) {}

  static ExposureTable read() {
    var inWorkers = new TreeSet<String>();
    var inPages = new TreeSet<String>();
    var rows = ROW.matcher(shim("internal/exposure.mjs"));
    while (rows.find()) {
      if (!rows.group(2).equals("page")) {
        inWorkers.add(rows.group(1));
      }
      if (rows.group(2).equals("all") || rows.group(2).equals("page")) {
        inPages.add(rows.group(1));
      }
    }
    var absent = new TreeMap<String, Absence>();
    shim("absent-interfaces.tsv")
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(cells -> absent.put(cells[0], new Absence(cells[1], cells[2])));
    return new ExposureTable(inWorkers, inPages, absent);
  }

  private static String shim(String name) {
    try (InputStream in = ExposureTable.class.getResourceAsStream("/dev/bellhop/shims/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
