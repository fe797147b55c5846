package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** importScripts() of a site's worker, through every real layer. */
@Timeout(60)
class ImportScriptsTest extends ServedSiteTestCase {
  private void serve(String path, String script) {
    server.on(path, exchange -> exchange.respond(200, script, "Content-Type", "text/javascript"));
  }

  private BellhopException registerFails() {
    try {
      site.site().register().join();
    } catch (CompletionException e) {
      return (BellhopException) e.getCause();
    }
    throw new AssertionError("was registered");
  }

  private long workersStarted() {
    return site.events(TraceEvent.WorkerStateChanged.class).stream()
        .filter(event -> event.state().equals("installing"))
        .count();
  }

  @Test
  void scriptsRunInOrderAndShareTheGlobalsLexicalScope() throws Exception {
    Files.createDirectory(site.folder().resolve("lib"));
    site.write("lib/one.js", "const one = 1; console.log('one', typeof two, location.pathname);")
        .write("lib/two.js", "let two = one + 1; function three() { return two + one; }")
        .write(
            "sw.js",
            """
            Promise.resolve().then(() => console.log("job"));
            importScripts("lib/one.js", "./lib/two.js");
            console.log(one, two, three(), importScripts(), importScripts.length);
            """);
    site.register();
    assertThat(site.console()).containsExactly("one undefined /sw.js", "1 2 3 undefined 0", "job");
  }

  @Test
  void theSameUrlIsFetchedOnceAndEvaluatedTwice() throws Exception {
    serve("/lib.js", "self.count = (self.count ?? 0) + 1;");
    site.write(
        "sw.js",
        """
        importScripts("%1$s", "%1$s#again");
        console.log(count);
        oninstall = () => { importScripts("%1$s"); console.log(count); };
        """
            .formatted(server.url("/lib.js")));
    site.register();
    assertThat(site.console()).containsExactly("2", "3");
    assertThat(server.requests("/lib.js")).hasSize(1);
  }

  @Test
  void whatCannotBeFetchedIsANetworkErrorWithASentence() throws Exception {
    site.write("text.txt", "1")
        .write(
            "sw.js",
            """
            for (const url of ["nothing.js", "text.txt", "http://127.0.0.1:1/x.js", "http://[", {
              toString() { throw new RangeError("mine"); } }]) {
              try {
                importScripts(url);
              } catch (error) {
                console.log(error instanceof DOMException, error.name, error.message);
              }
            }
            """);
    site.register();
    assertThat(site.console()).hasSize(5);
    assertThat(site.console().get(0))
        .startsWith(
            "true NetworkError the script https://localhost/nothing.js could not be fetched")
        .endsWith("404");
    assertThat(site.console().get(1))
        .startsWith("true NetworkError the script https://localhost/text.txt came with")
        .contains("text/plain");
    assertThat(site.console().get(2))
        .startsWith("true NetworkError the script http://127.0.0.1:1/");
    assertThat(site.console().get(3)).startsWith("true SyntaxError").contains("'http://['");
    assertThat(site.console().get(4)).isEqualTo("false RangeError mine");
  }

  @Test
  void anInstalledWorkerHasOnlyWhatItImportedBefore() throws Exception {
    site.write("early.js", "self.early = (self.early ?? 0) + 1;")
        .write("late.js", "self.late = true;")
        .write(
            "sw.js",
            """
            oninstall = () => importScripts("early.js");
            onactivate = () => {
              importScripts("early.js");
              console.log(early);
              try {
                importScripts("late.js");
              } catch (error) {
                console.log(error.name, error.message);
              }
            };
            """);
    site.register();
    assertThat(site.console()).hasSize(2);
    assertThat(site.console().get(0)).isEqualTo("2");
    assertThat(site.console().get(1))
        .startsWith("NetworkError importScripts() cannot fetch https://localhost/late.js any more");
  }

