package dev.bellhop.cache;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what can be done with caches from outside, on a store each. */
abstract class StoredCachesTestCase {
  @TempDir Path folder;
  Caching caching;
  StoredCaches caches;

  @BeforeEach
  void open() throws Exception {
    caching = new Caching(folder.resolve("data"));
    caches = new StoredCaches(caching.caches);
  }

  @AfterEach
  void close() throws Exception {
    caching.close();
  }
}
