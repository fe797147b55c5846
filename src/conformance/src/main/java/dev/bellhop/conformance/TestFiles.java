package dev.bellhop.conformance;

import dev.bellhop.conformance.TestCase.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Makes test cases of test files: which pages the server has of each, and whether they can run. */
final class TestFiles {
  private static final Set<String> NO_TESTS = Set.of("resources", "support", "tools", "crashtests");
  private static final String ANY = ".any.js";
  private static final String SHARED = "test-helpers.sub.js";
  private static final String WINDOW = ".window.js";
  private static final String WORKER = ".worker.js";

  private TestFiles() {}

  /** Whether a file below the tree is named as a test is. */
  static boolean isTest(Path relative) {
    for (Path part : relative) {
      if (NO_TESTS.contains(part.toString())) {
        return false;
      }
    }
    String name = relative.getFileName().toString();
    return name.endsWith(ANY)
        || name.endsWith(WINDOW)
        || name.endsWith(WORKER)
        || ((name.endsWith(".html") || name.endsWith(".htm")) && !name.contains("-manual."));
  }

  /**
   * The cases of a file; none where it turns out to be no testharness test, or has none for the
   * selection.
   *
   * @param relative its path below the tree, with slashes
   */
  static List<TestCase> cases(Path tree, String relative, Selection selection) throws IOException {
    String text = Files.readString(tree.resolve(relative), StandardCharsets.ISO_8859_1);
    ScriptMetadata metadata = ScriptMetadata.of(text);
    if (relative.endsWith(ANY)) {
      List<TestCase> workers = workers(relative, metadata);
      List<TestCase> windows = windows(relative, metadata, text);
      if (workers.isEmpty() && windows.isEmpty()) {
        String page = replaceEnd(relative, ANY, ".any.html");
        return List.of(
            TestCase.skipped(page, Place.PAGE, "is made for neither workers nor windows"));
      }
      return selection.choose(workers, windows);
    }
    if (relative.endsWith(WINDOW)) {
      return selection.choose(
          List.of(),
          pages(
              metadata.variants(),
              replaceEnd(relative, ".js", ".html"),
              DomNeed.ofScript(text),
              metadata.isLong()));
    }
    if (relative.endsWith(WORKER)) {
      return selection.choose(
          workers(metadata, replaceEnd(relative, ".js", ".html"), Place.UNDECLARED), List.of());
    }
    return selection.choose(List.of(), page(tree, relative, text));
  }

  private static List<TestCase> workers(String file, ScriptMetadata metadata) {
    Set<String> globals = metadata.globals();
    List<TestCase> cases = new ArrayList<>();
    for (String global : List.of("serviceworker", "serviceworker-module")) {
      if (globals.contains(global)) {
        String page = replaceEnd(file, ANY, ".any." + global + ".html");
        cases.addAll(workers(metadata, page, Place.SERVICE_WORKER));
      }
    }
    if (cases.isEmpty()) {
      if (globals.contains("dedicatedworker")) {
        return workers(metadata, replaceEnd(file, ANY, ".any.worker.html"), Place.UNDECLARED);
      }
      if (globals.contains("dedicatedworker-module")) {
        String page = replaceEnd(file, ANY, ".any.worker-module.html");
        return workers(metadata, page, Place.UNDECLARED);
      }
    }
    return cases;
  }

  private static List<TestCase> workers(ScriptMetadata metadata, String page, Place place) {
    return variants(metadata.variants(), page, id -> TestCase.toRun(id, place, metadata.isLong()));
  }

  private static List<TestCase> windows(String file, ScriptMetadata metadata, String text) {
    String page = replaceEnd(file, ANY, ".any.html");
    if (metadata.globals().contains("window")) {
      return pages(metadata.variants(), page, DomNeed.ofScript(text), metadata.isLong());
    }
    return List.of();
  }

  private static List<TestCase> page(Path tree, String file, String text) {
    Document document = Jsoup.parse(text);
    if (document.select("script[src$=/resources/testharness.js]").isEmpty()) {
      return List.of();
    }
    Optional<String> need =
        DomNeed.ofPage(document, source -> included(tree.resolve(file), source));
    Element timeout = document.selectFirst("meta[name=timeout]");
    boolean isLong = timeout != null && timeout.attr("content").equals("long");
    List<String> variants = document.select("meta[name=variant]").eachAttr("content");
    return pages(variants.isEmpty() ? List.of("") : variants, file, need, isLong);
  }

  /** The text of a script that is the page's own: named relative to it, and no common helper. */
  private static String included(Path page, String source) {
    String name = source.replaceFirst("\\?.*", "");
    if (name.startsWith("/") || name.contains(":") || name.endsWith(SHARED)) {
      return "";
    }
    try {
      Path file = page.resolveSibling(name);
      return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TestCase> pages(
      List<String> variants, String page, Optional<String> need, boolean isLong) {
    return variants(
        variants,
        page,
        id -> {
          TestCase test = TestCase.toRun(id, Place.PAGE, isLong);
          return need.map(what -> test.butSkipped("needs a DOM (" + what + ")")).orElse(test);
        });
  }

  private static List<TestCase> variants(
      List<String> variants, String page, Function<String, TestCase> make) {
    List<TestCase> cases = new ArrayList<>();
    for (String variant : variants) {
      cases.add(make.apply(page + variant));
    }
    return cases;
  }

  private static String replaceEnd(String text, String end, String other) {
    return text.substring(0, text.length() - end.length()) + other;
  }
}
