package dev.bellhop.conformance;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A checkout of web-platform-tests. */
record WptTree(Path root) {
  /**
   * Looks whether it is one.
   *
   * @throws BellhopException where it is not
   */
  static WptTree open(Path root) {
    Path real = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(real)) {
      throw input("There is no folder " + root + ".");
    }
    for (String part : List.of("resources/testharness.js", "tools/serve/serve.py")) {
      if (!Files.isRegularFile(real.resolve(part))) {
        throw input("The folder " + root + " is not web-platform-tests: it has no " + part + ".");
      }
    }
    return new WptTree(real);
  }

  /**
   * The test cases of suites and files, in the order of their names.
   *
   * @param names folders, files, or pages that the server generates of files
   * @param selection which realms they are for
   * @throws BellhopException where there is no such suite or file, or no test in it
   */
  List<TestCase> cases(List<String> names, Selection selection) {
    Set<TestCase> cases = new LinkedHashSet<>();
    for (String name : names) {
      List<TestCase> found = cases(name, selection);
      if (found.isEmpty()) {
        throw input(
            "There is no test in "
                + name
                + (selection == Selection.ONCE ? "." : " for --in " + selection + "."));
      }
      cases.addAll(found);
    }
    return List.copyOf(cases);
  }

  private List<TestCase> cases(String name, Selection selection) {
    Path path = locate(name);
    try {
      if (Files.isDirectory(path)) {
        List<TestCase> cases = new ArrayList<>();
        for (String file : files(path)) {
          cases.addAll(TestFiles.cases(root, file, selection));
        }
        return cases;
      }
      return TestFiles.cases(root, relative(path), selection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(TestFiles::isTest)
          .map(WptTree::slashes)
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private Path locate(String name) {
    String clean = name.replaceFirst("^/+", "").replaceFirst("/+$", "").replaceFirst("\\?.*", "");
    for (String file :
        List.of(
            clean,
            clean.replaceFirst("\\.any(\\.[a-z-]+)?\\.html$", ".any.js"),
            clean.replaceFirst("\\.(window|worker)\\.html$", ".$1.js"))) {
      Path path = root.resolve(file).normalize();
      if (path.startsWith(root) && Files.exists(path)) {
        return path;
      }
    }
    throw input("There is no suite or file " + name + " in " + root + nearest(clean));
  }

  private String nearest(String name) {
    Path wanted = root.resolve(name).normalize();
    Path folder = wanted.getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      wanted = folder;
      folder = folder.getParent();
    }
    if (folder == null || !folder.startsWith(root)) {
      return ".";
    }
    String last = wanted.getFileName().toString();
    try (Stream<Path> siblings = Files.list(folder)) {
      return siblings
          .map(this::relative)
          .filter(sibling -> distance(last, sibling) <= last.length() / 2)
          .min(Comparator.comparingInt(sibling -> distance(last, sibling)))
          .map(sibling -> "; did you mean " + sibling + "?")
          .orElse(".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int distance(String name, String sibling) {
    return Nearness.distance(name, sibling.replaceFirst(".*/", ""));
  }

  private String relative(Path path) {
    return slashes(root.relativize(path));
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
