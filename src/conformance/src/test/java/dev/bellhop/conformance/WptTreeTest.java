package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which test cases a checkout has, on a small one. */
final class WptTreeTest {
  private static final String HARNESS = "<script src=/resources/testharness.js></script>";

  @TempDir private Path root;

  @BeforeEach
  void makeTree() throws IOException {
    write("resources/testharness.js", "");
    write("tools/serve/serve.py", "");
    write("suite/one.https.any.js", "// META: global=worker\n// META: timeout=long\n");
    write(
        "suite/two.any.js",
        "// META: global=serviceworker\n// META: variant=?a\n// META: variant=?b");
    write("suite/windows.any.js", "");
    write("suite/page.https.window.js", "test()");
    write("suite/dom.https.window.js", "document.body");
    write("suite/page.https.html", HARNESS + "<meta name=timeout content=long><script>1</script>");
    write(
        "suite/variants.html",
        HARNESS + "<meta name=variant content='?x'><meta name=variant content=''>");
    write("suite/own.https.html", HARNESS + "<script src=resources/own.js?x></script>");
    write("suite/resources/own.js", "document.body");
    write(
        "suite/shared.https.html", HARNESS + "<script src=resources/test-helpers.sub.js></script>");
    write("suite/resources/test-helpers.sub.js", "document.body");
    write("suite/h2.https.h2.html", HARNESS);
    write("suite/reference.html", "<p>no test");
    write("suite/by-hand-manual.html", HARNESS);
    write("suite/resources/frame.html", HARNESS);
    write("suite/old.worker.js", "");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<TestCase> cases(String... names) {
    return WptTree.open(root).cases(List.of(names));
  }

  @Test
  void theCasesOfASuite() {
    Duration usual = Duration.ofSeconds(10);
    Duration longer = Duration.ofSeconds(60);
    assertThat(cases("suite"))
        .extracting(TestCase::id, TestCase::limit, TestCase::skipped)
        .containsExactly(
            tuple("suite/dom.https.window.html", usual, "needs a DOM (document)"),
            tuple("suite/h2.https.h2.html", usual, "needs HTTP/2"),
            tuple("suite/old.worker.html", usual, "needs a dedicated worker"),
            tuple("suite/one.https.any.serviceworker.html", longer, null),
            tuple("suite/own.https.html", usual, "needs a DOM (document)"),
            tuple("suite/page.https.html", longer, null),
            tuple("suite/page.https.window.html", usual, null),
            tuple("suite/shared.https.html", usual, null),
            tuple("suite/two.any.serviceworker.html?a", usual, null),
            tuple("suite/two.any.serviceworker.html?b", usual, null),
            tuple("suite/variants.html?x", usual, null),
            tuple("suite/variants.html", usual, null),
            tuple("suite/windows.any.html", usual, "is not made for service workers"));
  }

  @Test
  void aFileIsNamedByItselfOrByItsPage() {
    assertThat(cases("/suite/one.https.any.js"))
        .isEqualTo(cases("suite/one.https.any.serviceworker.html"))
        .hasSize(1);
    assertThat(cases("suite/page.https.window.html", "suite/page.https.window.js")).hasSize(1);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearestOne() {
    assertInput("suit", "; did you mean suite?");
    assertInput("suite/tow.any.js", "; did you mean suite/two.any.js?");
    assertInput("suit/one.https.any.js", "; did you mean suite?");
    assertInput("../x", "There is no suite or file ../x in " + root);
    assertInput("suite/reference.html", "There is no test in suite/reference.html.");
  }

  private void assertInput(String name, String message) {
    assertThatThrownBy(() -> cases(name))
        .isInstanceOf(BellhopException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFolderThatIsNoCheckout() throws IOException {
    Files.delete(root.resolve("tools/serve/serve.py"));
    assertThatThrownBy(() -> WptTree.open(root))
        .hasMessageContaining("is not web-platform-tests: it has no tools/serve/serve.py");
    assertThatThrownBy(() -> WptTree.open(root.resolve("missing")))
        .hasMessageContaining("There is no folder");
  }
}
