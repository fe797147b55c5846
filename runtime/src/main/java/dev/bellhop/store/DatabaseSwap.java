package dev.bellhop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Puts a new database in the place of a damaged one. A database is up to three files, which cannot
 * be moved at once: the new one counts from the moment that it has the name {@value #READY}, and
 * whoever finds that name finishes the work. Before, the damaged one is as it was.
 */
final class DatabaseSwap {
  static final String READY = "store.db.repaired";
  static final String DRAFT = "store.db.repairing";

  private final Path folder;

  /** In this data folder, which is ours alone. */
  DatabaseSwap(Path folder) {
    this.folder = folder;
  }

  /** Where to write the new database; nothing is there. */
  Path draft() throws IOException {
    for (String leftOver : List.of(DRAFT, DRAFT + "-journal")) {
      Files.deleteIfExists(folder.resolve(leftOver));
    }
    return folder.resolve(DRAFT);
  }

  /** Swaps the complete draft for the database, which goes into the newest folder set aside. */
  void swap() throws IOException {
    Files.move(folder.resolve(DRAFT), folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
    FileSync.FORCE.syncNames(folder);
    finish();
  }

  /** Goes on with a swap that a crash has cut short, where there was one. */
  void finish() throws IOException {
    Path ready = folder.resolve(READY);
    if (!Files.exists(ready)) {
      return;
    }
    Path aside = SetAside.newest(folder);
    // The log before the database: one beside the new database would be taken for its own.
    for (Path damaged : SqliteFiles.all(folder.resolve(Store.DATABASE))) {
      if (Files.exists(damaged)) {
        Files.move(damaged, aside.resolve(damaged.getFileName()));
      }
    }
    FileSync.FORCE.syncNames(aside);
    FileSync.FORCE.syncNames(folder);
    Files.move(ready, folder.resolve(Store.DATABASE), StandardCopyOption.ATOMIC_MOVE);
    FileSync.FORCE.syncNames(folder);
  }
}
