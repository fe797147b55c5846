package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export finds that a killed one has left. */
class ExportDraftTest {
  @Test
  void namesTheDraftsForItsPlaceAndNoOthers(@TempDir Path folder) throws Exception {
    Path draft = folder.resolve(".films.har." + UUID.randomUUID() + ".part");
    Files.createFile(draft);
    Files.createFile(folder.resolve(".films.har.part"));
    Files.createFile(folder.resolve(".other.har." + UUID.randomUUID() + ".part"));
    try (var caching = new Caching(folder.resolve("data"))) {
      get(get(caching.caches.open("films")).put(request("/a"), response("a")));
      var caches = new StoredCaches(caching.caches);
      CacheExport har = get(caches.export("films", folder.resolve("films.har"), ArchiveFormat.HAR));
      assertThat(har.drafts()).containsExactly(draft);
      CacheExport tree = get(caches.export("films", folder.resolve("films"), ArchiveFormat.FOLDER));
      assertThat(tree.drafts()).isEmpty();
      assertThat(draft).exists();
    }
  }
}
