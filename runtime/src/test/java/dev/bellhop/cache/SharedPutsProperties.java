package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.ORIGIN;
import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Puts that come to the tables together do to them what they would do one after the other. */
class SharedPutsProperties {
  private static final int URLS = 6;
  private static final int BODIES = 4;
  private static final int CACHES = 2;

  /** All that a put can say: which URL, body and cache, and whether the response varies. */
  private static final int PUTS = URLS * BODIES * CACHES * 2;

  @Property(tries = 20)
  void asOneByOne(@ForAll @Size(min = 8, max = 60) List<@IntRange(max = PUTS - 1) Integer> puts)
      throws Exception {
    assertThat(outcome(puts, true)).isEqualTo(outcome(puts, false));
  }

  private static List<String> outcome(List<Integer> puts, boolean together) throws Exception {
    Path folder = Files.createTempDirectory("bellhop-puts");
    try (Store store = Store.open(folder, Caching.options())) {
      CacheStorage caches = Caching.caches(store, Reach.PROCESS);
      List<Cache> all = List.of(get(caches.open("first")), get(caches.open("second, \"é\"")));
      Caching.useLog(store, all.getFirst());
      get(all.getLast().put(Caching.request("/0"), Caching.response("body 0")));
      Runnable unblock = together ? Caching.blockTables(store) : () -> {};
      for (int put : puts) {
        all.get(put % CACHES).putAtOnce(request(put), response(put));
        if (!together) {
          get(store.database().write(rows -> 0));
        }
      }
      unblock.run();
      return told(store, all);
    } finally {
      Caching.delete(folder);
    }
  }

  private static FetchRequest request(int put) {
    return Caching.request("/" + put / CACHES % URLS, "Accept", "kind " + put % 3);
  }

  private static FetchResponse response(int put) {
    String body = "body " + put / CACHES / URLS % BODIES;
    return put >= PUTS / 2
        ? Caching.response(body, "Vary", "accept", "X-Much", "\u00e9")
        : Caching.response(body);
  }

  private static List<String> told(Store store, List<Cache> caches) throws Exception {
    List<String> told = new ArrayList<>();
    for (Cache cache : caches) {
      for (FetchRequest key : get(cache.keys(CacheQuery.all()))) {
        told.add(key.url().path() + " " + key.headers().get("Accept"));
      }
      for (FetchResponse each : get(cache.matchAll(CacheQuery.all()))) {
        told.add(each.headers().get("Vary") + " " + text(each));
      }
    }
    told.addAll(
        get(
            store
                .database()
                .read(
                    rows ->
                        rows.list(
                            """
                            SELECT head_bytes = length(name) + (
                              SELECT coalesce(sum(length(url) + length(request) + length(response)), 0)
                              FROM cache_entry WHERE cache_id = cache.id)
                            FROM cache""",
                            row -> row.truth(1) ? "counted" : "counted wrong"))));
    told.add(
        get(store.database().read(rows -> rows.number("SELECT count(*) FROM body", 0)))
            + " bodies, "
            + Caching.bodyBytes(store, ORIGIN));
    assertThat(told).doesNotContain("counted wrong");
    return told;
  }
}
