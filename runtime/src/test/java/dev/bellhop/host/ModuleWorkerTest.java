package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Module workers of a site, through every real layer. */
@Timeout(60)
class ModuleWorkerTest extends ServedSiteTestCase {
  private static final String REGISTER =
      """
      navigator.serviceWorker.register("sw.js", { type: "module" }).then(
          () => console.log("registered"),
          (error) => console.log(error.name, error.message));
      """;

  private void serve(String path, String script) {
    server.on(
        path,
        exchange ->
            exchange.respond(
                200,
                script,
                "Content-Type",
                "text/javascript",
                "Access-Control-Allow-Origin",
                "*"));
  }

  private TraceEvent.ScriptError scriptError(String kind) {
    return site.await(TraceEvent.ScriptError.class, error -> error.kind().equals(kind));
  }

  @Test
  void modulesAreResolvedByUrlAndEvaluatedOnceInOrder() throws Exception {
    Files.createDirectory(site.folder().resolve("lib"));
    site.write("lib/one.js", "import './two.js';\nconsole.log('one'); export let one = 1;")
        .write(
            "lib/two.js",
            "import { one } from './one.js';\nconsole.log('two');\nexport default () => one + 1;")
        .write(
            "sw.js",
            """
            import { one } from "/lib/one.js";
            import two, * as all from "https://localhost/a/../lib/./two.js";
            import "./lib/one.js#fragment";
            console.log(one, two(), Object.keys(all), this);
            """);
    site.run(REGISTER);
    assertThat(site.console())
        .containsExactly("two", "one", "1 2 [\"default\"] undefined", "registered");
  }

  @Test
  void aModuleIsStrictAndKnowsItsUrl() throws Exception {
    site.write("lib.js", "export const url = import.meta.url;")
        .write(
            "sw.js",
            """
            import { url } from "./lib.js?a=//b/../c|d";
            console.log(url, import.meta.url);
            console.log((function () { return this; })(), self.location.href, typeof url2);
            try { undeclared = 1; } catch (error) { console.log(error.name); }
            try { importScripts(); } catch (error) { console.log(error instanceof TypeError); }
            try { importScripts("lib.js"); } catch (error) { console.log(error instanceof TypeError); }
            const top = 1;
            setTimeout("console.log(typeof top)");
            """);
    site.run(REGISTER);
    site.awaitConsole("undefined");
    assertThat(site.console())
        .contains(
            "https://localhost/lib.js?a=//b/../c%7Cd https://localhost/sw.js",
            "undefined https://localhost/sw.js undefined", "ReferenceError", "true", "undefined");
  }

  @Test
  void modulesOfOtherOriginsNeedCors() throws Exception {
    serve("/open.js", "import './nested.js'; export const open = import.meta.url;");
    serve("/nested.js", "console.log('nested');");
    server.on(
        "/moved.js",
        exchange ->
            exchange.respond(
                302, "", "Location", "/there/moved.js", "Access-Control-Allow-Origin", "*"));
    serve("/there/moved.js", "import './by.js'; export const moved = import.meta.url;");
    serve("/there/by.js", "console.log('by');");
    site.write(
        "sw.js",
        """
        import { open } from "%1$s/open.js";
        import { moved } from "%1$s/moved.js";
        console.log(open, moved);
        """
            .formatted(server.origin()));
    site.run(REGISTER);
    assertThat(site.console())
        .containsExactly(
            "nested",
            "by",
            server.origin() + "/open.js " + server.origin() + "/there/moved.js",
            "registered");
    server.on(
        "/closed.js", exchange -> exchange.respond(200, "", "Content-Type", "text/javascript"));
    site.write("sw.js", "import '%s/closed.js';".formatted(server.origin()));
    site.run(
        """
        navigator.serviceWorker.register("sw.js?2", { type: "module" })
            .catch((error) => console.log(error.name));
        """);
    assertThat(site.console()).endsWith("TypeError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import 'lodash'; | TypeError | 'lodash'",
        "import './gone.js'; | TypeError | gone.js could not be fetched",
        "import './data.txt'; | TypeError | text/plain",
        "import './data.json'; | TypeError | ''",
        "import 'file:///etc/passwd'; | TypeError | file:///etc/passwd",
        "import '/bellhop:shims/boot.mjs'; | TypeError | bellhop:shims/boot.mjs",
        "import {none} from './lib.js'; | TypeError | none",
        "const x = await 1; | TypeError | cannot await at the top level",
        "import './waits.js'; | TypeError | cannot await at the top level",
        "throw new RangeError('mine'); | TypeError | mine",
        "let = 1; | TypeError | ''",
      })
  void whatCannotBeLoadedRefusesTheRegistration(String script, String name, String says)
      throws Exception {
    site.write("data.txt", "1")
        .write("data.json", "1")
        .write("lib.js", "")
        .write("waits.js", "export const x = 1;\n\nawait x;")
        .write("sw.js", script);
    site.run(REGISTER);
    assertThat(site.console())
        .singleElement()
        .asString()
        .startsWith(name + " ")
        .contains(says == null ? "" : says);
    site.run("navigator.serviceWorker.getRegistrations().then((all) => console.log(all.length));");
    assertThat(site.console()).endsWith("0");
  }

