package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SiteOptions;
import dev.bellhop.SiteOptions.Trust;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A site at plain http whose origin is configured as trustworthy. */
final class TrustedOriginTest extends SiteTestCase {
  private void openTrusted() {
    site.site(
        SiteOptions.folder(site.folder())
            .withOrigin("http://shop.example")
            .withTrust(Trust.CONFIGURED));
  }

  @Test
  void aPageRegistersAWorkerAndIsAnsweredByIt() throws IOException {
    site.write(
        "sw.js",
        """
        addEventListener("activate", (event) => event.waitUntil(clients.claim()));
        addEventListener("fetch", (event) => event.respondWith(new Response(location.origin)));
        """);
    openTrusted();
    site.run(
        """
        const changed = new Promise((resolve) => {
          navigator.serviceWorker.oncontrollerchange = resolve;
        });
        navigator.serviceWorker
          .register("sw.js")
          .then(() => changed)
          .then(() => fetch("/anything"))
          .then((response) => response.text())
          .then((text) => console.log(isSecureContext, text));
        """);
    assertThat(site.console()).contains("true http://shop.example");
  }

  @Test
  void aNavigationGoesToItsWorker() throws IOException {
    site.write(
        "sw.js",
        """
        addEventListener("fetch", (event) =>
          event.respondWith(
            new Response("<script>console.log('from the worker')</script>", {
              headers: { "Content-Type": "text/html" },
            }),
          ));
        """);
    site.write("page.html", "<script>console.log('from the folder')</script>");
    openTrusted();
    site.register();
    get(site.site().openPage("page.html"));
    assertThat(site.console()).containsExactly("from the worker");
  }

  @Test
  void otherOriginsAreAsTrustworthyAsTheirUrls() throws IOException {
    site.write("sw.js", "");
    openTrusted();
    site.run(
        """
        navigator.serviceWorker
          .register("http://other.example/sw.js")
          .catch((error) => console.log(error.name, error.message));
        """);
    assertThat(site.console())
        .anyMatch(text -> text.startsWith("SecurityError workers need https"));
  }
}
