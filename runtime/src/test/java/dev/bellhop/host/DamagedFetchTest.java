package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.FetchCheck;
import dev.bellhop.TraceEvent;
import dev.bellhop.testing.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a background fetch that is under way while a body that it has is damaged. */
class DamagedFetchTest extends BackgroundFetchSiteTest {
  private static final String FILM = "film ".repeat(20_000);
  private static final String START_BOTH = START.replace("URLS", "['/film', '/slow']");

  private final Gate gate = new Gate();

  @Test
  void aDamagedBodyIsNamedAndSetAsideAndItsRecordFails() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", (event) => event.waitUntil((async () => {
          for (const url of ["/film", "/slow"]) {
            const record = await event.registration.match(url);
            console.log(await record.responseReady.then((response) => response.text(), String));
          }
        })()));
        """);
    server.on("/film", exchange -> exchange.respond(200, FILM));
    serveSlow(gate);
    upstream();
    site.register();
    site.write("page.js", START_BOTH);
    get(site.site().openPage("page.js"));
    site.await(TraceEvent.RequestProcessingCompleted.class, done -> done.url().endsWith("/film"));
    gate.awaitReached();
    site.restart();

    Path body = body();
    Files.writeString(body, FILM.replaceFirst("film", "FILM"));
    upstream();
    assertThat(get(site.site().verifyFetches()))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.damaged()).hasSize(1);
              assertThat(check.damaged().getFirst().url()).endsWith("/film");
              assertThat(check.setAside()).isNull();
            });
    assertThat(body).exists();

    FetchCheck aside = get(site.site().setAsideDamagedFetches()).getFirst();
    assertThat(aside.damaged()).hasSize(1);
    assertThat(body).doesNotExist();
    assertThat(aside.setAside()).isDirectoryRecursivelyContaining("glob:**/records.jsonl");
    assertThat(get(site.site().verifyFetches())).allMatch(check -> check.damaged().isEmpty());

    gate.open();
    get(site.site().idle());
    assertThat(site.console())
        .containsExactly("TypeError: The stored body is damaged or gone", "slow");
  }

  private Path body() throws Exception {
    try (var files = Files.walk(temp.resolve("data/bodies"))) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }
}
