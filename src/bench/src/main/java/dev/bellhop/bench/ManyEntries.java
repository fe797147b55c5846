package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * Matches in a cache of 1,000 entries and in a large one, and how long it takes to open its site.
 */
record ManyEntries(Path launcher, Path work, String base) {
  private static final int FEW = 1000;

  void measure(int many) throws IOException, InterruptedException {
    var bellhop = new BellhopCaches(launcher, work, base);
    try (Scratch scratch = Scratch.in(work)) {
      Path data = scratch.folder().resolve("data");
      bellhop.run(
          """
          await filled("few", %d);
          const cache = await caches.open("many");
          let next = 0;
          const one = async () => {
            while (next < %d) {
              const url = `${BASE}entry-${next++}?v=1`;
              await cache.put(url, new Response(body, { headers: { vary: "accept" } }));
            }
          };
          await Promise.all(Array.from({ length: 64 }, one));
          return {};"""
              .formatted(FEW, many),
          data);
      JsonNode found = bellhop.run(MATCHES.formatted(FEW, many), data);
      for (var rates : found.path("rates").properties()) {
        System.out.printf("%s: %s%n", rates.getKey(), rates.getValue());
      }
      double empty = bellhop.secondsToFirstEvent();
      double full = bellhop.secondsToFirstEvent(data);
      System.out.printf(
          "first event of a new site %.2f s, of one with %,d entries %.2f s%n", empty, many, full);
    }
  }

  private static final String MATCHES =
      """
      const few = await caches.open("few");
      const many = await caches.open("many");
      const rates = {};
      for (const [name, options] of [
        ["exact", {}],
        ["ignoreSearch", { ignoreSearch: true }],
        ["ignoreVary", { ignoreVary: true }],
      ]) {
        rates[name] = {
          few: await matchRate(few, %1$d, 20000, 10000, options),
          sameUrls: await matchRate(many, %1$d, 20000, 10000, options),
          allUrls: await matchRate(many, %2$d, 5000, 5000, options),
        };
      }
      return { rates };""";
}
