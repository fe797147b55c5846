package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.TestCase.Place;
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
    write("suite/windows.any.js", "// META: global=window");
    write("suite/undeclared.any.js", "");
    write("suite/module.any.js", "// META: global=serviceworker-module,dedicatedworker");
    write("suite/none.any.js", "// META: global=shadowrealm");
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
    return WptTree.open(root).cases(List.of(names), Selection.ONCE);
  }

  @Test
  void theCasesOfASuite() {
    Duration usual = Duration.ofSeconds(10);
    Duration longer = Duration.ofSeconds(60);
    assertThat(cases("suite"))
        .extracting(TestCase::id, TestCase::place, TestCase::limit, TestCase::skipped)
        .containsExactly(
            tuple("suite/dom.https.window.html", Place.PAGE, usual, "needs a DOM (document)"),
            tuple("suite/h2.https.h2.html", Place.PAGE, usual, null),
            tuple("suite/module.any.serviceworker-module.html", Place.SERVICE_WORKER, usual, null),
            tuple(
                "suite/none.any.html",
                Place.PAGE,
                usual,
                "is made for neither workers nor windows"),
            tuple("suite/old.worker.html", Place.UNDECLARED, usual, null),
            tuple("suite/one.https.any.serviceworker.html", Place.SERVICE_WORKER, longer, null),
            tuple("suite/own.https.html", Place.PAGE, usual, "needs a DOM (document)"),
            tuple("suite/page.https.html", Place.PAGE, longer, null),
            tuple("suite/page.https.window.html", Place.PAGE, usual, null),
            tuple("suite/shared.https.html", Place.PAGE, usual, null),
            tuple("suite/two.any.serviceworker.html?a", Place.SERVICE_WORKER, usual, null),
            tuple("suite/two.any.serviceworker.html?b", Place.SERVICE_WORKER, usual, null),
            tuple("suite/undeclared.any.worker.html", Place.UNDECLARED, usual, null),
            tuple("suite/variants.html?x", Place.PAGE, usual, null),
            tuple("suite/variants.html", Place.PAGE, usual, null),
            tuple("suite/windows.any.html", Place.PAGE, usual, null));
  }

  @Test
  void aFileForWorkersAndWindowsRunsInBothWhereThatIsAsked() {
    String file = "suite/undeclared.any.js";
    assertThat(ids(file, Selection.ALL))
        .containsExactly("suite/undeclared.any.worker.html", "suite/undeclared.any.html");
    assertThat(ids(file, Selection.SERVICEWORKER))
        .containsExactly("suite/undeclared.any.worker.html");
    assertThat(ids(file, Selection.PAGE)).containsExactly("suite/undeclared.any.html");
    assertThatThrownBy(() -> ids("suite/page.https.html", Selection.SERVICEWORKER))
        .hasMessage("There is no test in suite/page.https.html for --in serviceworker.");
  }

  private List<String> ids(String name, Selection selection) {
    return WptTree.open(root).cases(List.of(name), selection).stream().map(TestCase::id).toList();
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
    assertInput("elsewhere", "There is no suite or file elsewhere in " + root + ".");
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
