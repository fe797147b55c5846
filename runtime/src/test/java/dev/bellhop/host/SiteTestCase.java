package dev.bellhop.host;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that have an empty site each. */
abstract class SiteTestCase {
  @TempDir Path temp;
  SiteFixture site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
  }

  @AfterEach
  void close() {
    site.close();
  }
}
