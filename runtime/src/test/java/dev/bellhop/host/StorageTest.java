package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteStatus.StorageStatus;
import dev.bellhop.TraceEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts learn of the site's storage, and what happens where it is used up. */
class StorageTest {
  private static final int QUOTA = 1_000_000;

  @TempDir Path temp;
  private SiteFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new SiteFixture(temp);
    fixture.write("sw.js", "addEventListener('backgroundfetchfail', () => {});");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void limited() {
    fixture.site(SiteOptions.folder(fixture.folder()).withQuota(QUOTA));
    fixture.register();
  }

  private void run(String steps) throws Exception {
    fixture.run("(async () => {\n" + steps + "\n})();");
  }

  private StorageStatus storage() {
    return Objects.requireNonNull(SiteFixture.get(fixture.site().status()).storage());
  }

  @Test
  void estimateTellsWhatIsStoredAndWhatMayBe() throws Exception {
    limited();
    run(
        """
        const cache = await caches.open("films");
        await cache.put("/a", new Response("x".repeat(100000)));
        await cache.put("/b", (await cache.match("/a")));
        let { usage, quota } = await navigator.storage.estimate();
        console.log(usage > 100000 && usage < 102000, quota);
        await caches.delete("films");
        console.log((await navigator.storage.estimate()).usage);
        await cache.put("/c", new Response("late"));
        """);
    assertThat(fixture.console()).containsExactly("true 1000000", "0");
    assertThat(storage()).isEqualTo(new StorageStatus(4, QUOTA, false));
  }

  @Test
  void withoutAQuotaTheDiskIsTheLimit() throws Exception {
    fixture.register();
    run(
        """
        const { usage, quota } = await navigator.storage.estimate();
        console.log(usage, Number.isSafeInteger(quota));
        """);
    assertThat(fixture.console()).containsExactly("0 true");
    long room = temp.toFile().getUsableSpace();
    assertThat(storage().quota()).isBetween(room / 2, room * 2);
  }

  @Test
  void putAndAddAndAddAllAndOpenRejectWithQuotaExceededError() throws Exception {
    fixture.write("big.txt", "x".repeat(600_000)).write("other.txt", "y".repeat(600_000));
    limited();
    run(
        """
        const cache = await caches.open("films");
        const failure = (promise) => promise.then(() => "stored", (error) =>
          `${error instanceof QuotaExceededError} ${error.name} ${error.quota} ${error.requested}`);
        console.log(await failure(cache.put("/a", new Response("x".repeat(1000001)))));
        console.log(await failure(cache.addAll(["/big.txt", "/other.txt"])));
        console.log(await failure(caches.open("n".repeat(1000001))));
        const keys = await cache.keys();
        const { usage } = await navigator.storage.estimate();
        console.log(keys.length, usage - "films".length);
        console.log(await failure(cache.add("/big.txt")));
        console.log(await failure(cache.add("/other.txt")));
        await cache.delete("/big.txt");
        console.log(await failure(cache.add("/other.txt")));
        """);
    String full = "true QuotaExceededError null null";
    assertThat(fixture.console())
        .containsExactly(full, full, full, "0 0", "stored", full, "stored");
  }

  @Test
  void backgroundFetchesThatCannotFitAreNotStarted() throws Exception {
    limited();
    run(
        """
        const { backgroundFetch } = await navigator.serviceWorker.ready;
        const failure = (promise) => promise.then(() => "started", (error) =>
          `${error instanceof QuotaExceededError} ${error.quota} ${error.requested}`);
        const up = new Request("/up", { method: "POST", body: "x".repeat(1000001) });
        console.log(await failure(backgroundFetch.fetch("up", ["/a", up])));
        console.log(await failure(backgroundFetch.fetch("down", "/a",
          { downloadTotal: Number.MAX_SAFE_INTEGER })));
        console.log(await failure(backgroundFetch.fetch("more", "/a", { downloadTotal: 1000001 })));
        const ids = await backgroundFetch.getIds();
        const { usage } = await navigator.storage.estimate();
        console.log(ids.length, usage);
        """);
    assertThat(fixture.console())
        .containsExactly("true null null", "true null null", "true null null", "0 0");
  }

