package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.BodyStore.Writer;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that stores without end is killed at some moment, again and again, on one data folder:
 * what it reported as done is there, whole, and nothing else is left over.
 */
class CrashTest {
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  @Test
  void keepsWhatWasReportedAndNothingHalf() throws Exception {
    var random = new Random();
    long seed = random.nextLong();
    random.setSeed(seed);
    Set<String> reported = new TreeSet<>();
    long downloaded = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Process child = start(round);
      try (BufferedReader lines = child.inputReader()) {
        requireInUse(child, lines.readLine());
        for (int left = 1 + random.nextInt(150); left > 0; left--) {
          String line = lines.readLine();
          if (line == null) {
            throw new AssertionError("the child ended with " + child.waitFor());
          }
          downloaded = note(line, reported, downloaded);
        }
        // Not child.destroyForcibly(), which throws away what was printed and is not read yet.
        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.endsWith(".")) {
            downloaded = note(line, reported, downloaded);
          }
        }
        child.waitFor();
      }
      check("seed " + seed + ", round " + round, reported, downloaded);
    }
  }

  private Process start(int round) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CrashingProcess.class.getName(),
            folder.toString(),
            Integer.toString(round))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void requireInUse(Process child, String firstLine) {
    assertThat(firstLine).isEqualTo("open");
    StoreException failure =
        catchThrowableOfType(
            StoreException.class, () -> Store.open(folder, Caching.options()).close());
    assertThat(failure.kind()).isEqualTo(StoreException.Kind.IN_USE);
    assertThat(failure).hasMessageContaining("process " + child.pid());
  }

  /**
   * A line says that a put is done, "put NAME.", or how much of the download was appended, "got
   * N.": which is a promise from the size on from which a body has a file.
   */
  private static long note(String line, Set<String> reported, long downloaded) {
    String value = line.substring(4, line.length() - 1);
    if (line.startsWith("put ")) {
      reported.add(value);
      return downloaded;
    }
    long appended = Long.parseLong(value);
    return appended > StoreOptions.SMALL_BODY ? appended : downloaded;
  }

  private void check(String when, Set<String> reported, long downloaded) throws Exception {
    try (var caching = new Caching(folder)) {
      Cache cache = get(caching.caches.open("c"));
      Set<String> present = new HashSet<>();
      for (FetchRequest request : get(cache.keys(CacheQuery.all()))) {
        String name = request.url().path().substring(1);
        present.add(name);
        String text = Caching.text(get(cache.match(CacheQuery.of(request))));
        assertThat(text.equals(CrashingProcess.text(name)))
            .as("%s: body of %s", when, name)
            .isTrue();
      }
      assertThat(present).as(when).containsAll(reported);

      Long body =
          get(
              caching
                  .store
                  .database()
                  .read(t -> t.first("SELECT body_id FROM fetch_record", row -> row.number(1))));
      Writer writer = get(caching.store.bodies().reopen(body));
      assertThat(writer.length()).as(when).isGreaterThanOrEqualTo(downloaded);
      assertThat(CrashingProcess.isDownload(writer)).as("%s: download", when).isTrue();
      get(writer.suspend());

      List<Long> rows =
          get(
              caching
                  .store
                  .database()
                  .read(
                      t ->
                          t.list(
                              """
                              SELECT count(*) FROM body WHERE id NOT IN (
                                SELECT body_id FROM cache_entry UNION SELECT body_id FROM fetch_record)
                              UNION ALL
                              SELECT count(*) FROM body WHERE bytes IS NULL""",
                              row -> row.number(1))));
      assertThat(rows.get(0)).as("%s: bodies without a use", when).isZero();
      try (var files = Files.walk(folder.resolve("bodies"))) {
        assertThat(files.filter(Files::isRegularFile).count())
            .as("%s: files", when)
            .isEqualTo(rows.get(1));
      }
    }
  }
}
