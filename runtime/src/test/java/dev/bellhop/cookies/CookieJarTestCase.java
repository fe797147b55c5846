package dev.bellhop.cookies;

import dev.bellhop.store.Store;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.VirtualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that have an empty jar each, on a virtual clock. */
abstract class CookieJarTestCase {
  final VirtualClock clock = new VirtualClock();
  CookieJar jar;

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() throws StoreException {
    store = Store.open(folder.resolve("data"), StoreOptions.defaults());
    jar = new CookieJar(store.database(), clock);
  }

  @AfterEach
  void close() throws StoreException {
    store.close();
  }

  /** The jar as the next process finds it. */
  final void reopen() throws StoreException {
    close();
    open();
  }
}
