package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user may get wrong: one sentence, the right exit code, and nothing lost. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputTest {
  @TempDir Path folder;
  private Path site;

  @BeforeEach
  void makeSite() throws IOException {
    site = Files.createDirectories(folder.resolve("site"));
    script("addEventListener('install', () => {});");
  }

  @Test
  void missingFolder() {
    refused(Cli.run("run", folder.resolve("nowhere")), "There is no folder or script " + folder);
  }

  @Test
  void missingScript() throws IOException {
    Files.delete(site.resolve("sw.js"));
    refused(Cli.run("run", site), "There is no sw.js in " + site);
  }

  @Test
  void missingPage() {
    refused(Cli.run("run", site, "--page", "none.js"), "There is no page none.js in");
  }

  @Test
  void syntaxErrorWithFileLineColumnAndTheLineItself() throws IOException {
    script("// fine\nconst films = [1, 2;\n");
    Cli.Result result = Cli.run("run", site);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("https://localhost/sw.js:2:20: ")
        .contains("\n    const films = [1, 2;\n                       ^\n");
  }

  @Test
  void scriptThatThrowsWhileStarting() throws IOException {
    script("// fine\nthrow new RangeError('too far');\n");
    Cli.Result result = Cli.run("run", site);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("too far").contains("sw.js:2:");
  }

  @Test
  void pageThatThrowsLetsTheRestGoOn() throws IOException {
    Files.writeString(site.resolve("page.js"), "console.log('before');\nboom();\n");
    Cli.Result result = Cli.run("run", site);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("console  before")
        .contains("https://localhost/page.js:2:")
        .contains("boom is not defined")
        .contains("What went wrong");
  }

  @Test
  void severalPagesRunAtOnceWhateverBecomesOfTheFirst() throws IOException {
    Files.writeString(
        site.resolve("a.js"),
        "new BroadcastChannel('x').onmessage = ({ data }) => console.log('a heard', data);\nboom();\n");
    Files.writeString(site.resolve("b.js"), "new BroadcastChannel('x').postMessage('b');\n");
    Cli.Result result = Cli.run("run", site, "--page", "a.js", "--page", "b.js");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("page     https://localhost/a.js\n", "page     https://localhost/b.js\n")
        .contains("a heard b");
  }

  @Test
  void unknownOption() {
    refused(Cli.run("run", site, "--fressh"), "unknown option --fressh; did you mean --fresh?");
  }

  @Test
  void urlThatDoesNotParse() {
    refused(Cli.run("fetch", site, "id", "https://:bad:/"), "https://:bad:/");
  }

  @Test
  void upstreamAndOriginThatAreNone() {
    refused(Cli.run("run", site, "--upstream", "nonsense"), "The upstream \"nonsense\" is not");
    refused(Cli.run("run", site, "--origin", "nonsense"), "nonsense");
  }

  @Test
  void portInUse() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(
          Cli.run("run", site, "--port", socket.getLocalPort()),
          Integer.toString(socket.getLocalPort()));
    }
  }

  @Test
  void certificateFileThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
    refused(Cli.run("run", site, "--ca", file), file.toString());
    refused(Cli.run("run", site, "--ca", folder.resolve("none.pem")), "none.pem");
  }

  @Test
  void traceFileThatCannotBeWritten() {
    refused(Cli.run("run", site, "--trace", folder.resolve("no/where")), "The trace file");
  }

  @Test
  void dataFolderThatIsNotOursIsLeftAlone() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("thesis.txt"), "three years of work");
    refused(Cli.run("run", site, "--data", data), data.toString());
    refused(Cli.run("run", site, "--data", data, "--fresh"), data.toString());
    assertThat(names(data)).containsExactly("thesis.txt");
  }

  @Test
  void damagedDataFolder() throws IOException {
    Path data = folder.resolve("data");
    assertThat(Cli.run("run", site, "--data", data).exitCode()).isZero();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".db")).toList()) {
        Files.writeString(file, "x".repeat(10_000));
      }
    }
    List<String> before = names(data);
    Cli.Result damaged = Cli.run("run", site, "--data", data);
    assertThat(damaged.exitCode()).isEqualTo(2);
    assertThat(damaged.err())
        .contains("store.db", data.toString(), "nothing was changed")
        .contains("bellhop caches verify " + site + " --data " + data + " --set-aside");
    assertThat(names(data)).isEqualTo(before);
    assertThat(Cli.run("run", site, "--data", data, "--fresh").exitCode()).isZero();
  }

  @Test
  void readOnlyDataFolder() throws Exception {
    Path data = folder.resolve("data");
    assertThat(Cli.run("run", site, "--data", data).exitCode()).isZero();
    try (Cli.Running run =
        Cli.start(
            mounted("mount --bind " + data + " " + data + " && mount -o remount,ro,bind " + data),
            "run",
            site,
            "--data",
            data)) {
      refused(run.result(), data.toString());
    }
    assertThat(Cli.run("run", site, "--data", data).exitCode()).isZero();
  }

  /** A prefix that runs a command in a mount namespace of its own. */
  private static List<String> mounted(String mount) throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0,
        "needs unshare with user namespaces");
    return List.of("unshare", "-rm", "sh", "-c", mount + " && exec \"$@\"", "sh");
  }

  @Test
  void permissionsAndPoliciesThatAreNone() {
    refused(
        Cli.run("run", site, "--permission", "films=denied"), "There is no permission \"films\"");
    refused(
        Cli.run("run", site, "--permission", "push=maybe"),
        "A permission is \"granted\", \"denied\" or \"prompt\", and not \"maybe\".");
    refused(Cli.run("run", site, "--permission", "push"), "The permission \"push\" has no state");
    refused(
        Cli.run("run", site, "--policy", "opera"),
        "The policy is \"specification\" or \"chromium\", and not \"opera\".");
  }

  private void script(String text) throws IOException {
    Files.writeString(site.resolve("sw.js"), text);
  }

  private static void refused(Cli.Result result, String sentence) {
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
