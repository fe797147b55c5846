package dev.bellhop.host;

import dev.bellhop.Bellhop;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that have an empty site each. */
public abstract class SiteTestCase {
  @TempDir protected Path temp;
  protected SiteFixture site;

  /** What the hosts that run the site are like. */
  Bellhop.Builder with(Bellhop.Builder builder) {
    return builder;
  }

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp, this::with);
  }

  @AfterEach
  void close() {
    site.close();
  }
}
