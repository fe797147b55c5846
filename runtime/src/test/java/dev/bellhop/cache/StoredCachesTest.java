package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheEntry;
import dev.bellhop.CacheExport;
import dev.bellhop.CacheSummary;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredCachesTest extends StoredCachesTestCase {
  @BeforeEach
  void fill() throws Exception {
    Cache cache = get(caching.caches.open("movies"));
    get(cache.put(request("/a.txt?1"), response("one", "Content-Type", "text/plain", "X", "y")));
    get(cache.put(request("/b"), response("b".repeat(300_000), "Content-Type", "text/html")));
    get(cache.put(request("/none"), response("").withBody(null)));
  }

  @Test
  void listsWhatIsThere() throws Exception {
    get(caching.caches.open("empty"));
    assertThat(get(caches.names())).containsExactly("movies", "empty");
    List<CacheEntry> entries = get(caches.entries("movies"));
    CacheEntry first = entries.getFirst();
    assertThat(first)
        .isEqualTo(
            new CacheEntry(
                first.id(),
                "GET",
                "https://site.test/a.txt?1",
                200,
                "",
                "default",
                List.of("Content-Type: text/plain", "X: y"),
                3,
                Caching.NOW));
    assertThat(entries).extracting(CacheEntry::length).containsExactly(3L, 300_000L, 0L);
    assertThat(get(caches.entries("empty"))).isEmpty();
    assertThat(get(caches.summary("movies"))).isEqualTo(new CacheSummary("movies", 3, 300_003));
    assertThat(get(caches.summary("empty"))).isEqualTo(new CacheSummary("empty", 0, 0));
  }

  @Test
  void listsSomeAtATime() throws Exception {
    Cache large = get(caching.caches.open("large"));
    for (int i = 0; i < 1100; i++) {
      get(large.put(request("/" + (1100 - i)), response("")));
      if (i == 500) {
        get(get(caching.caches.open("movies")).put(request("/late"), response("")));
      }
    }
    for (String name : List.of("movies", "large")) {
      var urls = new ArrayList<String>();
      List<CacheEntry> page = get(caches.entries(name, 0, 2));
      while (!page.isEmpty()) {
        assertThat(page).hasSizeLessThanOrEqualTo(2);
        page.forEach(entry -> urls.add(entry.url()));
        page = get(caches.entries(name, page.getLast().id(), 2));
      }
      assertThat(urls)
          .hasSize(name.equals("large") ? 1100 : 4)
          .isEqualTo(get(caches.entries(name)).stream().map(CacheEntry::url).toList());
    }
    assertThat(get(caches.entries("movies")).getLast().url()).endsWith("/late");
    assertThat(get(caches.entries("large")).getFirst().url()).endsWith("/1100");
    assertThat(get(caches.verify("large")).entries()).isEqualTo(1100);
  }

  @Test
  void namesTheCachesThereAreForOneThatIsNot() {
    assertThatThrownBy(() -> get(caches.entries("films")))
        .cause()
        .isInstanceOf(BellhopException.class)
        .hasMessage("There is no cache named films; there are movies.");
  }

  @Test
  void copiesABody() throws Exception {
    for (CacheEntry entry : get(caches.entries("movies"))) {
      var bytes = new ByteArrayOutputStream();
      assertThat(get(caches.copyBody(entry, Channels.newChannel(bytes)))).isEqualTo(entry.length());
      assertThat(bytes.size()).isEqualTo((int) entry.length());
    }
  }

  @Test
  void exportsEveryBodyAndReplacesNothing() throws Exception {
    Path out = folder.resolve("deep").resolve("out");
    CacheExport export = get(caches.export("movies", out, ArchiveFormat.FOLDER));
    assertThat(export.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a-1.txt", "b.html", "none");
    assertThat(export.entries()).isEqualTo(3);
    assertThat(export.bytes()).isEqualTo(300_003);
    assertThat(export.files().get(0)).hasContent("one");
    assertThat(export.files().get(1)).hasSize(300_000);
    assertThat(out.getParent()).isDirectoryContaining("glob:**out").isNotEmptyDirectory();
    assertThatThrownBy(() -> get(caches.export("movies", out, ArchiveFormat.FOLDER)))
        .cause()
        .hasMessage("The folder " + out + " is not empty; name one that is new or empty.");
  }

  @ParameterizedTest
  @EnumSource(ArchiveFormat.class)
  void leavesAFileThatIsThereAlone(ArchiveFormat format) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> get(caches.export("movies", file, format)))
        .cause()
        .isInstanceOf(BellhopException.class)
        .hasMessage("There is a file " + file + " already; name one that is new, or remove it.");
    assertThat(file).hasContent("x");
  }

  @Test
  void deletesACache() throws Exception {
    assertThat(get(caches.delete("movies"))).isTrue();
    assertThat(get(caches.delete("movies"))).isFalse();
    assertThat(get(caches.names())).isEmpty();
  }
}
