package dev.bellhop.conformance;

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
        || name.endsWith(".worker.js")
        || ((name.endsWith(".html") || name.endsWith(".htm")) && !name.contains("-manual."));
  }

  /**
   * The cases of a file; none where it turns out to be no testharness test.
   *
   * @param relative its path below the tree, with slashes
   */
  static List<TestCase> cases(Path tree, String relative) throws IOException {
    String text = Files.readString(tree.resolve(relative), StandardCharsets.ISO_8859_1);
    if (relative.endsWith(ANY)) {
      return any(relative, ScriptMetadata.of(text));
    }
    if (relative.endsWith(WINDOW)) {
      return window(relative, text);
    }
    if (relative.endsWith(".worker.js")) {
      return List.of(
          TestCase.skipped(replaceEnd(relative, ".js", ".html"), "needs a dedicated worker"));
    }
    return page(tree, relative, text);
  }

  private static List<TestCase> any(String file, ScriptMetadata metadata) {
    if (!metadata.globals().contains("serviceworker")) {
      return List.of(
          TestCase.skipped(replaceEnd(file, ANY, ".any.html"), "is not made for service workers"));
    }
    String page = replaceEnd(file, ANY, ".any.serviceworker.html");
    return variants(metadata.variants(), page, id -> TestCase.toRun(id, metadata.isLong()));
  }

  private static List<TestCase> window(String file, String text) {
    ScriptMetadata metadata = ScriptMetadata.of(text);
    Optional<String> need = DomNeed.ofScript(text);
    return variants(
        metadata.variants(),
        replaceEnd(file, WINDOW, ".window.html"),
        id -> page(id, need, metadata.isLong()));
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
    return variants(
        variants.isEmpty() ? List.of("") : variants, file, id -> page(id, need, isLong));
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

  private static TestCase page(String id, Optional<String> need, boolean isLong) {
    if (id.contains(".h2.")) {
      return TestCase.skipped(id, "needs HTTP/2");
    }
    TestCase test = TestCase.toRun(id, isLong);
    return need.map(what -> test.butSkipped("needs a DOM (" + what + ")")).orElse(test);
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
