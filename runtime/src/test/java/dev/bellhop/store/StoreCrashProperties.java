package dev.bellhop.store;

import static dev.bellhop.store.Bodies.get;
import static dev.bellhop.store.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.BodyStore.Writer;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Random work on a store that ends at a random step, by a crash or by a power cut, with the last
 * steps still under way: what was reported is there, nothing is there half, nothing is left over.
 */
class StoreCrashProperties {
  private static final int SLOTS = 4;

  /** One thing to do with the body of one slot. */
  record Step(Kind kind, int slot, int size) {}

  private enum Kind {
    APPEND,
    FINISH,
    REOPEN,
    DROP,
    CACHE,
    UNCACHE,
    SYNC
  }

  /**
   * What had been reported of a slot when the end came.
   *
   * @param length bytes of the record's body that were reported as stored
   * @param whole how long the body is, if it was reported as finished, or -1
   * @param cached the length of the cached body if that was reported as stored, or -1
   * @param uncached whether it was reported as deleted
   */
  private record Promise(long length, long whole, int cached, boolean uncached) {
    static final Promise NONE = new Promise(0, -1, -1, false);
  }

  /** What is known of a slot's record, and of the cache entry of the same number. */
  private static final class Slot {
    final int number;
    @Nullable Writer writer;
    long bodyId;
    long accepted;
    volatile long reported;
    boolean finishing;
    CompletableFuture<?> appended = CompletableFuture.completedFuture(null);
    CompletableFuture<?> finished = new CompletableFuture<>();
    @Nullable CompletableFuture<Long> cached;
    int cachedSize;
    @Nullable CompletableFuture<?> uncached;
    Promise promise = Promise.NONE;

    Slot(int number) {
      this.number = number;
    }

    /** What holds through a crash of the process now. */
    Promise promised() {
      boolean kept = writer != null;
      return new Promise(
          kept && reported > StoreOptions.SMALL_BODY ? reported : 0,
          kept && finishing && finished.isDone() ? accepted : -1,
          cached != null && cached.isDone() ? cachedSize : -1,
          uncached != null && uncached.isDone());
    }

    byte[] bytes(long from, long count) {
      byte[] bytes = new byte[(int) count];
      for (int i = 0; i < count; i++) {
        long position = from + i;
        bytes[i] = (byte) (position * 31 + (position >> 8) + number);
      }
      return bytes;
    }
  }

