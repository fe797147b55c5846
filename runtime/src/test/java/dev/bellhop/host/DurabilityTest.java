package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Durability;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host's durability comes to when the machine has been started anew. */
class DurabilityTest {
  private static final String PUT =
      """
      (async () => {
        const cache = await caches.open("films");
        await cache.put("/large", new Response("film ".repeat(20000)));
        console.log("put");
      })();
      """;

  /** A copy of what is there at once after the put has resolved, looked at after another boot. */
  @ParameterizedTest
  @EnumSource(Durability.class)
  void aStrictPutHasItsBytesOnTheDiskWhenItResolves(Durability durability, @TempDir Path temp)
      throws Exception {
    Path copy = Files.createDirectory(temp.resolve("copy"));
    try (var fixture = new SiteFixture(temp, builder -> builder.durability(durability))) {
      fixture.write("sw.js", "").run(PUT);
      assertThat(fixture.console()).containsExactly("put");
      for (String name : List.of("bellhop-data", "store.db", "store.db-wal")) {
        Files.copy(temp.resolve("data").resolve(name), copy.resolve(name));
      }
    }
    StoreOptions rebooted = StoreOptions.defaults().withBootId("another");
    long unsynced;
    try (Store store = Store.open(copy, StoreOptions.defaults())) {
      unsynced =
          SiteFixture.get(
              store
                  .database()
                  .read(tx -> tx.number("SELECT count(*) FROM body WHERE synced < length", 0)));
    }
    try (Store store = Store.open(copy, rebooted)) {
      long entries =
          SiteFixture.get(
              store.database().read(tx -> tx.number("SELECT count(*) FROM cache_entry", 0)));
      assertThat(entries).isEqualTo(1 - unsynced);
      if (durability == Durability.STRICT) {
        assertThat(unsynced).isZero();
      }
    }
  }
}
