package dev.bellhop.store;

import static dev.bellhop.store.Bodies.bytes;
import static dev.bellhop.store.Bodies.get;
import static dev.bellhop.store.Bodies.read;
import static dev.bellhop.store.Bodies.readOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.BodyStore.Writer;
import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyStoreTest extends BodyStoreTestCase {
  private static final int SMALL = StoreOptions.SMALL_BODY;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SMALL, SMALL + 1, 1_000_000})
  void givesBackWhatWasStored(int size) throws Exception {
    byte[] bytes = bytes(size, 1);
    StoredBody body = get(store.bodies().store(BytesBody.of(bytes)));
    refer(body.id());
    assertThat(body.size()).isEqualTo(size);
    assertThat(read(body)).isEqualTo(bytes);
    assertThat(read(body)).as("read again").isEqualTo(bytes);
    assertThat(bodyFiles()).hasSize(size > SMALL ? 1 : 0);

    reopenStore(StoreOptions.defaults());
    StoredBody found = get(store.bodies().find(body.id()));
    assertThat(found.size()).isEqualTo(size);
    assertThat(read(found)).isEqualTo(bytes);
  }

  @Test
  void storesAStoredBodyWithoutACopy() throws Exception {
    StoredBody body = get(store.bodies().store(BytesBody.of(bytes(100_000, 1))));
    assertThat(get(store.bodies().store(body))).isSameAs(body);
    assertThat(bodyFiles()).hasSize(1);
  }

  @Test
  void growsFromMemoryIntoAFileWithoutWaitingBetweenAppends() throws Exception {
    byte[] bytes = bytes(3_000_000, 7);
    Writer writer = store.bodies().create();
    var closed = new AtomicInteger();
    int chunks = 0;
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (int at = 0; at < bytes.length; at += 10_000, chunks++) {
      last = writer.append(counted(Arrays.copyOfRange(bytes, at, at + 10_000), closed));
    }
    get(last);
    assertThat(closed).hasValue(chunks);
    assertThat(writer.length()).isEqualTo(bytes.length);
    assertThat(read(get(writer.finish()))).isEqualTo(bytes);
  }

  private static Chunk counted(byte[] bytes, AtomicInteger closed) {
    return new Chunk() {
      @Override
      public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  @Test
  void resetStartsAgain() throws Exception {
    for (int size : List.of(500, 100_000)) {
      Writer writer = store.bodies().create();
      append(writer, bytes(size, 1));
      get(writer.reset());
      assertThat(writer.length()).isZero();
      append(writer, bytes(size / 2, 2));
      assertThat(read(get(writer.finish()))).isEqualTo(bytes(size / 2, 2));
    }
  }

  @Test
  void discardLeavesNothing() throws Exception {
    for (int size : List.of(500, 100_000)) {
      Writer writer = store.bodies().create();
      append(writer, bytes(size, 1));
      get(writer.discard());
      assertThat(bodyFiles()).isEmpty();
      assertThat(get(store.bodies().find(writer.id()))).isNull();
      assertThatThrownBy(() -> append(writer, bytes(1, 1)))
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void readersFollowABodyWhileItGrows() throws Exception {
    Writer writer = store.bodies().create();
    try (BodyReader reader = writer.growing().open()) {
      var first = reader.read();
      assertThat(first).isNotDone();
      append(writer, bytes(1_000, 1));
      assertThat(get(first).bytes().remaining()).isEqualTo(1_000);

      var second = reader.read();
      append(writer, bytes(200_000, 2));
      assertThat(get(second).bytes().remaining()).isEqualTo(200_000);

      var third = reader.read();
      StoredBody body = get(writer.finish());
      assertThat(get(third)).isNull();
      assertThat(read(writer.growing())).as("after the end").isEqualTo(read(body));
      assertThat(writer.growing().length()).hasValue(201_000);
    }
  }

  @Test
  void readersOfABodyThatFailsGetItsErrorAtTheEnd() throws Exception {
    Writer writer = store.bodies().create();
    append(writer, bytes(100, 1));
    try (BodyReader reader = writer.growing().open()) {
      writer.fail(new BodyException("The server went away.", null));
      assertThat(get(reader.read()).bytes().remaining()).isEqualTo(100);
      assertThatThrownBy(() -> readOn(reader)).hasRootCauseMessage("The server went away.");
    }
  }

  @Test
  void readersOfABodyThatIsResetOrDiscardedFail() throws Exception {
    Writer writer = store.bodies().create();
    append(writer, bytes(100_000, 1));
    try (BodyReader reader = writer.growing().open()) {
      get(reader.read()).close();
      var next = reader.read();
      get(writer.reset());
      assertThatThrownBy(() -> get(next)).hasMessageContaining("began again");
    }
    try (BodyReader reader = writer.growing().open()) {
      var next = reader.read();
      get(writer.discard());
      assertThatThrownBy(() -> get(next)).hasMessageContaining("given up");
    }
  }

  @Test
  void aClosedReaderEndsItsPendingRead() throws Exception {
    Writer writer = store.bodies().create();
    BodyReader reader = writer.growing().open();
    var pending = reader.read();
    reader.close();
    assertThatThrownBy(() -> get(pending)).hasMessageContaining("closed");
  }

  @Test
  void releaseRemovesWhatNobodyRefersToButNotUnderAReader() throws Exception {
    StoredBody body = get(finish(bytes(600_000, 1)));
    long entry = refer(body.id());
    get(store.bodies().release(List.of(body.id())));
    assertThat(get(store.bodies().find(body.id()))).as("referred to").isNotNull();

    get(store.database().write(t -> t.update("DELETE FROM cache_entry WHERE id = ?", entry)));
    get(store.bodies().release(List.of(body.id())));
    assertThat(read(body)).as("still held here").isEqualTo(bytes(600_000, 1));
    assertThat(bodyFiles()).hasSize(1);

    reopenStore(StoreOptions.defaults());
    assertThat(bodyFiles()).as("swept").isEmpty();
    assertThat(get(store.bodies().find(body.id()))).isNull();
  }

  @Test
  void releaseRemovesAtOnceWhatNobodyHolds() throws Exception {
    StoredBody body = get(finish(bytes(600_000, 1)));
    refer(body.id());
    reopenStore(StoreOptions.defaults());
    get(store.database().write(t -> t.update("DELETE FROM cache_entry")));
    get(store.bodies().release(List.of(body.id())));
    assertThat(get(store.bodies().find(body.id()))).isNull();
    reopenStore(StoreOptions.defaults());
    assertThat(bodyFiles()).isEmpty();
  }

  @Test
  void theQuotaIsNamedAndFreedAgain() throws Exception {
    reopenStore(StoreOptions.defaults().withLimit(150_000));
    Writer writer = store.bodies().create();
    append(writer, bytes(100_000, 1));
    assertThat(failureOf(writer.append(Chunk.of(bytes(60_000, 2)))).kind()).isEqualTo(Kind.FULL);
    assertThat(writer.length()).isEqualTo(100_000);
    append(writer, bytes(50_000, 3));
    get(writer.discard());
    get(finish(bytes(150_000, 4)));
  }

  @Test
  void aFullDiskIsNamedAndTheBodyKeepsWhatItHeld() throws Exception {
    Writer writer = store.bodies().create();
    append(writer, bytes(1_000, 1));
    Path file = folder.resolve("bodies").resolve("%02x".formatted(writer.id() & 0xff));
    Files.createDirectories(file);
    Path full = Files.createSymbolicLink(file.resolve("" + writer.id()), Path.of("/dev/full"));

    StoreException failure = failureOf(writer.append(Chunk.of(bytes(100_000, 2))));
    assertThat(failure).hasMessageContaining("disk is full");
    assertThat(failure.kind()).isEqualTo(Kind.FULL);
    Files.deleteIfExists(full);
    assertThat(writer.length()).isEqualTo(1_000);
    append(writer, bytes(100_000, 3));
    assertThat(get(writer.finish()).size()).isEqualTo(101_000);
  }

  private static StoreException failureOf(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(() -> get(future));
    assertThat(thrown).isInstanceOf(ExecutionException.class);
    assertThat(thrown.getCause()).isInstanceOf(StoreException.class);
    return (StoreException) thrown.getCause();
  }

  @Test
  void aDamagedBodyFileFailsTheReader() throws Exception {
    StoredBody body = get(finish(bytes(600_000, 1)));
    Files.write(bodyFiles().getFirst(), new byte[300_000]);
    assertThatThrownBy(() -> read(body)).hasMessageContaining("damaged");
  }

  @Test
  void bodiesThatAreThereAreReadyInTheOrderOfTheCalls() throws Exception {
    List<StoredBody> there = new ArrayList<>();
    for (int size : new int[] {20_000_000, 200_000, 100_000}) {
      there.add(get(finish(bytes(size, size))));
    }
    List<StoredBody> told = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (StoredBody body : there) {
      all.add(store.bodies().ready(body, Reach.DISK).thenAccept(told::add));
    }
    for (CompletableFuture<Void> one : all) {
      get(one);
    }
    assertThat(told).isEqualTo(there);
  }

  @Test
  void aRemovalThatTheClosingOvertakesIsLeftToTheNextOpening() throws Exception {
    long id = get(store.bodies().store(BytesBody.of(Bodies.bytes(100_000, 1)))).id();
    refer(id);
    reopenStore(StoreOptions.defaults());
    Path file = new BodyFiles(folder.resolve("bodies"), FileSync.FORCE).path(id);
    var io = (ExecutorService) ((FileBodyStore) store.bodies()).io();
    CompletableFuture<Boolean> filesAreDone =
        store
            .database()
            .write(
                transaction -> {
                  try {
                    return io.awaitTermination(20, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                });
    CompletableFuture<@Nullable Void> removal =
        store
            .database()
            .write(
                transaction -> {
                  transaction.update("DELETE FROM cache_entry WHERE body_id = ?", id);
                  store.bodies().release(transaction, List.of(id));
                  return null;
                });
    CompletableFuture<String> after = store.database().write(transaction -> "after");
    store.close();
    assertThat(get(filesAreDone)).isTrue();
    assertThat(get(removal)).isNull();
    assertThat(get(after)).isEqualTo("after");
    assertThat(file).exists();
    store = Store.open(folder, StoreOptions.defaults());
    assertThat(file).doesNotExist();
  }
}
