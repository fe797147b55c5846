package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.CacheEntry;
import dev.bellhop.CacheImport;
import dev.bellhop.DamagedEntry;
import dev.bellhop.FetchCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands about caches print, and their exit codes. */
class CachesCommandTest extends ProgramTestCase {
  private static final DamagedEntry DAMAGED =
      new DamagedEntry("GET", "https://localhost/a", Path.of("/bodies/7"), "its file is missing");

  @BeforeEach
  void storeSomething() throws IOException {
    Files.createDirectory(site.resolve(".bellhop"));
    host.stored.put("films", List.of(FakeHost.entry(1, "a.mp4", 1500)));
  }

  @Test
  void showsACacheOfAnySizePieceByPiece() {
    List<CacheEntry> many =
        LongStream.rangeClosed(1, 1234)
            .mapToObj(id -> FakeHost.entry(id, "item" + id, id == 777 ? 1_500_000 : 5))
            .toList();
    host.stored.put("many", many);
    run("caches", "show", site.toString(), "many");
    assertThat(out.toString().lines())
        .hasSize(1235)
        .startsWith(
            "STATUS  BYTES  CONTENT TYPE  REQUEST",
            "200     5 B    video/mp4     GET " + many.getFirst().url())
        .endsWith("200     5 B     video/mp4     GET " + many.getLast().url());
    out.getBuffer().setLength(0);
    run("caches", "show", site.toString(), "many", "--json");
    assertThat(out.toString().lines())
        .hasSize(1234)
        .allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"));
    out.getBuffer().setLength(0);
    host.stored.put("none", List.of());
    run("caches", "show", site.toString(), "none", "--json");
    assertThat(out.toString()).isEmpty();
    run("caches", "show", site.toString(), "none");
    assertThat(out.toString()).isEqualTo("no entries\n");
  }

  @Test
  void exportsToAFolderOrAFile() {
    assertThat(run("caches", "export", site.toString(), "films", "out")).isZero();
    assertThat(run("caches", "export", site.toString(), "films", "o/films.WARC.gz")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            out/a.mp4
            o/films.WARC.gz: 1 entry, 1.5 kB
            """);
  }

  @Test
  void anExportThatLeavesSomethingOutHasFailed() {
    host.damaged = List.of(DAMAGED);
    assertThat(run("caches", "export", site.toString(), "films", "films.har")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("bellhop: left out: GET https://localhost/a: its file is missing (/bodies/7)\n");
  }

  @Test
  void namesWhatAnExportThatWasCutShortHasLeft() {
    host.drafts = List.of(Path.of("/o/.films.har.1.part"));
    assertThat(run("caches", "export", site.toString(), "films", "films.har")).isZero();
    assertThat(err.toString())
        .isEqualTo(
            "bellhop: half an export, cut short unless it is still under way:"
                + " /o/.films.har.1.part\n");
  }

  @Test
  void namesDoNoHarmToATerminal() {
    String name = "a\u001b[2J";
    host.stored.put(name, List.of());
    run("caches", "verify", site.toString());
    run("caches", "show", site.toString(), "none");
    run("caches", "import", site.toString(), name, "films.warc");
    run("caches", "delete", site.toString(), name);
    assertThat(out.toString()).contains("a\\x1b[2J: 0 entries", "a\\x1b[2J: deleted");
    assertThat(err.toString()).contains("there is: \"films\", \"a\\x1b[2J\"");
    assertThat(out.toString() + err).doesNotContain("\u001b");
  }

  @Test
  void importsAndTellsWhatItSkips() {
    host.skips =
        List.of(new CacheImport.Skip("record 2 at byte 9", "https://x/\u001b[2J", "No.\u0007"));
    assertThat(run("caches", "import", site.toString(), "more", "films.warc")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            more: 1 entry imported, 10 B, 1 skipped
              skipped https://x/\\x1b[2J (record 2 at byte 9): No.\\x07
            """);
    assertThat(err.toString()).isEqualTo("more: import, 1 entry, 10 B so far\n");
  }

  @Test
  void importsIntoASiteThatHasNothingYet() throws IOException {
    Files.delete(site.resolve(".bellhop"));
    assertThat(run("caches", "import", site.toString(), "more", "films.warc")).isZero();
    complains("bellhop: There is no cache \"x\"", "caches", "verify", site.toString(), "x");
  }

  @Test
  void verifiesAllCachesOrSome() {
    host.stored.put("more", List.of());
    assertThat(run("caches", "verify", site.toString())).isZero();
    host.damaged = List.of(DAMAGED);
    assertThat(run("caches", "verify", site.toString(), "more")).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """
            films: 1 entry, 1.5 kB, all well
            more: 0 entries, 0 B, all well
            more: 0 entries, 0 B, 1 damaged
              GET https://localhost/a: its file is missing (/bodies/7)
            """);
  }

  @Test
  void setsAsideWhatIsDamagedAndVerifiesBackgroundFetches() {
    host.damaged = List.of(DAMAGED);
    host.checkedFetches = List.of(new FetchCheck("f", 2, 1500, List.of(DAMAGED), null));
    assertThat(run("caches", "verify", site.toString(), "--set-aside")).isEqualTo(1);
    assertThat(run("caches", "verify", site.toString(), "--set-aside", "--json")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith(
            """
            films: 1 entry, 10 B, 1 damaged
              GET https://localhost/a: its file is missing (/bodies/7)
              set aside in /damaged/then
            background fetch f: 2 bodies, 1.5 kB, 1 damaged
              GET https://localhost/a: its file is missing (/bodies/7)
              set aside in /damaged/then
            """)
        .contains("\"setAside\":\"/damaged/then\"}")
        .contains("{\"fetch\":\"f\",\"bodies\":2,\"bytes\":1500,\"damaged\":[{");
  }

  @Test
  void allOfThemSpeakJson() {
    host.damaged = List.of(DAMAGED);
    run("caches", "export", site.toString(), "films", "/out", "--json");
    run("caches", "import", site.toString(), "films", "/out", "--json");
    run("caches", "verify", site.toString(), "--json");
    run("caches", "delete", site.toString(), "films", "--json");
    String damaged =
        "[{\"method\":\"GET\",\"url\":\"https://localhost/a\",\"file\":\"/bodies/7\","
            + "\"damage\":\"its file is missing\"}]";
    assertThat(out.toString())
        .isEqualTo(
            "{\"entries\":1,\"bytes\":1500,\"files\":[\"/out/a.mp4\"],\"leftOut\":"
                + damaged
                + ",\"drafts\":[]}\n{\"entries\":1,\"bytes\":10,\"skipped\":0,\"skips\":[]}\n"
                + "{\"name\":\"films\",\"entries\":1,\"bytes\":10,\"damaged\":"
                + damaged
                + ",\"setAside\":null}\n{\"name\":\"films\",\"deleted\":true}\n");
  }
}
