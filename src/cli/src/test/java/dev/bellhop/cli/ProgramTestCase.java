package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.cli.display.Style;
import dev.bellhop.cli.display.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands in this process, on a host that does what a test says. */
abstract class ProgramTestCase {
  @TempDir Path site;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final ByteArrayOutputStream bodies = new ByteArrayOutputStream();
  final AtomicReference<HostOpener.Settings> settings = new AtomicReference<>();
  final FakeHost host = new FakeHost(entry -> settings.get().trace().entry(entry));

  @BeforeEach
  void makeSite() throws IOException {
    Files.writeString(site.resolve("sw.js"), "");
  }

  int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), false, Style.PLAIN, 80);
    return new Program(terminal, this::open, bodies).run(arguments);
  }

  private FakeHost open(HostOpener.Settings opened) {
    settings.set(opened);
    try {
      Files.createDirectories(opened.dataFolder());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return host;
  }

  void complains(String sentence, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).startsWith(sentence);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
