package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What reaches the disk itself before a strict put resolves, by the system calls of a process. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrictDurabilityTest {
  private static final String PAGE =
      """
      (async () => {
        const cache = await caches.open("c");
        for (const [name, length] of [["first", 1], ["small", 10], ["large", 200_000]]) {
          await cache.put("/" + name, new Response("x".repeat(length)));
          console.log("put", name);
        }
      })();
      """;

  private static final String WRITE_OF_LOG = "pwrite64.*store\\.db-wal";
  private static final String SYNC_OF_LOG = "fdatasync.*store\\.db-wal";

  @TempDir Path folder;

  @Test
  void theLogIsSyncedAfterItWasWrittenAndBeforeThePutResolves() throws Exception {
    assumeTrue(canTrace(), "needs strace, and to be allowed to use it");
    Path site = Files.createDirectory(folder.resolve("site"));
    Files.writeString(site.resolve("sw.js"), "");
    Files.writeString(site.resolve("page.js"), PAGE);
    Path calls = folder.resolve("calls");
    var strace =
        List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-y",
            "-e",
            "trace=fdatasync,write,pwrite64",
            "-o",
            calls.toString());
    try (Cli.Running run = Cli.start(strace, "run", site, "--durability", "strict")) {
      assertThat(run.result().exitCode()).isZero();
    }
    List<String> lines = Files.readAllLines(calls);
    int first = index(lines, 0, "console  put first");
    int small = index(lines, first, "console  put small");
    int large = index(lines, small, "console  put large");
    assertThat(index(lines, index(lines, first, WRITE_OF_LOG), SYNC_OF_LOG)).isLessThan(small);
    int body = index(lines, small, "fdatasync.*/bodies/");
    assertThat(index(lines, index(lines, body, WRITE_OF_LOG), SYNC_OF_LOG)).isLessThan(large);
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the next line after this one is that has something. */
  private static int index(List<String> lines, int after, String pattern) {
    for (int i = after + 1; i < lines.size(); i++) {
      if (lines.get(i).matches(".*" + pattern + ".*")) {
        return i;
      }
    }
    throw new AssertionError("no " + pattern + " after line " + after + " of " + lines);
  }
}