  @Test
  void aBackgroundFetchThatUsesTheQuotaUpFailsAndIsTriedAgainWhenThereIsRoom() throws Exception {
    Files.write(fixture.folder().resolve("film.bin"), new byte[900_000]);
    limited();
    run(
        """
        const cache = await caches.open("kept");
        await cache.put("/a", new Response("x".repeat(200000)));
        const registration = await navigator.serviceWorker.ready;
        await registration.backgroundFetch.fetch("film", "/film.bin");
        """);
    TraceEvent.BackgroundFetchCompleted failed =
        fixture.await(TraceEvent.BackgroundFetchCompleted.class, event -> true);
    assertThat(failed.failureReason()).isEqualTo("quota-exceeded");
    assertThat(fixture.dispatched()).contains("backgroundfetchfail");
    assertThat(storage().usage()).isBetween(200_000L, 201_000L);

    run("await caches.delete('kept');");
    var fetches = SiteFixture.get(fixture.site().registration()).orElseThrow().backgroundFetch();
    SiteFixture.get(fetches.retry("film"));
    SiteFixture.get(fixture.site().idle());
    assertThat(SiteFixture.get(fetches.list()))
        .extracting(BackgroundFetchInfo::result)
        .containsExactly("success");
  }

  @Test
  void persistLastsAndIsForPagesOnly() throws Exception {
    fixture.write(
        "sw.js",
        """
        addEventListener("message", (event) => event.waitUntil((async () => {
          const persisted = await navigator.storage.persisted();
          console.log("worker", "persist" in navigator.storage, persisted,
            navigator.storage instanceof StorageManager);
        })()));
        """);
    fixture.register();
    run(
        """
        console.log(await navigator.storage.persisted(), await navigator.storage.persist(),
          await navigator.storage.persisted(), navigator.storage === navigator.storage);
        """);
    fixture.restart();
    fixture.register();
    run(
        """
        (await navigator.serviceWorker.ready).active.postMessage("");
        console.log(await StorageManager.prototype.persisted.call({}).catch((e) => e.name));
        """);
    assertThat(fixture.console())
        .containsExactlyInAnyOrder("false true true true", "worker false true true", "TypeError");
  }

  @Test
  void aSiteThatMayNotPersistDoesNot() throws Exception {
    fixture.site(
        SiteOptions.folder(fixture.folder())
            .withPermission(Permission.PERSISTENT_STORAGE, PermissionState.DENIED));
    fixture.register();
    run("console.log(await navigator.storage.persist());");
    assertThat(fixture.console()).containsExactly("false");
    assertThat(storage().persisted()).isFalse();
  }

  @Test
  void asOneSiteNeedsRoomAnotherThatIsNotOpenLosesAllAndIsNamed() throws Exception {
    try (var limited = new SiteFixture(temp.resolve("two"), b -> b.storageLimit(QUOTA))) {
      limited.write(
          "sw.js",
          "addEventListener('install', (e) => e.waitUntil((async () => {"
              + "const cache = await caches.open('films');"
              + "await cache.put('/a', new Response('x'.repeat(600000)));})()));");
      limited.register();
      limited.restart();
      limited.site(SiteOptions.folder(limited.folder()).withOrigin("https://other.localhost"));
      limited.register();
      TraceEvent.StorageEvicted evicted =
          limited.await(TraceEvent.StorageEvicted.class, event -> true);
      assertThat(evicted.origin()).isEqualTo("https://localhost");
      assertThat(evicted.bytes()).isBetween(600_000L, 601_000L);
      limited.restart();
      assertThat(SiteFixture.get(limited.site().registration())).isEmpty();
    }
  }
}
