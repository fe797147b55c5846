package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** navigator.storageBuckets in pages, and what the host shows of it. */
@Timeout(60)
class StorageBucketsTest extends SiteTestCase {
  private static final String ERROR =
      "const error = (promise) => promise.then(() => 'none', ({ name }) => name);";

  @BeforeEach
  void write() throws IOException {
    site.write("sw.js", "");
  }

  private void page(String steps) throws IOException {
    site.run("(async () => {" + ERROR + steps + "})();");
  }

  @Test
  void eachHasCachesOfItsOwnWhichOutliveTheProcess() throws IOException {
    page(
        """
        const inbox = await navigator.storageBuckets.open("inbox");
        const drafts = await navigator.storageBuckets.open("drafts");
        await (await inbox.caches.open("files")).put("/a", new Response("in"));
        await (await drafts.caches.open("files")).put("/a", new Response("draft"));
        await (await caches.open("files")).put("/a", new Response("own"));
        """);
    site.restart();
    page(
        """
        console.log((await navigator.storageBuckets.keys()).join());
        const text = async (storage) => (await storage.match("/a")).text();
        const inbox = await navigator.storageBuckets.open("inbox");
        console.log(await text(inbox.caches), await text(caches), inbox.caches === inbox.caches,
            inbox.name, await error(inbox.indexedDB.databases()));
        """);
    assertThat(site.console())
        .containsExactly("drafts,inbox", "in own true inbox NotSupportedError");
    assertThat(get(site.site().caches().names()))
        .containsExactly("files", "bucket:drafts/files", "bucket:inbox/files");
    assertThat(get(site.site().caches().entries("bucket:inbox/files"))).hasSize(1);
    assertThat(get(site.site().caches().verify("bucket:inbox/files")).name())
        .isEqualTo("bucket:inbox/files");
    assertThat(get(site.site().caches().delete("bucket:inbox/files"))).isTrue();
    assertThat(get(site.site().caches().names())).containsExactly("files", "bucket:drafts/files");
    assertThat(site.events(TraceEvent.CacheDeleted.class))
        .containsExactly(new TraceEvent.CacheDeleted("bucket:inbox/files"));
  }

  @Test
  void oneThatIsDeletedIsGoneWithItsCaches() throws IOException {
    page(
        """
        const bucket = await navigator.storageBuckets.open("one", { durability: "strict" });
        await (await bucket.caches.open("files")).put("/a", new Response("text"));
        await navigator.storageBuckets.delete("one");
        await navigator.storageBuckets.delete("none");
        console.log((await navigator.storageBuckets.keys()).length,
            await error(bucket.caches.open("files")), await error(bucket.persisted()),
            await error(bucket.estimate()), await error(bucket.setExpires(1)));
        const again = await navigator.storageBuckets.open("one");
        console.log((await again.caches.keys()).length, (await again.estimate()).usage,
            await again.durability(), await error(bucket.durability()));
        """);
    assertThat(site.console())
        .containsExactly(
            "0 UnknownError UnknownError UnknownError UnknownError", "0 0 relaxed UnknownError");
  }

  @Test
  void countsAgainstItsOwnQuotaAndTheSites() throws IOException {
    site.site(SiteOptions.folder(site.folder()).withQuota(100_000));
    page(
        """
        const small = await navigator.storageBuckets.open("small", { quota: 10_000 });
        const large = await navigator.storageBuckets.open("large", { quota: 1_000_000 });
        const put = async (storage, size) => error((await storage.open("c"))
            .put("/" + size, new Response(new Uint8Array(size).map((zero, i) => i * size))));
        console.log(await put(small.caches, 9_000), await put(small.caches, 2_000),
            await put(large.caches, 60_000), await put(large.caches, 40_000),
            await put(caches, 40_000), await put(caches, 20_000));
        console.log((await small.estimate()).quota, (await large.estimate()).quota,
            (await small.estimate()).usage > 9_000, (await small.estimate()).usage < 10_000,
            (await navigator.storage.estimate()).usage > 89_000);
        console.log(await error(navigator.storageBuckets.open("x", { quota: 0 })),
            await error(navigator.storageBuckets.open("x", { durability: "none" })),
            await error(navigator.storageBuckets.open("X")));
        """);
    assertThat(site.console())
        .containsExactly(
            "none QuotaExceededError none QuotaExceededError QuotaExceededError none",
            "10000 100000 true true true",
            "TypeError TypeError TypeError");
  }

  @Test
  void isPersistedWhereThatIsGranted() throws IOException {
    page(
        """
        const kept = await navigator.storageBuckets.open("kept", { persisted: true });
        const later = await navigator.storageBuckets.open("later");
        console.log(await kept.persisted(), await later.persisted(), await later.persist(),
            await later.persisted(), await navigator.storage.persisted());
        """);
    site.restart();
    site.site().setPermission(Permission.PERSISTENT_STORAGE, PermissionState.DENIED);
    page(
        """
        const kept = await navigator.storageBuckets.open("kept");
        const other = await navigator.storageBuckets.open("other", { persisted: true });
        console.log(await kept.persisted(), await other.persisted(), await other.persist());
        """);
    assertThat(site.console()).containsExactly("true false true true false", "true false false");
  }

  @Test
  void oneWhoseTimeIsOverIsGone() throws IOException {
    page(
        """
        const bucket = await navigator.storageBuckets.open("short", { expires: Date.now() + 9e5 });
        await bucket.caches.open("files");
        console.log((await bucket.expires()) > Date.now());
        await bucket.setExpires(Date.now() + 50);
        await new Promise((resolve) => setTimeout(resolve, 100));
        console.log(await error(bucket.expires()), (await navigator.storageBuckets.keys()).length,
            await error(navigator.storageBuckets.open("past", { expires: 5 })));
        const again = await navigator.storageBuckets.open("short");
        console.log(await again.expires(), (await again.caches.keys()).length);
        """);
    assertThat(site.console()).containsExactly("true", "UnknownError 0 TypeError", "null 0");
  }
}
