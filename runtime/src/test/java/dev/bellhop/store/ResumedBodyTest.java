package dev.bellhop.store;

import static dev.bellhop.store.Bodies.bytes;
import static dev.bellhop.store.Bodies.get;
import static dev.bellhop.store.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.BodyStore.Writer;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that were not finished, and go on. */
@Timeout(60)
class ResumedBodyTest extends BodyStoreTestCase {
  /** A body of a fetch that is under way, with these bytes so far. */
  private Writer begun(byte[] bytes) throws Exception {
    Writer writer = store.bodies().create();
    referAsRecord(writer.id());
    append(writer, bytes);
    return writer;
  }

  private Writer suspended(byte[] bytes) throws Exception {
    Writer writer = begun(bytes);
    get(writer.suspend());
    return writer;
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void goesOnWhereItWasSuspended(int half) throws Exception {
    byte[] bytes = bytes(2 * half, 3);
    Writer writer = suspended(Arrays.copyOf(bytes, half));
    reopenStore(StoreOptions.defaults());

    assertThat(get(store.bodies().find(writer.id()))).as("not finished").isNull();
    Writer again = get(store.bodies().reopen(writer.id()));
    assertThat(again.length()).isEqualTo(half);
    assertThat(again.lost()).isZero();
    append(again, Arrays.copyOfRange(bytes, half, 2 * half));
    assertThat(read(get(again.finish()))).isEqualTo(bytes);
    assertThat(number("SELECT hash FROM body WHERE id = ?", writer.id()))
        .as("of the whole body, so that it need not be read once more")
        .isEqualTo(BodyHash.of(bytes));
  }

  private long number(String sql, long id) throws Exception {
    return get(store.database().read(transaction -> transaction.number(sql, 0, id)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000, 9_000_000})
  void startsOverWhereWhatWasSuspendedIsDamaged(int half) throws Exception {
    byte[] bytes = bytes(2 * half, 3);
    Writer writer = suspended(Arrays.copyOf(bytes, half));
    reopenStore(StoreOptions.defaults());
    flipABit(writer.id(), half / 2);

    Writer again = get(store.bodies().reopen(writer.id()));
    assertThat(again.length()).isZero();
    assertThat(again.lost()).isEqualTo(half);
    append(again, bytes);
    assertThat(read(get(again.finish()))).isEqualTo(bytes);
  }

  private void flipABit(long id, int at) throws Exception {
    if (bodyFiles().isEmpty()) {
      byte[] bytes =
          get(
              store
                  .database()
                  .read(
                      transaction ->
                          transaction.first(
                              "SELECT bytes FROM body WHERE id = ?", row -> row.bytes(1), id)));
      bytes[at] ^= 4;
      get(
          store
              .database()
              .write(
                  transaction ->
                      transaction.update("UPDATE body SET bytes = ? WHERE id = ?", bytes, id)));
      return;
    }
    try (var file = new RandomAccessFile(bodyFiles().getFirst().toFile(), "rw")) {
      file.seek(at);
      int old = file.read();
      file.seek(at);
      file.write(old ^ 4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void checksWhatWasSyncedWhereTheProcessHasDied(boolean damaged) throws Exception {
    int length = 65 << 20;
    Writer writer = begun(bytes(length, 3));
    while (number("SELECT synced FROM body WHERE id = ?", writer.id()) == 0) {
      Thread.onSpinWait();
    }
    reopenStore(StoreOptions.defaults());
    if (damaged) {
      flipABit(writer.id(), 1_000_000);
    }

    Writer again = get(store.bodies().reopen(writer.id()));
    assertThat(again.length()).isEqualTo(damaged ? 0 : length);
    assertThat(again.lost()).isEqualTo(damaged ? length : 0);
  }

  @Test
  void startsOverWhereAFileHasBecomeShorter() throws Exception {
    Writer writer = suspended(bytes(100_000, 3));
    try (var file = new RandomAccessFile(bodyFiles().getFirst().toFile(), "rw")) {
      file.setLength(99_999);
    }

    Writer again = get(store.bodies().reopen(writer.id()));
    assertThat(again.length()).isZero();
    assertThat(again.lost()).isEqualTo(99_999);
  }

  @Test
  void takesNothingForDamagedThatWasWrittenAfterAReset() throws Exception {
    Writer writer = suspended(bytes(100_000, 3));
    Writer again = get(store.bodies().reopen(writer.id()));
    get(again.reset());
    append(again, bytes(120_000, 4));
    reopenStore(StoreOptions.defaults());

    Writer last = get(store.bodies().reopen(writer.id()));
    assertThat(last.length()).isEqualTo(120_000);
    assertThat(last.lost()).isZero();
  }

  @Test
  void goesOnWithWhatAnEarlierVersionHasWritten() throws Exception {
    Writer writer = suspended(bytes(100_000, 3));
    for (String sql :
        List.of(
            "UPDATE body SET hash = 1, length = 7",
            "ALTER TABLE body DROP COLUMN synced_hash",
            "PRAGMA user_version = 7")) {
      get(store.database().write(transaction -> transaction.update(sql)));
    }
    reopenStore(StoreOptions.defaults());

    Writer again = get(store.bodies().reopen(writer.id()));
    assertThat(again.length()).isEqualTo(100_000);
    assertThat(again.lost()).isZero();
  }

  @Test
  void reopensABodyOfWhichNothingWasStored() throws Exception {
    Writer writer = store.bodies().create();
    referAsRecord(writer.id());
    reopenStore(StoreOptions.defaults());

    assertThat(store.bodies().create().id()).isGreaterThan(writer.id());
    Writer again = get(store.bodies().reopen(writer.id()));
    assertThat(again.length()).isZero();
    append(again, bytes(10, 1));
    assertThat(get(again.finish()).size()).isEqualTo(10);
  }

  @Test
  void trustsOnlySyncedBytesAfterTheMachineWasRestarted() throws Exception {
    Writer growing = suspended(bytes(100_000, 1));
    StoredBody finished = get(finish(bytes(100_000, 2)));
    refer(finished.id());
    reopenStore(StoreOptions.defaults().withBootId("another boot"));

    Writer again = get(store.bodies().reopen(growing.id()));
    assertThat(again.length()).isZero();
    assertThat(again.lost()).as("not damaged").isZero();
    assertThat(read(get(store.bodies().find(finished.id())))).isEqualTo(bytes(100_000, 2));
  }
}
