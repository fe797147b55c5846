package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program on a disk of a few megabytes, which others fill up. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
  @TempDir Path folder;
  private Path site;
  private Path disk;

  @BeforeEach
  void makeSite() throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0,
        "needs unshare with user namespaces");
    site = Files.createDirectories(folder.resolve("site"));
    disk = Files.createDirectories(folder.resolve("disk"));
    Files.writeString(
        site.resolve("sw.js"),
        """
        addEventListener("backgroundfetchsuccess", (event) => event.waitUntil((async () => {
          const cache = await caches.open("films");
          for (const record of await event.registration.matchAll()) {
            await cache.put(record.request, await record.responseReady);
          }
        })()));
        addEventListener("backgroundfetchfail", (event) => {
          console.log("failed:", event.registration.failureReason);
        });
        """);
    Files.write(site.resolve("short.bin"), new byte[200_000]);
    Files.write(site.resolve("film.bin"), new byte[6_000_000]);
  }

  /** Runs commands of a shell, to which {@code "$@"} is the program, beside a disk of 10 MB. */
  private Cli.Result shell(String... commands) {
    String mounted = "mount -t tmpfs -o size=10m tmpfs " + disk + " && ";
    try (Cli.Running run =
        Cli.start(
            List.of("unshare", "-rm", "sh", "-c", mounted + String.join("; ", commands), "sh"))) {
      return run.result();
    }
  }

  private String command(String words) {
    return "\"$@\" " + words.replace("SITE", site + " --data " + disk.resolve("data"));
  }

  /** Others take so many bytes of the disk. */
  private String taken(int bytes) {
    return "head -c " + bytes + " /dev/zero > " + disk.resolve("filler");
  }

  private String free() {
    return "rm " + disk.resolve("filler");
  }

  @Test
  void aFetchFailsAndNothingElseAndItWorksAgainWhenThereIsRoom() throws Exception {
    Cli.Result result =
        shell(
            command("fetch SITE short short.bin"),
            taken(5_000_000),
            command("fetch SITE film film.bin short.bin"),
            "echo code $?",
            free(),
            command("fetches retry SITE film"),
            command("resume SITE"));
    assertThat(result.out())
        .contains(
            "fetch    film: failed, quota-exceeded",
            "console  failed: quota-exceeded",
            "event    backgroundfetchfail film handled",
            "film.bin: The disk is full: free some space or choose a data folder on another disk.",
            "code 1\nfilm: started anew, 2 requests",
            "event    backgroundfetchsuccess film handled",
            "  films: 2 entries, 6.2 MB\n");
    assertThat(result.err()).doesNotContain("bellhop:");
  }

  @Test
  void whatWasStoredBeforeTheDiskWasFullIsThereAndCanBeDeleted() throws Exception {
    Files.writeString(
        site.resolve("page.js"),
        """
        (async () => {
          const cache = await caches.open("notes");
          let stored = 0;
          try {
            for (; stored < 5000; stored++) {
              await cache.put(`/${stored}`, new Response(stored + "x".repeat(20000)));
            }
          } catch (error) {
            console.log(error instanceof QuotaExceededError, error.message);
          }
          const keys = await cache.keys();
          console.log(stored === keys.length ? "all there" : "lost", stored);
        })();
        """);
    Cli.Result result =
        shell(
            command("run SITE --page page.js"),
            command("caches delete SITE notes"),
            command("fetch SITE short short.bin"));
    assertThat(result.err()).doesNotContain("bellhop:");
    assertThat(result.out())
        .contains(
            "console  true The disk is full",
            "console  all there",
            "notes: deleted",
            "fetch    short: complete");
  }
}
