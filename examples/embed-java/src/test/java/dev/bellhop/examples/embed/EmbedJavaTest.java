package dev.bellhop.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as its user would: in a process of its own, with the tests' class path. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbedJavaTest {
  private static final String FILM = "media/low-tide.y4m";
  private static final Path SITE = Path.of("..", "movies").toAbsolutePath().normalize();

  @TempDir Path data;

  @Test
  void fetchesAndStoresAFilm() throws Exception {
    assertThat(run(SITE.toString(), data.toString(), FILM))
        .isEqualTo(
            "film: success, "
                + SITE.resolve(FILM).toFile().length()
                + " bytes\ncaches: [movies]\n");
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("bellhop.jvm.args").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EmbedJava.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return output;
    }
  }
}
