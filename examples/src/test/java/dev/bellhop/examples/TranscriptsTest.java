package dev.bellhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the commands of each {@code transcript.txt} as processes, in the project's root folder, with
 * a data folder of their own. Quotes hold no spaces here, and are left out. With {@code
 * -Dtranscripts=write} it writes the transcripts anew.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TranscriptsTest {
  private static final Path EXAMPLES = Path.of("").toAbsolutePath();
  private static final String TRANSCRIPT = "transcript.txt";

  @TempDir Path temporary;

  static List<String> sites() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(TRANSCRIPT)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sites")
  void printsItsTranscript(String site) throws Exception {
    Path file = EXAMPLES.resolve(site).resolve(TRANSCRIPT);
    Transcript expected = Transcript.parse(Files.readString(file));
    List<Transcript.Step> steps = new ArrayList<>();
    for (Transcript.Step step : expected.steps()) {
      steps.add(new Transcript.Step(step.command(), run(step.command())));
    }
    String actual = new Transcript(steps).toString();
    if ("write".equals(System.getProperty("transcripts"))) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(expected.toString());
  }

  private String run(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("bellhop.jvm.args").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.bellhop.cli.Main"));
    List<String> typed = new ArrayList<>();
    for (String argument : arguments.split(" ")) {
      // What a transcript writes into the working folder goes to the temporary one.
      typed.add(argument.replaceFirst("^\\./", temporary + "/").replace("'", ""));
    }
    // Before the site: after an event's name the option would be the event's.
    int site = 0;
    while (site < typed.size() && !typed.get(site).startsWith("examples/")) {
      site++;
    }
    typed.addAll(site, List.of("--data", temporary.resolve("data").toString()));
    command.addAll(typed);
    Process process =
        new ProcessBuilder(command)
            .directory(EXAMPLES.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return Transcript.normalize(output.replace(temporary + "/", "./"), process.waitFor());
    }
  }
}
