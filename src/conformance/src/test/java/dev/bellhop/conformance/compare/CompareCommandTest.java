package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.chromium.ChromiumProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CompareCommandTest {
  @TempDir Path site;

  @BeforeEach
  void makeSite() throws IOException {
    Files.writeString(site.resolve("sw.js"), "");
  }

  private void refuses(String sentence, String... arguments) {
    var command = new CompareCommand(OptionalInt.empty(), "");
    new CommandLine(command).parseArgs(arguments);
    assertThatExceptionOfType(BellhopException.class)
        .isThrownBy(command::call)
        .withMessageContaining(sentence)
        .returns(BellhopException.Kind.INPUT, BellhopException::kind);
  }

  @Test
  void whereThereIsNoChromiumItSaysHowToInstallIt() {
    assumeFalse(ChromiumProgram.find("").isPresent(), "there is a Chromium off the path");

    refuses("apt install chromium", site.toString());
  }

  @Test
  void wrongArgumentsAreNamedBeforeAnythingRuns() {
    refuses("There is no program", site.toString(), "--chromium", site.resolve("none").toString());
    refuses("There is no worker's script", site.resolve("nowhere").toString());
    refuses("There is no page", site.toString(), "--page", "nowhere.js");
    refuses("neither classic nor module", site.toString(), "--type", "shared");
    refuses("--timeout must be", site.toString(), "--timeout", "0");
    refuses("--jobs must be", site.toString(), "--jobs", "0");
    refuses("The policy is", site.toString(), "--policy", "webkit");
  }
}
