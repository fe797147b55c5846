package dev.bellhop.ops;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the fetch shims that have a realm each. */
abstract class FetchShimTestCase {
  @TempDir private Path folder;
  FetchHarness realm;

  @BeforeEach
  void open() {
    realm = new FetchHarness(folder);
  }

  @AfterEach
  void close() {
    realm.close();
  }
}
