package dev.bellhop.store;

import static dev.bellhop.store.Bodies.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final String INSERT = "INSERT INTO meta (name, value) VALUES (?, ?)";
  private static final String COUNT = "SELECT count(*) FROM meta WHERE name LIKE 'row%'";

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("data");
  }

  private Store open() throws StoreException {
    return Store.open(folder(), StoreOptions.defaults());
  }

  private StoreException failure() {
    StoreException failure = catchThrowableOfType(StoreException.class, () -> open().close());
    assertThat(failure).as("opening fails").isNotNull();
    assertThat(failure.getMessage()).contains(folder().toString()).endsWith(".");
    return failure;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  @Test
  void createsAFolderForItsOwnerOnly() throws Exception {
    open().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    assertThat(text(folder().resolve("bellhop-data"))).isEqualTo("Bellhop data folder, format 1");
  }

  @Test
  void takesAnEmptyFolder() throws Exception {
    Files.createDirectory(folder());
    open().close();
    open().close();
  }

  @Test
  void takesAFolderWhoseFirstOpeningWasCutShort() throws Exception {
    Files.createDirectory(folder());
    Files.createFile(folder().resolve("lock"));
    Files.createFile(folder().resolve("bellhop-data.new"));
    open().close();
    Files.createFile(folder().resolve("empty"));
    open().close();
  }

  @Test
  void finishesAnEmptyingThatWasCutShort() throws Exception {
    try (Store store = open()) {
      get(store.database().write(rows -> rows.update(INSERT, "row", "one")));
    }
    Files.createFile(folder().resolve("emptying"));
    try (Store store = open()) {
      assertThat((long) get(store.database().read(rows -> rows.number(COUNT, 0)))).isZero();
    }
    assertThat(folder().resolve("emptying")).doesNotExist();
  }

  @Test
  void anEmptiedFolderHasNothingOfARepairThatWasCutShort() throws Exception {
    open().close();
    List<String> before = names();
    for (String name :
        List.of(
            "store.db-journal",
            "store.db.repaired",
            "store.db.repairing",
            "store.db.repairing-journal",
            "store.db.repairing-graft",
            "store.db.repairing-graft-wal",
            "store.db.repairing-graft-shm",
            "store.db.repairing-graft-journal")) {
      Files.writeString(folder().resolve(name), "left over");
    }
    Files.createFile(folder().resolve("emptying"));
    open().close();
    assertThat(names()).isEqualTo(before);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void namesTheProcessThatHasTheFolder() throws Exception {
    try (Store store = open()) {
      StoreException failure = failure();
      assertThat(failure.kind()).isEqualTo(Kind.IN_USE);
      assertThat(failure).hasMessageContaining("process " + ProcessHandle.current().pid());
      get(store.database().write(t -> t.update(INSERT, "row", "")));
    }
    open().close();
  }

  @Test
  void leavesAFolderAloneThatIsNotOurs() throws Exception {
    Files.createDirectory(folder());
    Files.writeString(folder().resolve("thesis.txt"), "all my work");
    StoreException failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.NOT_OURS);
    assertThat(failure).hasMessageContaining("thesis.txt");
    assertThat(folder()).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
  }

  @Test
  void leavesAFileAlone() throws Exception {
    Files.writeString(folder(), "a file");
    assertThat(failure().kind()).isEqualTo(Kind.NOT_OURS);
    assertThat(text(folder())).isEqualTo("a file");
  }

  @Test
  void leavesANewerFormatAlone() throws Exception {
    open().close();
    Files.writeString(folder().resolve("bellhop-data"), "Bellhop data folder, format 2\n");
    assertThat(failure().kind()).isEqualTo(Kind.TOO_NEW);
  }

  @Test
  void leavesANewerSchemaAlone() throws Exception {
    try (Store store = open()) {
      get(store.database().write(t -> t.update("PRAGMA user_version = 99")));
    }
    assertThat(failure().kind()).isEqualTo(Kind.TOO_NEW);
  }

  @Test
  void leavesAFileThatIsNoDatabaseAsItIs() throws Exception {
    open().close();
    Path database = folder().resolve("store.db");
    Files.writeString(database, "not a database at all, but quite long enough to be one");
    assertThat(failure().kind()).isEqualTo(Kind.DAMAGED);
    assertThat(text(database)).startsWith("not a database");
  }

  @Test
  void leavesADamagedDatabaseAsItIs() throws Exception {
    try (Store store = open()) {
      get(
          store
              .database()
              .write(
                  t -> {
                    for (int i = 0; i < 2_000; i++) {
                      t.update(INSERT, "row" + i, "v".repeat(200));
                    }
                    return null;
                  }));
    }
    Path database = folder().resolve("store.db");
    try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
      for (long page = channel.size() / 2 / 4096; page < channel.size() / 4096; page += 3) {
        channel.write(ByteBuffer.wrap(Bodies.bytes(4096, page)), page * 4096);
      }
    }
    byte[] before = Files.readAllBytes(database);
    assertThat(failure().kind()).isEqualTo(Kind.DAMAGED);
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }

  @Test
  void namesAFolderThatCannotBeWritten() throws Exception {
    open().close();
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-x------"));
    try {
      assumeThat(Files.isWritable(folder())).as("the superuser may write anywhere").isFalse();
      assertThat(failure().kind()).isEqualTo(Kind.READ_ONLY);
    } finally {
      Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void tellsFailuresOfTheFileSystemApart() {
    assertThat(Failures.of("x", new AccessDeniedException("f")).kind()).isEqualTo(Kind.READ_ONLY);
    assertThat(Failures.of("x", new FileSystemException("f", null, "Read-only file system")).kind())
        .isEqualTo(Kind.READ_ONLY);
    assertThat(Failures.of("x", new IOException("No space left on device")).kind())
        .isEqualTo(Kind.FULL);
    assertThat(Failures.of("x", new FileSystemException("f", null, "Disk quota exceeded")).kind())
        .isEqualTo(Kind.FULL);
    assertThat(Failures.of("x", new IOException("Input/output error")).kind()).isEqualTo(Kind.IO);
  }

  @Test
  void aFullDiskLosesNothingOfWhatWasWritten() throws Exception {
    try (Store store = open()) {
      Database database = store.database();
      get(database.write(t -> t.update(INSERT, "row1", "")));
      get(database.write(t -> t.number("PRAGMA max_page_count = 60", 0)));
      StoreException failure =
          (StoreException)
              catchThrowableOfType(
                      ExecutionException.class,
                      () -> get(database.write(t -> t.update(INSERT, "row2", "x".repeat(400_000)))))
                  .getCause();
      assertThat(failure.kind()).isEqualTo(Kind.FULL);
      get(database.write(t -> t.update(INSERT, "row3", "")));
    }
    try (Store store = open()) {
      assertThat(count(store)).isEqualTo(2);
    }
  }

  private static long count(Store store) throws Exception {
    return get(store.database().read(t -> t.number(COUNT, 0)));
  }

  /** Lets writes queue up behind one that waits, so that they share a transaction. */
  private static List<CompletableFuture<Integer>> together(
      Database database, List<Database.Work<Integer>> works) {
    var begun = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    CompletableFuture<Integer> first =
        database.write(
            t -> {
              try {
                begun.countDown();
                gate.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return 0;
            });
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    var futures = new ArrayList<CompletableFuture<Integer>>();
    works.forEach(work -> futures.add(database.write(work)));
    gate.countDown();
    first.join();
    return futures;
  }

  @Test
  void aWriteThatFailsUndoesOnlyItself() throws Exception {
    try (Store store = open()) {
      List<CompletableFuture<Integer>> futures =
          together(
              store.database(),
              List.of(
                  t -> t.update(INSERT, "row1", ""),
                  t -> {
                    t.update(INSERT, "row2", "");
                    throw new IllegalArgumentException("mine");
                  },
                  t -> t.update(INSERT, "row1", "again"),
                  t -> t.update(INSERT, "row3", "")));
      get(futures.get(0));
      assertThatThrownBy(() -> get(futures.get(1))).hasRootCauseMessage("mine");
      assertThatThrownBy(() -> get(futures.get(2))).hasCauseInstanceOf(StoreException.class);
      get(futures.get(3));
      List<String> names =
          get(
              store
                  .database()
                  .read(
                      t ->
                          t.list(
                              "SELECT name FROM meta WHERE name LIKE 'row%' ORDER BY name",
                              row -> row.text(1))));
      assertThat(names).containsExactly("row1", "row3");
    }
  }

  @Test
  void aFullDiskFailsEveryWriteOfTheTransactionThatItUndid() throws Exception {
    try (Store store = open()) {
      Database database = store.database();
      get(database.write(t -> t.number("PRAGMA max_page_count = 60", 0)));
      List<CompletableFuture<Integer>> futures =
          together(
              database,
              List.of(
                  t -> t.update(INSERT, "row1", ""),
                  t -> t.update(INSERT, "row2", "x".repeat(400_000)),
                  t -> t.update(INSERT, "row3", "")));
      int done = 0;
      for (CompletableFuture<Integer> future : futures) {
        done += future.handle((rows, failed) -> failed == null ? 1 : 0).get();
      }
      assertThat(futures.get(1)).isCompletedExceptionally();
      assertThat(count(store))
          .as("as many rows as writes that were reported as done")
          .isEqualTo(done);
    }
  }

  @Test
  void writesAndReadsInOrderFromManyThreads() throws Exception {
    try (Store store = open()) {
      var futures = new ArrayList<CompletableFuture<Void>>();
      for (int thread = 0; thread < 4; thread++) {
        int of = thread;
        futures.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    String name = "row" + of + "-" + i;
                    store.database().write(t -> t.update(INSERT, name, "")).join();
                    long count =
                        store
                            .database()
                            .read(
                                t ->
                                    t.number(
                                        "SELECT count(*) FROM meta WHERE name LIKE ?",
                                        0,
                                        "row" + of + "-%"))
                            .join();
                    assertThat(count).isEqualTo(i + 1);
                  }
                }));
      }
      for (CompletableFuture<Void> future : futures) {
        get(future);
      }
      get(store.database().sync());
    }
  }

  @Test
  void afterClosingEverythingFailsAndNothingHangs() throws Exception {
    Store store = open();
    CompletableFuture<Integer> before = store.database().write(t -> t.update(INSERT, "row", ""));
    store.close();
    assertThat(get(before)).isEqualTo(1);
    assertThatThrownBy(() -> get(store.database().read(t -> 0))).hasMessageContaining("closed");
    assertThatThrownBy(() -> get(store.database().writeSynced(t -> 0)))
        .hasMessageContaining("closed");
    Executor io = ((FileBodyStore) store.bodies()).io();
    assertThatThrownBy(() -> io.execute(() -> {})).hasMessage("The data folder was closed.");
  }
}
