package dev.bellhop.conformance.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChromiumProgramTest {
  @TempDir Path folder;

  @Test
  void theFirstOnThePathIsFoundThatCanBeStarted() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.createFile(first.resolve("chromium"));
    Path program = Files.createFile(second.resolve("google-chrome"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(ChromiumProgram.find(first + File.pathSeparator + File.pathSeparator + second))
        .contains(program);
  }
}
