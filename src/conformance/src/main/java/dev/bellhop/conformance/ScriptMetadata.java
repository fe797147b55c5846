package dev.bellhop.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the {@code // META:} lines at the beginning of a test script say.
 *
 * @param globals the globals that it is made for, in the names of the specification of META
 * @param variants the queries that it is to be run with; one empty one where it names none
 * @param isLong whether it asks for the longer time limit
 * @see <a href="https://web-platform-tests.org/writing-tests/testharness.html">writing tests</a>
 */
record ScriptMetadata(Set<String> globals, List<String> variants, boolean isLong) {
  private static final Pattern LINE = Pattern.compile("//\\s*META:\\s*(\\w*)=(.*)");
  private static final Set<String> USUAL = Set.of("window", "dedicatedworker");

  ScriptMetadata {
    globals = Set.copyOf(globals);
    variants = List.copyOf(variants);
  }

  static ScriptMetadata of(String script) {
    Set<String> globals = new LinkedHashSet<>();
    List<String> variants = new ArrayList<>();
    boolean isLong = false;
    for (String line : script.lines().toList()) {
      Matcher meta = LINE.matcher(line);
      if (!meta.lookingAt()) {
        break;
      }
      String value = meta.group(2).strip();
      switch (meta.group(1)) {
        case "global" -> globals.addAll(globals(value));
        case "variant" -> variants.add(value);
        case "timeout" -> isLong |= value.equals("long");
        default -> {
          // Scripts and titles are the server's business: it generates the page.
        }
      }
    }
    return new ScriptMetadata(
        globals.isEmpty() ? USUAL : globals, variants.isEmpty() ? List.of("") : variants, isLong);
  }

  private static List<String> globals(String value) {
    List<String> names = new ArrayList<>();
    for (String name : value.split(",")) {
      switch (name.strip()) {
        case "worker" -> names.addAll(List.of("dedicatedworker", "sharedworker", "serviceworker"));
        case "" -> {
          // An empty member adds nothing.
        }
        default -> names.add(name.strip());
      }
    }
    return names;
  }
}
