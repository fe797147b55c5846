package dev.bellhop.conformance;

import java.nio.file.Files;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The folders of the tree by which results are summed up and expectations are filed. */
final class Suites {
  private final Set<String> names;

  private Suites(Set<String> names) {
    this.names = names;
  }

  /**
   * Those that something is expected of, and those that were asked for.
   *
   * @param expected names of suites with expectations
   * @param asked folders, files and pages of the tree; only the folders are suites
   */
  static Suites of(WptTree tree, Collection<String> expected, Collection<String> asked) {
    Set<String> names = new LinkedHashSet<>(expected);
    for (String name : asked) {
      String clean = clean(name);
      if (Files.isDirectory(tree.root().resolve(clean))) {
        names.add(clean);
      }
    }
    return new Suites(names);
  }

  /** The name of a folder without slashes around it. */
  static String clean(String name) {
    return name.replaceFirst("^/+", "").replaceFirst("/+$", "");
  }

  /** The suite of a test case: the longest name that fits, or else the topmost folder. */
  String of(String id) {
    return names.stream()
        .filter(name -> id.startsWith(name + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElseGet(() -> id.replaceFirst("/.*", ""));
  }
}
