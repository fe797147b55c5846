package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Options that change what the scripts of a run see, and caches while it goes on. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OneRunTest {
  @TempDir Path folder;
  private Path site;

  @BeforeEach
  void makeSite() throws Exception {
    site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(site.resolve("sw.js"), "addEventListener('install', () => {});");
  }

  private void page(String text) throws Exception {
    Files.writeString(site.resolve("page.js"), text);
  }

  @Test
  void followsChromiumWithinItsLimits() throws Exception {
    Files.write(site.resolve("a.bin"), new byte[60_000]);
    page(
        """
        navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
          console.log("get", await backgroundFetch.get("").catch(({ name }) => name));
          console.log("quota", (await navigator.storage.estimate()).quota);
          const cache = await caches.open("films");
          await cache.put("/small", new Response("small"));
          const big = cache.put("/big", new Response("x".repeat(2_000_000)));
          console.log("put", await big.catch(({ name }) => name));
          const begin = performance.now();
          const fetch = await backgroundFetch.fetch("two", ["a.bin?1", "a.bin?2"]);
          fetch.onprogress = () => {
            if (fetch.result) console.log("slow", performance.now() - begin > 1000);
          };
        });
        """);
    Cli.Result result =
        Cli.run(
            "run",
            site,
            "--policy=chromium",
            "--quota=1MB",
            "--storage-limit=20MB",
            "--durability=strict",
            "--at-once=1",
            "--limit=*=60kB/s");
    assertThat(result.out())
        .contains("console  get TypeError")
        .contains("console  quota 1000000")
        .contains("console  put QuotaExceededError")
        .contains("console  slow true");
  }

  @Test
  void cachesGoOutAndComeInWhileARunGoesOn() throws Exception {
    page(
        """
        (async () => {
          const cache = await caches.open("films");
          await cache.put("/film", new Response("a film"));
          console.log("stored");
          while (!(await caches.match("/film", { cacheName: "copies" }))) {
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          console.log("copied");
        })();
        """);
    Path archive = folder.resolve("films.warc");
    try (Cli.Running run = Cli.start(List.of(), "run", site)) {
      run.awaitOutput("console  stored");
      Cli.Result quota = Cli.run("caches", "list", site, "--quota=1GB");
      assertThat(quota.exitCode()).isEqualTo(2);
      assertThat(quota.err()).contains("Another process runs the site, and --quota is for that");
      assertThat(Cli.run("caches", "export", site, "films", archive).out())
          .isEqualTo(archive + ": 1 entry, 6 B\n");
      assertThat(Cli.run("caches", "import", site, "copies", archive).out())
          .isEqualTo("copies: 1 entry imported, 6 B\n");
      run.awaitOutput("console  copied");
      assertThat(run.result().exitCode()).isZero();
    }
    assertThat(Cli.run("caches", "verify", site).out())
        .isEqualTo("films: 1 entry, 6 B, all well\ncopies: 1 entry, 6 B, all well\n");
  }
}
