package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests' server needs. */
final class WptServerTest {
  @TempDir private Path folder;

  private void program(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  @Test
  void aProgramThatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> WptServer.requirePrograms(folder.toString()))
        .hasMessage("The tests' server needs python3, which is in no folder of PATH.");
    program("python3");
    assertThatThrownBy(() -> WptServer.requirePrograms(folder.toString()))
        .hasMessage("The tests' server needs openssl, which is in no folder of PATH.");
    program("openssl");
    WptServer.requirePrograms(folder.toString());
  }

  @Test
  void itEndsWithItsHandle() throws Exception {
    ProcessHandle process;
    List<ProcessHandle> below;
    try (WptServer server = WptServer.start(OwnTree.open(), folder)) {
      process = server.process();
      below = process.descendants().toList();
      assertThat(process.isAlive()).isTrue();
      assertThat(below).isNotEmpty();
    }
    assertThat(process.isAlive()).isFalse();
    assertThat(below).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void whatItSaysIsPassedOnWhereItDoesNotStart() throws Exception {
    Path broken = folder.resolve("broken");
    Files.createDirectories(broken.resolve("tools/serve"));
    Files.writeString(broken.resolve("tools/localpaths.py"), "");
    Files.writeString(broken.resolve("tools/serve/serve.py"), "raise SystemExit('no luck today')");
    Path files = Files.createDirectory(folder.resolve("files"));
    assertThatThrownBy(() -> WptServer.start(new WptTree(broken), files))
        .hasMessage("The tests' server ended. It said:\nno luck today");
  }
}
