package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
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
      bellhop.run(FILLING.formatted(FEW, many), data);
      JsonNode cold = bellhop.run(COLD_MATCHES.formatted(FEW, many), data);
      JsonNode warm = bellhop.run(WARM_MATCHES.formatted(FEW, many), data);
      print("cold", many, cold);
      print("warm", many, warm);
      double empty = bellhop.secondsToFirstEvent();
      double full = bellhop.secondsToFirstEvent(data);
      System.out.printf(
          "first event of a new site %.2f s, of one with %,d entries %.2f s%n", empty, many, full);
    }
  }

  private static void print(String kind, int many, JsonNode found) {
    for (var rates : found.properties()) {
      double few = rates.getValue().path("few").asDouble();
      double all = rates.getValue().path("many").asDouble();
      System.out.printf(
          "%s match, %s: %,.0f/s among %,d entries, %,.0f/s among %,d (%.2f)%n",
          kind, rates.getKey(), few, FEW, all, many, all / few);
    }
  }

  private static final String FILLING =
      """
      for (const name of ["exact", "ignoreSearch", "warmUp", "again"]) {
        await filled(name, %d);
      }
      const cache = await caches.open("many");
      let next = 0;
      const one = async () => {
        while (next < %d) {
          const n = next++;
          const response = new Response(bodyLike(n), { headers: { vary: "accept" } });
          await cache.put(`${BASE}entry-${n}?v=1`, response);
        }
      };
      await Promise.all(Array.from({ length: 64 }, one));
      return {};""";

  private static final String WAYS =
      """
      const ways = {
        exact: {},
        ignoreSearch: { ignoreSearch: true },
        ignoreVary: { ignoreVary: true },
      };
      const rates = {};
      """;

  /** Each entry once, in a new process; those of the other caches have warmed the code up. */
  private static final String COLD_MATCHES =
      WAYS
          + """
          for (const name of ["warmUp", "again"]) {
            for (const options of [ways.exact, ways.ignoreSearch]) {
              await coldMatchRate(await caches.open(name), %1$d, %1$d, options);
            }
          }
          const many = await caches.open("many");
          // With and without Vary the same rows are asked for: only the first time is cold.
          for (const name of ["exact", "ignoreSearch"]) {
            rates[name] = {
              few: await coldMatchRate(await caches.open(name), %1$d, %1$d, ways[name]),
              many: await coldMatchRate(many, %2$d, %1$d, ways[name]),
            };
          }
          return rates;""";

  /** The same thousand URLs in both, again and again. */
  private static final String WARM_MATCHES =
      WAYS
          + """
          const sizes = { few: await caches.open("exact"), many: await caches.open("many") };
          // Whatever came first would be measured while the code is still compiled.
          for (const turn of ["to warm up", "to measure"]) {
            for (const name in ways) {
              rates[name] = {};
              for (const size in sizes) {
                rates[name][size] = await matchRate(sizes[size], %1$d, 20000, 20000, ways[name]);
              }
            }
          }
          return rates;""";
}
