package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker that takes all memory, in a process that has little of it. */
@Timeout(300)
class ExhaustionTest {
  private static final String ANSWERS =
      "let f; const answer = (event) => event.respondWith(new Response('well'));\n";

  @TempDir Path temp;

  /** The code begins in line 5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-XX:+UseSerialGC | for (;;) kept.push({ a: kept.length, b: [1, 2] });",
        "-XX:+UseG1GC     | for (;;) kept.push({ a: kept.length, b: [1, 2] });",
        "-XX:+UseSerialGC | (f = () => { kept.push(new Array(9999).fill(1)); setTimeout(f); })(); event.respondWith(new Promise(f));",
      })
  void theHungryWorkerIsNamedAndStoppedAndTheOtherGoesOn(String collector, String eat)
      throws Exception {
    List<String> said = run(collector, eat);
    assertThat(said).doesNotContain("eaten well").endsWith("closed", "exit 0");
    assertThat(said).filteredOn(line -> line.equals("calm well")).hasSize(3);
    assertThat(said).filteredOn(line -> line.equals("hungry well")).hasSize(2);
    assertThat(said)
        .filteredOn(line -> line.startsWith("script-memory"))
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith("script-memory at 5: a script of https://hungry.example/sw.js "));
  }

  private List<String> run(String collector, String eat) throws Exception {
    Path calm = Files.createDirectory(temp.resolve("calm"));
    Path hungry = Files.createDirectory(temp.resolve("hungry"));
    Files.writeString(calm.resolve("sw.js"), ANSWERS + "onfetch = answer;");
    Files.writeString(
        hungry.resolve("sw.js"),
        ANSWERS
            + "const kept = [];\n"
            + "onfetch = (event) => {\n"
            + "  if (!event.request.url.endsWith('/eat')) { answer(event); return; }\n"
            + eat
            + "\n};\n");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(System.getProperty("bellhop.jvm.args").split(" ")));
    command.addAll(
        List.of(
            collector,
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ShortOfMemory.class.getName(),
            temp.resolve("data").toString(),
            calm.toString(),
            hungry.toString()));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = child.inputReader()) {
      List<String> said = new ArrayList<>(lines.readAllLines());
      said.add("exit " + child.waitFor());
      return said;
    } finally {
      child.destroyForcibly();
    }
  }
}
