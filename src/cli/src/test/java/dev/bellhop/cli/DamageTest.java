package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of damage, and how it is set aside: command after command, each a process. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamageTest {
  private static final int PAGE = 4096;
  private static final String TEXT = "film ".repeat(20_000);

  @TempDir Path folder;
  private Path site;
  private Path data;

  @BeforeEach
  void storeTwoFilms() throws IOException {
    site = Files.createDirectories(folder.resolve("site"));
    data = folder.resolve("data");
    Files.writeString(site.resolve("sw.js"), "");
    Files.writeString(
        folder.resolve("films.har"),
        """
        {"log": {"version": "1.2", "entries": [%s, %s]}}
        """
            .formatted(har("a", TEXT), har("b", "b" + TEXT)));
    assertThat(caches("import", "films", folder.resolve("films.har").toString()).exitCode())
        .isZero();
  }

  private static String har(String name, String text) {
    return """
        {"startedDateTime": "2026-01-02T03:04:05Z",
         "request": {"method": "GET", "url": "https://localhost/%s", "headers": []},
         "response": {"status": 200, "statusText": "OK", "headers": [],
                      "content": {"mimeType": "text/plain", "text": "%s"}}}"""
        .formatted(name, text);
  }

  private Cli.Result caches(String command, String... more) {
    var arguments =
        Stream.of(
                Stream.of("caches", command, site.toString()),
                Stream.of(more),
                Stream.of("--data", data.toString()))
            .flatMap(each -> each)
            .toArray();
    return Cli.run(arguments);
  }

  private List<Path> bodies() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("bodies"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void damageIsNamedAndSetAsideWhenAskedFor() throws IOException {
    Path body = bodies().getFirst();
    Files.writeString(body, Files.readString(body).replaceFirst("film", "FILM"));
    Cli.Result bodies = caches("verify", "--set-aside", "--json");
    assertThat(bodies.exitCode()).isEqualTo(1);
    assertThat(bodies.out())
        .contains("\"entries\":2", "its bytes are not those that were stored")
        .contains("\"setAside\":\"" + data.toRealPath().resolve("damaged"));
    assertThat(body).doesNotExist();

    byte[] damaged = damageDatabase();
    Cli.Result named = caches("list");
    assertThat(named.exitCode()).isEqualTo(2);
    assertThat(named.err())
        .contains("The database store.db of the data folder " + data + " is damaged")
        .contains("bellhop caches verify " + site + " --data " + data + " --set-aside");
    assertThat(Files.readAllBytes(data.resolve("store.db"))).isEqualTo(damaged);

    Cli.Result aside = caches("verify", "--set-aside");
    assertThat(aside.err()).isEmpty();
    assertThat(aside.exitCode()).isEqualTo(1);
    assertThat(aside.out())
        .contains("database: damaged (", "set aside in " + data.toRealPath().resolve("damaged"))
        .contains("caches: 1 kept", "cache entries: ");
    assertThat(caches("verify", "--set-aside").exitCode()).isZero();
  }

  /** Takes the page away that the second film's URL is on. */
  private byte[] damageDatabase() throws IOException {
    Path database = data.resolve("store.db");
    byte[] bytes = Files.readAllBytes(database);
    int place = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("https://localhost/b");
    int page = place - place % PAGE;
    Arrays.fill(bytes, page, page + PAGE, (byte) 0);
    Files.write(database, bytes);
    return bytes;
  }
}
