package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