  @Provide
  Arbitrary<List<Step>> work() {
    // Around the size from which a body has a file, and far above.
    Arbitrary<Integer> sizes =
        Arbitraries.of(0, 1, 5_000, 20_000, StoreOptions.SMALL_BODY, 40_000, 150_000);
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(Kind.APPEND)),
                Tuple.of(4, Arbitraries.of(Kind.class))),
            Arbitraries.integers().between(0, SLOTS - 1),
            sizes)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void keepsWhatWasReportedThroughACrash(@ForAll("work") List<Step> steps, @ForAll int pause)
      throws Exception {
    try (var run = new Run()) {
      run.perform(steps, pause);
      run.crash();
      run.check(StoreOptions.defaults());
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void keepsWhatWasSyncedThroughAPowerCut(@ForAll("work") List<Step> steps, @ForAll int pause)
      throws Exception {
    try (var run = new Run()) {
      run.perform(steps, pause);
      run.cutPower((pause & 1) == 0);
      run.check(StoreOptions.defaults().withBootId("the next boot"));
    }
  }

  /** A store at work, then what is left of it. */
  private static final class Run implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("bellhop-crash");
    private final Path live = folder.resolve("live");
    private final Path left = folder.resolve("left");
    private final Path synced = folder.resolve("synced");
    private final Map<Integer, Slot> slots = new HashMap<>();
    private final Store store;
    private boolean removedSinceSynced;

    Run() throws IOException {
      store = Store.open(live, StoreOptions.defaults());
    }

    void perform(List<Step> steps, int pause) throws Exception {
      get(
          store
              .database()
              .writeSynced(
                  transaction -> {
                    transaction.update("INSERT INTO registration (id, scope) VALUES (1, 's')");
                    transaction.update("INSERT INTO cache (id, origin, name) VALUES (1, 'o', 'c')");
                    for (int slot = 0; slot < SLOTS; slot++) {
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
        Step step = steps.get(i);
        Slot slot = slots.computeIfAbsent(step.slot(), Slot::new);
        CompletableFuture<?> done = perform(step, slot);
        // Now and then one waits; what is under way at the end is cut off.
        if ((pause >> i & 1) == 1) {
          get(done);
          if (step.kind() == Kind.SYNC || step.kind() == Kind.FINISH) {
            noteSynced();
          }
        }
      }
    }

    private CompletableFuture<?> perform(Step step, Slot slot) throws Exception {
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

    private CompletableFuture<?> append(Slot slot, int size) {
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

    private CompletableFuture<?> refer(Slot slot, @Nullable Long body) {
      return store
          .database()
          .write(
              transaction ->
                  transaction.update(
                      "UPDATE fetch_record SET body_id = ? WHERE uid = ?", body, slot.number + 1));
    }

    private CompletableFuture<?> finish(Slot slot) {
      Writer writer = slot.writer;
      if (writer != null && !slot.finishing) {
        slot.finishing = true;
        slot.finished = writer.finish();
      }
      return slot.finishing ? slot.finished : CompletableFuture.completedFuture(null);
    }

    /** Suspends what grows and goes on with it. */
    private CompletableFuture<?> reopen(Slot slot) throws Exception {
      Writer writer = slot.writer;
      if (writer != null && !slot.finishing) {
        get(writer.suspend());
        slot.writer = get(store.bodies().reopen(slot.bodyId));
        assertThat(slot.writer.length()).as("kept by suspending").isEqualTo(slot.accepted);
      }
      return slot.appended;
    }

    private CompletableFuture<?> drop(Slot slot) throws Exception {
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
      slot.promise = Promise.NONE;
      removedSinceSynced = true;
      return slot.finished
          .thenCombine(unreferred, (stored, done) -> done)
          .thenCompose(done -> store.bodies().release(List.of(body)));
    }

    private CompletableFuture<?> cache(Slot slot, int size) {
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
                                    "INSERT INTO cache_entry (cache_id, url, url_path, request,"
                                        + " response, body_id, stored_at)"
                                        + " VALUES (1, ?1, ?1, '', '', ?2, ?3)",
                                    "" + slot.number,
                                    stored.id(),
                                    size);
                                return stored.id();
                              }));
      return slot.cached;
    }

    private CompletableFuture<?> uncache(Slot slot) throws Exception {
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
      for (Slot slot : slots.values()) {
        // Only finishing a body says that it is on the disk itself.
        slot.promise = new Promise(0, slot.promised().whole(), -1, false);
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
                    copy(live, to);
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
        for (Slot slot : slots.values()) {
          checkCached(reopened, slot);
          checkRecord(reopened, slot);
        }
      }
    }

    private void checkLeftovers(Store reopened) throws Exception {
      var expected = new TreeSet<String>();
      get(
          reopened
              .database()
              .read(
                  transaction ->
                      transaction.list(
                          "SELECT id FROM body WHERE bytes IS NULL",
                          row -> expected.add(Long.toString(row.number(1))))));
      // A growing body may have its row before its file.
      assertThat(files().stream().map(file -> file.getFileName().toString()))
          .as("files without a row")
          .isSubsetOf(expected);
      long unused =
          get(
              reopened
                  .database()
                  .read(
                      transaction ->
                          transaction.number(
                              "SELECT count(*) FROM body WHERE id NOT IN (SELECT body_id FROM"
                                  + " cache_entry UNION SELECT body_id FROM fetch_record WHERE"
                                  + " body_id IS NOT NULL)",
                              0)));
      assertThat(unused).as("bodies without a use").isZero();
    }

    private void checkCached(Store reopened, Slot slot) throws Exception {
      record Entry(long body, int size) {}
      List<Entry> entries =
          get(
              reopened
                  .database()
                  .read(
                      transaction ->
                          transaction.list(
                              "SELECT body_id, stored_at FROM cache_entry WHERE url = ?",
                              row -> new Entry(row.number(1), (int) row.number(2)),
                              "" + slot.number)));
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

    private void checkRecord(Store reopened, Slot slot) throws Exception {
      Long id =
          get(
              reopened
                  .database()
                  .<@Nullable Long>read(
                      transaction ->
                          transaction.<Long>first(
                              "SELECT body_id FROM fetch_record WHERE uid = ?",
                              row -> row.numberOrNull(1),
                              slot.number + 1)));
      Promise promise = slot.promise;
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
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (!path.toString().endsWith("-shm") && Files.exists(path)) {
          Files.copy(path, target);
        }
      }
    }
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