  @Test
  void anAwaitAtTheTopLevelIsNamedAtItsPlace() throws Exception {
    site.write("waits.js", "export const x = 1;\n\nexport const y = await x;")
        .write("sw.js", "import './waits.js';");
    site.run(REGISTER);
    assertThat(site.events(TraceEvent.Diagnostic.class))
        .extracting(TraceEvent.Diagnostic::name, TraceEvent.Diagnostic::frame)
        .containsExactly(
            tuple(
                "top-level-await",
                new SourceFrame("https://localhost/waits.js", 3, 18, "export const y = await x;")));
  }

  @Test
  void nothingIsEvaluatedBeforeAllIsThere() throws Exception {
    site.write("lib.js", "console.log('evaluated');")
        .write("sw.js", "import './lib.js'; import './gone.js';");
    site.run(REGISTER);
    assertThat(site.console()).hasSize(1).noneMatch(text -> text.equals("evaluated"));
  }

  @Test
  void errorsNameThePlaceInTheModule() throws Exception {
    site.write("lib.js", "export function f() {\n  missing();\n}")
        .write("sw.js", "import { f } from './lib.js';\nf();");
    site.run(REGISTER);
    assertThat(scriptError("exception").frame())
        .isEqualTo(new SourceFrame("https://localhost/lib.js", 2, 3, "  missing();"));
    site.write("lib.js", "export const a = 1;\nconst a = 2;");
    site.run(REGISTER);
    SourceFrame frame = scriptError("syntax").frame();
    assertThat(frame).isNotNull();
    assertThat(frame.url()).isEqualTo("https://localhost/lib.js");
    assertThat(frame.line()).isEqualTo(2);
    assertThat(frame.text()).isEqualTo("const a = 2;");
  }

  @Test
  void stacksNameModulesByTheirUrls() throws Exception {
    site.write("lib.js", "export const { stack } = new Error('x');")
        .write("sw.js", "import { stack } from './lib.js';\nconsole.log(stack);");
    site.run(REGISTER);
    assertThat(site.console().getFirst()).contains("lib.js:1").doesNotContain("bellhop:");
  }

  @Test
  void jsonModulesNeedTheirAttribute() throws Exception {
    site.write("data.json", "{\"answer\": [42]}")
        .write(
            "sw.js",
            "import data from './data.json' with { type: 'json' }; console.log(data.answer[0]);");
    site.run(REGISTER);
    assertThat(site.console()).containsExactly("42", "registered");
  }

  @Test
  void importIsRefusedWhileTheWorkerRuns() throws Exception {
    site.write("lib.js", "export default 1;")
        .write(
            "sw.js",
            """
            import "./lib.js";
            const refused = (error) => console.log(error instanceof TypeError, error.message);
            import("./lib.js").catch(refused);
            import("https://localhost/lib.js").catch(refused);
            import("https://localhost/other.js", { with: { type: "json" } }).catch(refused);
            import("/bellhop:shims/boot.mjs").catch(refused);
            """);
    site.run(REGISTER);
    assertThat(site.console())
        .filteredOn(text -> text.equals("true import() is not allowed in a service worker."))
        .hasSize(4);
  }

