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
  private static final String READY = "store.db.repaired";
  private static final String DRAFT = "store.db.repairing";
  private static final String GRAFT = "store.db.repairing-graft";

  private final Path folder;

  /** In this data folder, which is ours alone. */
  DatabaseSwap(Path folder) {
    this.folder = folder;
  }

  /** Where to write the new database. */
  Path draft() {
    return folder.resolve(DRAFT);
  }

  /** Where a copy of the damaged database may be while the new one is written. */
  Path graft() {
    return folder.resolve(GRAFT);
  }

  /** Deletes the new database and what it is made with, however far a crash has let that come. */
  void cancel() throws IOException {
    // The one that is ready first, which counts.
    for (String name : List.of(READY, DRAFT, GRAFT)) {
      for (Path file : SqliteFiles.all(folder.resolve(name))) {
        Files.deleteIfExists(file);
      }
    }
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
