package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Bellhop;
import dev.bellhop.cli.display.Style;
import dev.bellhop.cli.display.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of archives that cannot be imported, of which nothing is imported then. */
class BadArchiveTest {
  private static final String WARC = record("a") + record("b");
  private static final String INDEX = "cache-index.jsonl";

  @TempDir Path folder;
  private Path site;

  @BeforeEach
  void makeSite() throws IOException {
    site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(site.resolve("sw.js"), "");
  }

  private static String record(String name) {
    String block = "HTTP/1.1 200 OK\r\n\r\n" + "film ".repeat(20_000);
    return """
        WARC/1.0\r
        WARC-Type: response\r
        WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000%s>\r
        WARC-Target-URI: https://localhost/%s\r
        WARC-Date: 2026-01-02T03:04:05Z\r
        Content-Type: application/http;msgtype=response\r
        Content-Length: %d\r
        \r
        %s\r
        \r
        """
        .formatted(name, name, block.length(), block);
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome caches(String command, String... more) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), false, Style.PLAIN, 80);
    var arguments = new String[3 + more.length];
    arguments[0] = "caches";
    arguments[1] = command;
    arguments[2] = site.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    int exitCode =
        new Program(
                terminal,
                settings -> HostOpener.open(Bellhop.builder(), settings),
                new ByteArrayOutputStream())
            .run(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private void refused(Path archive, String sentence) throws IOException {
    Outcome refusal = caches("import", "films", archive.toString());
    assertThat(refusal.err()).startsWith("bellhop: " + sentence.replace("ARCHIVE", "" + archive));
    assertThat(refusal.err().lines()).hasSize(1);
    assertThat(refusal.out()).isEmpty();
    assertThat(refusal.exitCode()).isEqualTo(2);
    Outcome left = caches("list");
    assertThat(left.exitCode()).isZero();
    assertThat(left.out()).doesNotContain("films");
    try (var bodies = Files.walk(site.resolve(".bellhop/bodies"))) {
      assertThat(bodies.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static final String ENTRY =
      "{\"startedDateTime\":\"2026-01-02T03:04:05Z\",\"request\":{\"method\":\"GET\",\"url\":"
          + "\"https://localhost/a\"},\"response\":{\"status\":200,\"content\":{\"text\":\"x\"}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"log\":{}} | ARCHIVE: it has no log.entries, as a HAR file has.",
        "{\"log\":{\"entries\":{}}} | ARCHIVE: it has no log.entries, as a HAR file has.",
        "{\"log\":{\"entries\":[ENTRY, | ARCHIVE, byte ",
        "{\"log\":{\"entries\":[ENTRY,{\"request\":[]}]}}"
            + " | ARCHIVE, entry 2 at byte 166: its request should be an object.",
        "{\"log\":{\"entries\":[ENTRY,{\"request\":{\"url\":\"https://localhost/b\"}}]}}"
            + " | ARCHIVE, entry 2 at byte 166: it has no request with a method and a url.",
        "{\"log\":{\"entries\":[ENTRY,{\"request\":{\"method\":\"GET\",\"url\":\"https://localhost/b\"},"
            + "\"response\":{\"status\":200}}]}}"
            + " | ARCHIVE, entry 2 at byte 166: its startedDateTime is no date and time.",
        "not an archive | ARCHIVE: it is neither a WARC file, compressed or not, nor a HAR file,",
        "`` | ARCHIVE: it is neither a WARC file, compressed or not, nor a HAR file,",
      })
  void saysWhatIsWrongWithAFile(String text, String sentence) throws IOException {
    Path file = folder.resolve("films.har");
    refused(Files.writeString(file, text.replace("ENTRY", ENTRY)), sentence);
  }

  @ParameterizedTest
  @CsvSource({"100", "1000", "100200", "101000", "200400"})
  void saysWhichRecordOfAWarcFileIsCutShort(int length) throws IOException {
    Path plain = Files.writeString(folder.resolve("films.warc"), WARC.substring(0, length));
    int record = length < record("a").length() ? 1 : 2;
    refused(plain, "ARCHIVE, record " + record + " at byte ");
  }

  @Test
  void saysThatACompressedWarcFileIsCutShort() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(WARC.getBytes(StandardCharsets.US_ASCII));
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20);
    refused(Files.write(folder.resolve("films.warc.gz"), cut), "ARCHIVE, record ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | ARCHIVE/cache-index.jsonl: the index is empty.",
        "{} | ARCHIVE/cache-index.jsonl, line 1: the index should begin with",
        "{\"version\":1}~{\"a\": | ARCHIVE/cache-index.jsonl, line 2: it is not JSON",
        "{\"version\":1}~{} | ARCHIVE/cache-index.jsonl, line 2: it has no request.",
      })
  void saysWhatIsWrongWithTheIndexOfAFolder(String text, String sentence) throws IOException {
    Path archive = Files.createDirectory(folder.resolve("films"));
    Files.writeString(archive.resolve(INDEX), text.replace("~", "\n"));
    refused(archive, sentence);
  }

  @Test
  void saysWhichFileOfAFolderIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("films.warc"), WARC);
    Path archive = folder.resolve("out");
    assertThat(caches("import", "kept", file.toString()).exitCode()).isZero();
    assertThat(caches("export", "kept", archive.toString()).exitCode()).isZero();
    assertThat(caches("delete", "kept").exitCode()).isZero();
    Files.delete(archive.resolve("b"));
    refused(archive, "ARCHIVE/cache-index.jsonl, line 3: there is no file ARCHIVE/b.");
    Files.delete(archive.resolve(INDEX));
    refused(archive, "ARCHIVE: There is no cache-index.jsonl, which tells what its files are");
  }

  @Test
  void saysThatThereIsNothing() throws IOException {
    refused(folder.resolve("none.warc"), "There is no folder or file ARCHIVE.");
  }
}
