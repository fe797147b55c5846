package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent.ConsoleMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cache that a worker and two pages read and write at once. */
class SharedCacheTest {
  private static final int TOKENS = 10;

  /** Begins when all three realms are there. */
  private static final String WORK =
      """
      async function work(name) {
        const cache = await caches.open("shared");
        if (name === "worker") {
          await Promise.all(Array.from({ length: %d }, (_, i) => cache.put(`/token-${i}`, new Response())));
        }
        await cache.put(`/ready-${name}`, new Response());
        for (const other of ["worker", "one", "two"]) {
          while (!(await cache.match(`/ready-${other}`))) {
            await new Promise((done) => setTimeout(done, 20));
          }
        }
        let torn = 0;
        let taken = 0;
        const write = async (writer) => {
          for (let i = 0; i < 5; i++) {
            const times = i %% 2 === 0 ? 10 : 4000;
            await cache.put("/contested", new Response(`${name}x${times} `.repeat(times)));
            await cache.put(`/own-${name}-${writer}-${i}`, new Response(name));
          }
        };
        const read = async () => {
          for (let i = 0; i < 10; i++) {
            const text = (await (await cache.match("/contested"))?.text()) ?? "x0 ";
            const unit = text.slice(0, text.indexOf(" ") + 1);
            torn += text === "x0 " || text === unit.repeat(parseInt(unit.split("x")[1])) ? 0 : 1;
          }
        };
        const take = async () => {
          for (let i = 0; i < %d; i++) {
            if (await cache.delete(`/token-${i}`)) {
              taken++;
            }
          }
        };
        await Promise.all([write(0), write(1), write(2), write(3), read(), read(), take(), take()]);
        console.log(`${name}: torn ${torn}, taken ${taken}`);
      }
      """
          .formatted(TOKENS, TOKENS);

  @Test
  void everyPutIsWholeAndEveryDeletionHappensOnce(@TempDir Path temp) throws Exception {
    try (var fixture = new SiteFixture(temp)) {
      fixture.write(
          "sw.js", WORK + "addEventListener('install', (e) => e.waitUntil(work('worker')));");
      for (String page : new String[] {"one", "two"}) {
        fixture.write(page + ".js", WORK + "work('" + page + "');");
      }
      var registered = fixture.site().register();
      var first = fixture.site().openPage("one.js");
      var second = fixture.site().openPage("two.js");
      SiteFixture.get(registered);
      SiteFixture.get(first);
      SiteFixture.get(second);
      SiteFixture.get(fixture.site().idle());
      assertThat(fixture.console())
          .hasSize(3)
          .allSatisfy(line -> assertThat(line).contains("torn 0,"));
      assertThat(
              fixture.events(ConsoleMessage.class).stream()
                  .mapToInt(line -> Integer.parseInt(line.text().replaceAll(".* ", "")))
                  .sum())
          .isEqualTo(TOKENS);
      fixture.run(
          """
          (async () => {
            const cache = await caches.open("shared");
            console.log((await cache.keys()).filter(({ url }) => url.includes("/own-")).length);
          })();""");
      assertThat(fixture.console()).contains("60");
    }
  }
}
