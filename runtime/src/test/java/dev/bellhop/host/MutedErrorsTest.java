package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A script of another origin fails without telling the worker how.
 *
 * @see <a href="https://html.spec.whatwg.org/#muted-errors">HTML: muted errors</a>
 */
@Timeout(60)
class MutedErrorsTest extends ServedSiteTestCase {
  private static final String SHOW =
      """
      const show = (...values) => console.log(values.join("|"));
      onerror = (message, file, line, column, error) => {
        show("error", message, file, line, column, error);
        return true;
      };
      onunhandledrejection = (event) => {
        show("rejection", event.reason);
        event.preventDefault();
      };
      """;

  /** Registers a worker that imports a script of another origin and then does more. */
  private void run(String imported, String then) throws IOException {
    server.on(
        "/lib.js", exchange -> exchange.respond(200, imported, "Content-Type", "text/javascript"));
    site.write("sw.js", SHOW + then.replace("LIB", "\"" + server.url("/lib.js") + "\""));
    site.register();
  }

  private static final String IMPORT =
      """
      try {
        importScripts(LIB);
      } catch (error) {
        show(error.name, error instanceof DOMException, error.message.includes("secret"),
            String(error.stack).includes("secret"), error.cause);
      }
      """;

  @Test
  void whatItThrowsIsANetworkErrorForTheImporter() throws Exception {
    run("throw new Error('secret');", IMPORT);
    assertThat(site.console()).containsExactly("NetworkError|true|false|false|");
  }

  @Test
  void aSyntaxErrorIsANetworkErrorForTheImporter() throws Exception {
    run("let secret = ;", IMPORT);
    assertThat(site.console()).containsExactly("NetworkError|true|false|false|");
  }

  @Test
  void whatItsFunctionsThrowLaterIsAScriptError() throws Exception {
    run(
        "const fail = () => { throw new Error('secret'); }; setTimeout(fail, 0);",
        "importScripts(LIB); oninstall = (event) => { event.waitUntil(new Promise((done) =>"
            + " setTimeout(done, 50))); };");
    assertThat(site.console()).containsExactly("error|Script error.||0|0|");
  }

  @Test
  void aRejectionOfItIsToldToNoListenerButToTheUser() throws Exception {
    run("Promise.reject(new Error('secret'));", "importScripts(LIB);");
    var error =
        site.await(
            TraceEvent.ScriptError.class, event -> event.kind().equals("unhandled-rejection"));
    assertThat(error.message()).contains("secret");
    assertThat(site.console()).isEmpty();
  }

  @Test
  void ofTheSameOriginEverythingIsTold() throws Exception {
    site.write(
        "own.js", "setTimeout(() => { throw new Error('known'); }, 0); throw new Error('x');");
    site.write(
        "sw.js",
        SHOW
            + """
            try { importScripts("own.js"); } catch (error) { show(error.name, error.message); }
            oninstall = (event) => event.waitUntil(new Promise((done) => setTimeout(done, 50)));
            """);
    site.register();
    assertThat(site.console())
        .containsExactly(
            "Error|x", "error|Uncaught Error: known|https://localhost/own.js|1|26|Error: known");
  }

  @Test
  void fileNamesOutsideOfTheSiteAreNotImported() throws Exception {
    Files.writeString(temp.resolve("outside.js"), "console.log('outside');");
    Files.createSymbolicLink(site.folder().resolve("link.js"), temp.resolve("outside.js"));
    site.write(
        "sw.js",
        SHOW
            + """
            for (const path of ["../outside.js", "/../outside.js", "%2e%2e/outside.js",
                "..%2foutside.js", "/..%2Foutside.js", "..%5coutside.js", "/%2e%2e%2foutside.js",
                "%252e%252e/outside.js", "//localhost/../outside.js", "link.js", ".bellhop/x.js",
                "file:///etc/hostname", "jar:file:///a.jar!/b.js", "./..//outside.js",
                "..\\\\outside.js", "a/..;/../outside.js", "%00/../../outside.js"]) {
              try { importScripts(path); show("imported", path); }
              catch (error) { if (error.name !== "NetworkError") show(path, error); }
            }
            show("end");
            """);
    site.register();
    assertThat(site.console()).containsExactly("end");
  }
}
