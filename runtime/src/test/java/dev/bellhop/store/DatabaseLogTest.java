package dev.bellhop.store;

import static dev.bellhop.store.Bodies.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables do about the log where they cannot take what it has. */
class DatabaseLogTest {
  private static final String ADD = "INSERT INTO meta (name, value) VALUES (?, '')";

  @TempDir Path folder;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean full;
  private Store store;
  private Database database;

  /** Adds a row, once there is room for it. */
  private final class Adding implements Database.LoggedWrite {
    private final String name;

    Adding(String name) {
      this.name = name;
    }

    @Override
    public byte[] record() {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void logged() {}

    @Override
    public void ask(SharedWork shared) {}

    @Override
    public @Nullable Void run(Transaction transaction) throws IOException {
      transaction.update(ADD, name);
      if (full) {
        throw new StoreException(Kind.FULL, "no room", null);
      }
      return null;
    }

    @Override
    public void refused(Throwable failure) {
      refused.add(name);
    }
  }

  @BeforeEach
  void open() throws Exception {
    store =
        Store.open(folder, StoreOptions.defaults().withReplay((bodies, record) -> read(record)));
    database = store.database();
    while (!log("first")) {
      get(database.write(rows -> 0));
    }
  }

  private Adding read(ByteBuffer record) {
    byte[] name = new byte[record.remaining()];
    record.get(name);
    return new Adding(new String(name, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private boolean log(String name) {
    return database.log(new Adding(name), Reach.PROCESS);
  }

  private List<String> names() throws Exception {
    return get(
        database.read(
            rows ->
                rows.list(
                    "SELECT name FROM meta WHERE name <> 'boot_id' ORDER BY name",
                    row -> row.text(1))));
  }

  private void add(String name) throws Exception {
    get(database.write(rows -> rows.update(ADD, name)));
  }

  @Test
  void onAFullDiskWhatIsLoggedStaysAndNothingComesBeforeIt() throws Exception {
    full = true;
    assertThat(log("a")).isTrue();
    assertThat(log("b")).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> add("later")).hasRootCauseMessage("no room");
      assertThatThrownBy(this::names).hasRootCauseMessage("no room");
      assertThat(log("nothing more is promised")).isFalse();
    }
    full = false;
    add("later");
    assertThat(names()).containsExactly("a", "b", "first", "later");
    assertThat(refused).isEmpty();
    assertThat(log("c")).isTrue();
    assertThat(names()).contains("c");
  }

  @Test
  void theNextOpeningDoesWhatAFullDiskHasLeft() throws Exception {
    full = true;
    log("a");
    assertThatThrownBy(() -> add("later")).hasRootCauseMessage("no room");
    store.close();
    assertThatThrownBy(this::open).hasMessageContaining("no room");
    full = false;
    open();
    assertThat(names()).containsExactly("a", "first");
  }

  @Test
  void aWriteThatIsWrongItselfHoldsNobodyUp() throws Exception {
    log("a");
    log("first");
    log("b");
    add("later");
    assertThat(refused).containsExactly("first");
    assertThat(names()).containsExactly("a", "b", "first", "later");
  }

  @Test
  void whatIsLoggedComesBeforeWhatIsWrittenLater() throws Exception {
    log("a");
    long rows = get(database.write(tables -> tables.number("SELECT count(*) FROM meta", 0)));
    assertThat(rows).as("with the boot's name").isEqualTo(3);
    log("b");
    store.close();
    store = Store.open(folder, StoreOptions.defaults());
    database = store.database();
    assertThat(names()).containsExactly("a", "b", "first");
  }
}
