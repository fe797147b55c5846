package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;

import dev.bellhop.TraceEvent;
import dev.bellhop.testing.Gate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Runs background fetches of a real site, over real HTTP and with a real store. */
@Timeout(120)
abstract class BackgroundFetchSiteTest extends ServedSiteTestCase {
  static final String STORE_ALL =
      """
      addEventListener("backgroundfetchsuccess", (event) => {
        event.waitUntil((async () => {
          const cache = await caches.open("films");
          for (const record of await event.registration.matchAll()) {
            await cache.put(record.request, await record.responseReady);
          }
          await event.updateUI({ title: "ready" });
        })());
      });
      """;

  static final String START =
      """
      navigator.serviceWorker.ready.then(async (registration) => {
        const fetch = await registration.backgroundFetch.fetch("films", URLS, { title: "Films" });
      });
      """;

  void worker(String script) throws IOException {
    site.write("sw.js", script);
  }

  void startFromPage(String... urls) throws IOException {
    site.register();
    site.run(START.replace("URLS", "['" + String.join("', '", urls) + "']"));
  }

  void upstream() {
    site.site(URI.create(server.url("/")));
  }

  /** Serves /slow when a gate has opened. */
  void serveSlow(Gate gate) {
    server.on(
        "/slow",
        exchange -> {
          gate.pass();
          exchange.respond(200, "slow");
        });
  }

  List<String> cached(String name) {
    return get(site.site().caches().entries(name)).stream()
        .map(
            entry -> {
              var bytes = new ByteArrayOutputStream();
              get(site.site().caches().copyBody(entry, Channels.newChannel(bytes)));
              return entry.url() + ": " + bytes;
            })
        .toList();
  }

  List<String> failures() {
    return site.events(TraceEvent.RequestProcessingCompleted.class).stream()
        .filter(completed -> !completed.result().equals("success"))
        .map(completed -> completed.result() + ": " + completed.failure())
        .toList();
  }
}