  @Test
  void mistakesHaveThePlaceInTheImportedScript() throws Exception {
    site.write("throws.js", "\n  throw new TypeError('no');")
        .write("broken.js", "let fine;\n\nlet = = 1;")
        .write("sw.js", "importScripts('throws.js');");
    BellhopException thrown = registerFails();
    assertThat(thrown.kind()).isEqualTo(BellhopException.Kind.SCRIPT);
    assertThat(thrown.frame())
        .isEqualTo(
            new SourceFrame("https://localhost/throws.js", 2, 9, "  throw new TypeError('no');"));
    site.write("sw.js", "\nimportScripts('broken.js');");
    BellhopException broken = registerFails();
    assertThat(broken.kind()).isEqualTo(BellhopException.Kind.SYNTAX);
    assertThat(broken.frame().url()).isEqualTo("https://localhost/broken.js");
    assertThat(broken.frame().line()).isEqualTo(3);
    assertThat(broken.frame().column()).isEqualTo(7);
  }

  @Test
  void aScriptCatchesWhatAnImportedOneThrows() throws Exception {
    site.write("throws.js", "throw { mine: 7 };")
        .write("broken.js", "let = = 1;")
        .write(
            "sw.js",
            """
            try { importScripts("throws.js"); } catch (error) { console.log(error.mine); }
            try { importScripts("broken.js"); } catch (error) { console.log(error.name); }
            """);
    site.register();
    assertThat(site.console()).containsExactly("7", "SyntaxError");
  }

  @Test
  void aLaterProcessStartsTheWorkerWithoutTheNetwork() throws Exception {
    serve("/lib.js", "self.answer = () => 42;");
    site.write(
            "sw.js",
            """
        importScripts("%s");
        onbackgroundfetchsuccess = () => console.log("answer", answer());
        """
                .formatted(server.url("/lib.js")))
        .write("film.txt", "film");
    site.register();
    String page =
        """
        navigator.serviceWorker.ready.then((registration) =>
            registration.backgroundFetch.fetch("film", "film.txt"));
        """;
    server.close();
    site.restart();
    site.run(page);
    assertThat(site.await(TraceEvent.EventHandled.class, event -> event.listeners() == 1))
        .isNotNull();
    assertThat(site.console()).containsExactly("answer 42");
  }

  @Test
  void aChangeOfAnImportedScriptIsAnUpdate() throws Exception {
    site.write("lib.js", "self.version = 1;")
        .write(
            "sw.js",
            """
            importScripts("lib.js");
            oninstall = () => { skipWaiting(); console.log("install", version); };
            """);
    site.register();
    String update =
        """
        navigator.serviceWorker.ready
            .then((registration) => registration.update())
            .then(() => console.log("updated"));
        """;
    site.run(update);
    assertThat(workersStarted()).isEqualTo(1);
    site.write("lib.js", "self.version = 2;");
    site.run(update);
    assertThat(site.console()).contains("install 1", "install 2");
    assertThat(workersStarted()).isEqualTo(2);
    Files.delete(site.folder().resolve("lib.js"));
    site.run(update);
    assertThat(workersStarted()).isEqualTo(2);
  }

  @Test
  void importedScriptsComeFromTheFolderEvenWithAnUpstream() throws Exception {
    serve("/lib.js", "console.log('upstream');");
    site.write("lib.js", "console.log('folder');").write("sw.js", "importScripts('/lib.js');");
    get(site.site(URI.create(server.origin())).register());
    assertThat(site.console()).containsExactly("folder");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void stoppingTheHostEndsAWaitForAScript() throws Exception {
    var asked = new CompletableFuture<Void>();
    var never = new CompletableFuture<Void>();
    server.on(
        "/slow.js",
        exchange -> {
          asked.complete(null);
          never.join();
        });
    site.write("sw.js", "importScripts('%s');".formatted(server.url("/slow.js")));
    var registering = site.site().register();
    get(asked);
    site.close();
    assertThat(registering).failsWithin(Duration.ofSeconds(20));
    never.complete(null);
  }

  @Test
  void aPageHasNoImportScripts() throws Exception {
    site.write("sw.js", "console.log(typeof importScripts);");
    site.run("console.log('importScripts' in self, typeof importScripts);");
    assertThat(site.console()).containsExactly("false undefined");
  }
}
