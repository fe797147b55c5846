package dev.bellhop.store;

import static dev.bellhop.store.Bodies.get;
import static dev.bellhop.store.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.BodyStore.Writer;
import dev.bellhop.testing.LiveFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store at work, then what is left of it. */
final class CrashRun implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("bellhop-crash");
  private final Path live = folder.resolve("live");
  private final Path left = folder.resolve("left");
  private final Path synced = folder.resolve("synced");
  private final Map<Integer, CrashSlot> slots = new HashMap<>();
  private final Store store;
  private boolean removedSinceSynced;

  CrashRun() throws IOException {
    store = Store.open(live, StoreOptions.defaults());
  }

  void perform(List<StoreCrashProperties.Step> steps, int pause) throws Exception {
    get(
        store
            .database()
            .writeSynced(
                transaction -> {
                  transaction.update("INSERT INTO registration (id, scope) VALUES (1, 's')");
                  transaction.update("INSERT INTO cache (id, origin, name) VALUES (1, 'o', 'c')");
                  for (int slot = 0; slot < StoreCrashProperties.SLOTS; slot++) {
                    transaction.update(
                        "INSERT INTO background_fetch (uid, registration_id, id)"
                            + " VALUES (?1, 1, 'f' || ?1)",
                        slot + 1);
                    transaction.update(
                        "INSERT INTO fetch_record (uid, position, request) VALUES (?, 0, '')",
                        slot + 1);
                  }
                  return 0;
                }));
    noteSynced();
    for (int i = 0; i < steps.size(); i++) {
      StoreCrashProperties.Step step = steps.get(i);
      CrashSlot slot = slots.computeIfAbsent(step.slot(), CrashSlot::new);
      CompletableFuture<?> done = perform(step, slot);
      // Now and then one waits; what is under way at the end is cut off.
      if ((pause >> i & 1) == 1) {
        get(done);
        if (step.kind() == StoreCrashProperties.Kind.SYNC
            || step.kind() == StoreCrashProperties.Kind.FINISH) {
          noteSynced();
        }
      }
    }
  }

  private CompletableFuture<?> perform(StoreCrashProperties.Step step, CrashSlot slot)
      throws Exception {
    return switch (step.kind()) {
      case APPEND -> append(slot, step.size());
      case FINISH -> finish(slot);
      case REOPEN -> reopen(slot);
      case DROP -> drop(slot);
      case CACHE -> cache(slot, step.size());
      case UNCACHE -> uncache(slot);
      case SYNC -> store.database().sync();
    };
  }

  private CompletableFuture<?> append(CrashSlot slot, int size) {
    Writer writer = slot.writer;
    if (slot.finishing) {
      return slot.finished;
    }
    if (writer == null) {
      writer = store.bodies().create();
      slot.writer = writer;
      slot.bodyId = writer.id();
      slot.accepted = 0;
      slot.reported = 0;
      slot.finished = new CompletableFuture<>();
      refer(slot, writer.id());
    }
    long id = writer.id();
    Chunk chunk = Chunk.of(slot.bytes(slot.accepted, size));
    slot.accepted += size;
    long length = slot.accepted;
    slot.appended =
        writer
            .append(chunk)
            .thenRun(
                () -> {
                  if (slot.bodyId == id) {
                    slot.reported = length;
                  }
                });
    return slot.appended;
  }

  private CompletableFuture<?> refer(CrashSlot slot, @Nullable Long body) {
    return store
        .database()
        .write(
            transaction ->
                transaction.update(
                    "UPDATE fetch_record SET body_id = ? WHERE uid = ?", body, slot.number + 1));
  }

  private CompletableFuture<?> finish(CrashSlot slot) {
    Writer writer = slot.writer;
    if (writer != null && !slot.finishing) {
      slot.finishing = true;
      slot.finished = writer.finish();
    }
    return slot.finishing ? slot.finished : CompletableFuture.completedFuture(null);
  }

  /** Suspends what grows and goes on with it. */
  private CompletableFuture<?> reopen(CrashSlot slot) throws Exception {
    Writer writer = slot.writer;
    if (writer != null && !slot.finishing) {
      get(writer.suspend());
      slot.writer = get(store.bodies().reopen(slot.bodyId));
      assertThat(slot.writer.length()).as("kept by suspending").isEqualTo(slot.accepted);
    }
    return slot.appended;
  }

  private CompletableFuture<?> drop(CrashSlot slot) throws Exception {
    Writer writer = slot.writer;
    if (writer == null) {
      return slot.appended;
    }
    slot.writer = null;
    long body = slot.bodyId;
    CompletableFuture<?> unreferred = refer(slot, null);
    if (!slot.finishing) {
      return unreferred.thenCompose(done -> writer.discard());
    }
    slot.finishing = false;
    slot.promise = CrashSlot.Promise.NONE;
    removedSinceSynced = true;
    return slot.finished
        .thenCombine(unreferred, (stored, done) -> done)
        .thenCompose(done -> store.bodies().release(List.of(body)));
  }

  private CompletableFuture<?> cache(CrashSlot slot, int size) {
    if (slot.cached != null) {
      return slot.cached;
    }
    slot.cachedSize = size;
    slot.uncached = null;
    slot.cached =
        store
            .bodies()
            .store(BytesBody.of(slot.bytes(0, size)))
            .thenCompose(
                stored ->
                    store
                        .database()
                        .write(
                            transaction -> {
                              transaction.update(
                                  "INSERT INTO cache_entry (cache_id, url, request,"
                                      + " response, body_id, stored_at)"
                                      + " VALUES (1, ?1, '', '', ?2, ?3)",
                                  "" + slot.number,
                                  stored.id(),
                                  size);
                              return stored.id();
                            }));
    return slot.cached;
  }

  private CompletableFuture<?> uncache(CrashSlot slot) throws Exception {
    CompletableFuture<Long> cached = slot.cached;
    if (cached == null) {
      return slot.appended;
    }
    slot.cached = null;
    removedSinceSynced = true;
    slot.uncached =
        cached
            .thenCompose(
                body ->
                    store
                        .database()
                        .write(
                            transaction -> {
                              transaction.update(
                                  "DELETE FROM cache_entry WHERE url = ?", "" + slot.number);
                              return body;
                            }))
            .thenCompose(body -> store.bodies().release(List.of(body)));
    return slot.uncached;
  }

  /** The database as a power cut leaves it at the earliest from now on. */
  private void noteSynced() throws Exception {
    removedSinceSynced = false;
    for (CrashSlot slot : slots.values()) {
      // Only finishing a body says that it is on the disk itself.
      slot.promise = new CrashSlot.Promise(0, slot.promised().whole(), -1, false);
    }
    get(store.database().sync());
    copyInTransaction(synced);
  }

  /** As it is at one moment: no commit comes between the copies of the database's files. */
  private void copyInTransaction(Path to) throws Exception {
    get(
        store
            .database()
            .write(
                transaction -> {
                  delete(to);
                  new LiveFolder(live).copyTo(to);
                  return 0;
                }));
  }

  void crash() throws Exception {
    slots.values().forEach(slot -> slot.promise = slot.promised());
    copyInTransaction(left);
  }

  /**
   * Every file has its name, and what was synced of its bytes; behind those come zeros. The
   * database may have lost what was not synced.
   */
  void cutPower(boolean databaseToo) throws Exception {
    copyInTransaction(left);
    // The removal of a file brings the database to the disk first.
    if (databaseToo && !removedSinceSynced) {
      for (String name : List.of("store.db", "store.db-wal")) {
        Files.deleteIfExists(left.resolve(name));
        if (Files.exists(synced.resolve(name))) {
          Files.copy(synced.resolve(name), left.resolve(name));
        }
      }
    }
    Map<String, Long> certain = new HashMap<>();
    try (var connection = SqliteConnection.open(left.resolve("store.db"))) {
      connection.list(
          "SELECT id, synced FROM body",
          row -> certain.put(Long.toString(row.number(1)), row.number(2)));
    }
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      long kept = certain.getOrDefault(file.getFileName().toString(), 0L);
      Arrays.fill(bytes, (int) Math.min(kept, bytes.length), bytes.length, (byte) 0);
      Files.write(file, bytes);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(left.resolve("bodies"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  void check(StoreOptions options) throws Exception {
    try (Store reopened = Store.open(left, options)) {
      checkLeftovers(reopened);
      for (CrashSlot slot : slots.values()) {
        checkCached(reopened, slot);
        checkRecord(reopened, slot);
      }
    }
  }

  private static <T extends @Nullable Object> T query(Store store, Database.Work<T> work)
      throws Exception {
    return get(store.database().read(work));
  }

  private void checkLeftovers(Store reopened) throws Exception {
    var expected = new TreeSet<String>();
    query(
        reopened,
        transaction ->
            transaction.list(
                "SELECT id FROM body WHERE bytes IS NULL",
                row -> expected.add(Long.toString(row.number(1)))));
    // A growing body may have its row before its file.
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .as("files without a row")
        .isSubsetOf(expected);
    long unused =
        query(
            reopened,
            transaction ->
                transaction.number(
                    "SELECT count(*) FROM body WHERE id NOT IN (SELECT body_id FROM"
                        + " cache_entry UNION SELECT body_id FROM fetch_record WHERE"
                        + " body_id IS NOT NULL)",
                    0));
    assertThat(unused).as("bodies without a use").isZero();
  }

  private void checkCached(Store reopened, CrashSlot slot) throws Exception {
    record Entry(long body, int size) {}
    List<Entry> entries =
        query(
            reopened,
            transaction ->
                transaction.list(
                    "SELECT body_id, stored_at FROM cache_entry WHERE url = ?",
                    row -> new Entry(row.number(1), (int) row.number(2)),
                    "" + slot.number));
    assertThat(entries.size()).as("entries").isLessThanOrEqualTo(1);
    if (slot.promise.cached() >= 0) {
      assertThat(entries).extracting(Entry::size).containsExactly(slot.promise.cached());
    }
    if (slot.promise.uncached()) {
      assertThat(entries).isEmpty();
    }
    for (Entry entry : entries) {
      StoredBody body = get(reopened.bodies().find(entry.body()));
      assertThat(body).as("a cached body").isNotNull();
      assertThat(read(body)).isEqualTo(slot.bytes(0, entry.size()));
    }
  }

  private void checkRecord(Store reopened, CrashSlot slot) throws Exception {
    Long id =
        query(
            reopened,
            transaction ->
                transaction.<Long>first(
                    "SELECT body_id FROM fetch_record WHERE uid = ?",
                    row -> row.numberOrNull(1),
                    slot.number + 1));
    CrashSlot.Promise promise = slot.promise;
    if (id == null) {
      assertThat(promise.length()).as("bytes of a record without a body").isZero();
      return;
    }
    StoredBody body = get(reopened.bodies().find(id));
    if (promise.whole() >= 0) {
      assertThat(body).as("the finished body").isNotNull();
      assertThat(body.size()).isEqualTo(promise.whole());
    }
    if (body != null) {
      assertThat(body.size()).isGreaterThanOrEqualTo(promise.length());
      assertThat(read(body)).isEqualTo(slot.bytes(0, body.size()));
      return;
    }
    Writer writer = get(reopened.bodies().reopen(id));
    long length = writer.length();
    assertThat(length).as("bytes that were reported").isGreaterThanOrEqualTo(promise.length());
    assertThat(read(get(writer.finish()))).isEqualTo(slot.bytes(0, length));
  }

  @Override
  public void close() throws IOException {
    store.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
