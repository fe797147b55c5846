package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on after an event and is meant so, or is told otherwise. */
final class WorkAfterEventTest extends SiteTestCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // The event waits for the first that comes: the other only tells something.
        "event.respondWith(Promise.race([fetch('/slow.txt'), new Response('quick')]));",
        // The event has failed, and so says the trace.
        "event.waitUntil(Promise.all([Promise.reject(new Error('no')), write()]));",
        "event.respondWith(new Response('quick')); event.waitUntil(write());",
        "event.waitUntil(write().then(() => write()));",
        "caches.has('any');",
      })
  void isNotNamed(String listener) throws IOException {
    site.write("slow.txt", "slow")
        .write(
            "sw.js",
            """
        const write = async () => (await caches.open("any")).addAll(["/slow.txt"]);
        addEventListener("fetch", (event) => { %s });
        """
                .formatted(listener));
    site.register();
    get(
        site.site()
            .fetch(SiteRequest.subresource("/slow.txt"))
            .thenAccept(SiteResponse::close)
            .exceptionally(failed -> null));
    get(site.site().idle());
    assertThat(site.events(TraceEvent.Diagnostic.class)).isEmpty();
  }
}
