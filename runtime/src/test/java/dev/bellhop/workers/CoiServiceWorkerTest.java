package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** coi-serviceworker gives every response the headers of a cross-origin isolated page. */
@Timeout(300)
class CoiServiceWorkerTest extends RealWorker {
  private static final NpmPackage COI = new NpmPackage("coi-serviceworker", "0.1.7");

  private static final String SHOW =
      """
      const show = async (path) => {
        const response = await fetch(path);
        const { headers } = response;
        console.log(
          response.status,
          headers.get("Cross-Origin-Embedder-Policy"),
          headers.get("Cross-Origin-Opener-Policy"),
          headers.get("Cross-Origin-Resource-Policy"),
          await response.text(),
        );
      };
      """;

  @BeforeEach
  void write() throws IOException {
    site.write("sw.js", COI.text("coi-serviceworker.js")).write("data.txt", "data");
  }

  @Test
  void addsTheHeadersAndClaimsThePageThatRegistersIt() throws Exception {
    assertThat(
            page(
                SHOW
                    + """
                    await show("data.txt");
                    container.register("sw.js");
                    await heard(container, "controllerchange");
                    await show("data.txt");
                    await show("missing.txt").catch((error) => console.log(error.name));
                    """))
        .startsWith("200 null null null data", "200 require-corp same-origin cross-origin data")
        .element(2)
        .asString()
        .startsWith("404 require-corp same-origin cross-origin");
    assertThat(states()).containsExactly("installing", "installed", "activating", "activated");
    assertNothingWentWrong();
  }

  @Test
  void aMessageChangesThePolicyAndAnotherOneUnregistersIt() throws Exception {
    page("await container.register('sw.js'); await container.ready;");
    assertThat(
            page(
                SHOW
                    + """
                    container.controller.postMessage({ type: "coepCredentialless", value: true });
                    await show("data.txt");
                    """))
        .containsExactly("200 credentialless same-origin null data");
    page("container.controller.postMessage({ type: 'deregister' });");
    // Once it is unregistered the worker navigates the pages there are, which then speak again.
    site.await(TraceEvent.WindowNavigated.class, any -> true);
    assertThat(page("console.log('left:', await container.getRegistration());"))
        .contains("left: undefined");
  }

  @Test
  void aChangedScriptTakesOverAtOnce() throws Exception {
    page("await container.register('sw.js'); await container.ready;");
    site.write("sw.js", COI.text("coi-serviceworker.js") + "\n// changed\n");
    update("activated", 2);
    assertThat(states()).contains("redundant");
    assertThat(page(SHOW + "await show('data.txt');"))
        .containsExactly("200 require-corp same-origin cross-origin data");
    assertNothingWentWrong();
  }
}