  @Test
  void aLaterProcessStartsTheWorkerWithoutTheNetwork() throws Exception {
    serve("/lib.js", "import data from './data.json' with {type: 'json'}; export default data;");
    server.on(
        "/data.json",
        exchange ->
            exchange.respond(
                200,
                "[42]",
                "Content-Type",
                "application/json",
                "Access-Control-Allow-Origin",
                "*"));
    site.write(
            "sw.js",
            """
            import data from "%s";
            onbackgroundfetchsuccess = () => console.log("answer", data[0], import.meta.url);
            """
                .formatted(server.url("/lib.js")))
        .write("film.txt", "film");
    site.run(REGISTER);
    server.close();
    site.restart();
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) =>
            registration.backgroundFetch.fetch("film", "film.txt"));
        """);
    site.await(TraceEvent.EventHandled.class, event -> event.listeners() == 1);
    assertThat(site.console()).containsExactly("registered", "answer 42 https://localhost/sw.js");
  }

  @Test
  void aChangeOfAModuleIsAnUpdate() throws Exception {
    site.write("lib.js", "export const version = 1;")
        .write(
            "sw.js",
            """
            import { version } from "./lib.js";
            oninstall = () => { skipWaiting(); console.log("install", version); };
            """);
    site.run(REGISTER);
    String update =
        """
        navigator.serviceWorker.ready.then((registration) => registration.update());
        """;
    site.run(update);
    site.write("lib.js", "export const version = 2;");
    site.run(update);
    assertThat(site.console()).containsExactlyInAnyOrder("registered", "install 1", "install 2");
  }

  @Test
  void theHostsRegisterFindsAModuleWorkerAgain() throws Exception {
    site.write("sw.js", "export const x = 1; onactivate = () => console.log('activate');");
    site.run(REGISTER);
    assertThat(site.console()).contains("activate");
    get(site.site().idle());
  }

  @Test
  void theHostRegistersAModuleWhereItIsToldTo() throws Exception {
    site.write("lib.js", "export const answer = 42;")
        .write("sw.js", "import { answer } from './lib.js'; console.log(answer);");
    var options = SiteOptions.folder(site.folder());
    Site opened = site.host().site(options.withWorkerType(SiteOptions.WorkerType.MODULE));
    get(opened.register());
    assertThat(site.console()).containsExactly("42");
    // Afterwards it is known what it is.
    site.restart();
    site.register();
    assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
  }

  @Test
  void theEndOfItsNameMakesNoModule() throws Exception {
    site.write("sw.js", "")
        .write("page.mjs", "var made = 1; console.log(this === self, self.made);");
    SiteFixture.get(site.site().openPage("page.mjs"));
    assertThat(site.console()).containsExactly("true 1");
  }

  @Test
  void aClassicScriptThatImportsIsToldWhatItIsToBe() throws Exception {
    for (String script : List.of("import './lib.js';", "var a;\nexport { a };")) {
      site.write("sw.js", script);
      assertThatThrownBy(() -> get(site.site().register()))
          .hasMessageContaining("--type module")
          .hasMessageContaining("{ type: \"module\" }");
    }
  }

  @Test
  void anImportOfSomethingThatIsNotExportedIsToldWithItsModule() throws Exception {
    site.write("lib.js", "export const a = 1;")
        .write("sw.js", "import { a } from './lib.js';\nimport { b } from './lib.js';");
    site.run(REGISTER);
    assertThat(site.console().getFirst()).startsWith("TypeError ").contains("lib.js", "'b'");
    SourceFrame frame = scriptError("syntax").frame();
    assertThat(frame).isNotNull();
    assertThat(frame.url()).isEqualTo("https://localhost/sw.js");
  }

  @Test
  void whatAModuleThrowsIsNamedOnce() throws Exception {
    site.write("sw.js", "export {};\nnull.x;");
    site.run(REGISTER);
    assertThat(site.console().getFirst()).startsWith("TypeError ").doesNotContain("TypeError:");
  }
}
