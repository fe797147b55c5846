package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands in this process, on a host that does what a test says. */
class ProgramTest extends ProgramTestCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "resume",
        "status",
        "fetch",
        "fetches",
        "fetches list",
        "fetches pause",
        "fetches resume",
        "fetches abort",
        "fetches retry",
        "fetches click",
        "dispatch",
        "caches",
        "caches list",
        "caches show",
        "caches export",
        "caches import",
        "caches verify",
        "caches delete"
      })
  void everyCommandHasHelpWithExamplesInEightyColumns(String command) {
    assertThat(run((command + " --help").strip().split(" "))).isZero();
    assertThat(out.toString())
        .contains(("Usage: bellhop " + command).strip())
        .contains("Examples:\n  bellhop " + command);
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("bellhop \\d+\\.\\d+.* \\(Java .*\\)\n");
  }

  @Test
  void wrongUsageIsOneSentenceThatHelps() {
    complains(
        "bellhop: missing the command: run, resume, status, fetch, fetches, dispatch, caches,"
            + " explain, wpt, mdn, compare or compatibility. (");
    complains("bellhop: unknown command runn; did you mean run? (", "runn");
    complains("bellhop run: missing <site>. (", "run");
    complains("bellhop run: missing FILE after --ca. (", "run", "x", "--ca");
    complains("bellhop run: --port cannot be \"x\". (", "run", "x", "--port", "x");
    complains(
        "bellhop: --in must be one of once, serviceworker, page, all, and not window.",
        "wpt",
        "--wpt",
        "x",
        "--in",
        "window");
    complains("bellhop: --beside goes with --report only.", "wpt", "--wpt", "x", "--beside", "y");
    complains("bellhop: There is no folder x.", "wpt", "--wpt", "x");
    complains("bellhop: The port 70000 is not between", "run", site.toString(), "--port", "70000");
    complains("bellhop caches: missing the command: list, show,", "caches");
    complains("bellhop caches list: one argument too many: b. (", "caches", "list", "a", "b");
    complains("bellhop fetch: missing <url>. (", "fetch", "a", "b");
    complains(
        "bellhop: The download total -1 is below 0.",
        "fetch",
        site.toString(),
        "id",
        "u",
        "--download-total=-1");
  }

  @Test
  void workersLiveAsLongAsAskedFor() {
    assertThat(run("run", site.toString(), "--kill-between-events", "--event-timeout", "90s"))
        .isZero();
    for (String wrong : List.of("90", "0s", "soon", "-1s")) {
      complains(
          "bellhop: The event timeout \"" + wrong + "\" is not a duration such as",
          "run",
          site.toString(),
          "--event-timeout=" + wrong);
    }
  }

  @Test
  void jsonPrintsTheTraceAndNothingElse() {
    host.busy =
        () -> host.happen(new TraceEvent.CachePut("films", "GET", "https://localhost/a", 5));
    assertThat(run("run", site.toString(), "--json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"n\":1,\"at\":\"2026-01-02T03:04:05.100Z\",\"type\":\"CachePut\",\"name\":\"films\","
                + "\"method\":\"GET\",\"url\":\"https://localhost/a\",\"bytes\":5}\n");
    assertThat(host.closed).isTrue();
  }

  @Test
  void theTraceGoesToAFileBesideTheDisplay() throws IOException {
    host.busy = () -> host.happen(new TraceEvent.CacheOpened("films"));
    Path trace = site.resolve("trace.jsonl");
    assertThat(run("run", site.toString(), "--trace", trace.toString())).isZero();
    assertThat(Files.readString(trace)).contains("\"type\":\"CacheOpened\"").endsWith("}\n");
    assertThat(out.toString()).contains("What went wrong\n  nothing\n");
  }

  @Test
  void aDiagnosticFailsStrictRunsOnly() {
    host.busy =
        () -> host.happen(new TraceEvent.Diagnostic("BH0000", "name", "No.", null, null, null));
    assertThat(run("run", site.toString())).isZero();
    assertThat(run("run", site.toString(), "--strict")).isEqualTo(1);
  }

  @Test
  void aFailedFetchFailsTheRun() {
    host.busy =
        () ->
            host.happen(
                new TraceEvent.BackgroundFetchCompleted("m", "failure", "bad-status", 0, 1));
    assertThat(run("run", site.toString())).isEqualTo(1);
  }

  @Test
  void whatTheHostRefusesIsBadInputAndAThrowingWorkerIsNot() {
    host.registering = new BellhopException(BellhopException.Kind.SYNTAX, "No.");
    assertThat(run("run", site.toString())).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("bellhop: No.\n");
    host.registering = new BellhopException(BellhopException.Kind.SCRIPT, "It threw.");
    assertThat(run("run", site.toString())).isEqualTo(1);
    assertThat(host.closed).isTrue();
  }

  @Test
  void theSiteMayBeAScriptAndTheDataFolderIsBesideIt() throws IOException {
    Path script = Files.writeString(site.resolve("worker.js"), "");
    assertThat(run("run", script.toString(), "--fresh")).isZero();
    assertThat(host.options.script()).isEqualTo("worker.js");
    assertThat(settings.get().dataFolder()).isEqualTo(site.resolve(".bellhop"));
    assertThat(settings.get().start()).isEqualTo(HostOpener.Start.FRESH);
  }

  @Test
  void aChangedFileFailsOrIsStartedOver() {
    assertThat(run("run", site.toString(), "--on-change", "restart")).isZero();
    complains(
        "bellhop: What to do on a change is \"fail\" or \"restart\", not \"sometimes\".",
        "run",
        site.toString(),
        "--on-change",
        "sometimes");
  }

  @Test
  void lookingStartsNothingAndMakesNothing() throws IOException {
    assertThat(run("caches", "list", site.toString())).isZero();
    assertThat(out.toString()).isEqualTo("no caches\n");
    assertThat(settings.get()).isNull();

    Files.createDirectory(site.resolve(".bellhop"));
    assertThat(run("fetches", "list", site.toString())).isZero();
    assertThat(host.options.unfinished()).isEqualTo(Unfinished.KEEP);
  }

  @Test
  void whatIsNotThereCannotBeShownNorAborted() throws IOException {
    complains("bellhop: Nothing is stored for " + site, "caches", "show", site.toString(), "films");
    Files.createDirectory(site.resolve(".bellhop"));
    complains(
        "bellhop: There is no cache \"films\"; the site has none.",
        "caches",
        "show",
        site.toString(),
        "films");
    complains(
        "bellhop: No background fetch \"m\" is active;", "fetches", "abort", site.toString(), "m");
  }

  @Test
  void listsAreTablesOrJsonLines() throws IOException {
    Files.createDirectory(site.resolve(".bellhop"));
    host.fetches.put("m", FakeHost.info("m", "done", "failure", "bad-status"));
    host.stored.put("films", List.of(FakeHost.entry(1, "a.mp4", 1500)));
    run("fetches", "list", site.toString());
    run("caches", "list", site.toString());
    run("caches", "show", site.toString(), "films");
    assertThat(out.toString())
        .isEqualTo(
            """
            ID  STATE  RESULT      REQUESTS  BYTES   RATE  LEFT  TITLE       NOTE
            m   done   bad-status  1 of 1    1.2 kB  -     -     Film night
            NAME   ENTRIES  BYTES
            films  1        1.5 kB
            STATUS  BYTES   CONTENT TYPE  REQUEST
            200     1.5 kB  video/mp4     GET https://localhost/a.mp4
            """);
    out.getBuffer().setLength(0);
    run("caches", "list", site.toString(), "--json");
    assertThat(out.toString()).isEqualTo("{\"name\":\"films\",\"entries\":1,\"bytes\":1500}\n");
  }

  @Test
  void aFetchIsPausedResumedAndRetriedByItsId() throws IOException {
    Files.createDirectory(site.resolve(".bellhop"));
    host.fetches.put("m", FakeHost.info("m", "active", "", ""));
    for (String verb : List.of("pause", "pause", "resume", "resume", "abort", "retry")) {
      assertThat(run("fetches", verb, site.toString(), "m")).isZero();
    }
    assertThat(out.toString())
        .isEqualTo(
            """
            m: paused
            m: was paused already
            m: goes on
            m: was not paused
            m: aborted
            m: started anew, 1 request
            """);
    assertThat(host.options.unfinished()).isEqualTo(Unfinished.RESUME);
  }

  @Test
  void watchingASiteThatNobodyRunsSaysSo() throws IOException {
    Files.createDirectory(site.resolve(".bellhop"));
    host.fetches.put("m", FakeHost.info("m", "active", "", ""));
    assertThat(run("fetches", "list", site.toString(), "--watch")).isZero();
    assertThat(out.toString()).isEqualTo("m: active, 0 of 1 requests, 1.2 kB of 2.0 kB\n");
    assertThat(err.toString())
        .isEqualTo("bellhop: nothing runs the site now; bellhop resume goes on with it.\n");
  }

  @Test
  void resumeNeedsSomethingThatIsStored() {
    complains("bellhop: Nothing is stored for " + site, "resume", site.toString());
  }
}
