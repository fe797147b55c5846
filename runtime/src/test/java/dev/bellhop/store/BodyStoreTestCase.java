package dev.bellhop.store;

import static dev.bellhop.store.Bodies.bytes;
import static dev.bellhop.store.Bodies.get;

import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.BodyStore.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of bodies in a store that is opened anew. */
abstract class BodyStoreTestCase {
  @TempDir Path folder;
  Store store;

  @BeforeEach
  void open() throws IOException {
    store = Store.open(folder, StoreOptions.defaults());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  void reopenStore(StoreOptions options) throws IOException {
    store.close();
    store = Store.open(folder, options);
  }

  /** A row that refers to the body, as a cache's would. */
  long refer(long bodyId) throws Exception {
    return get(
        store
            .database()
            .write(
                transaction -> {
                  long cache =
                      transaction.insert(
                          "INSERT INTO cache (origin, name) VALUES ('o', ?)", "c" + bodyId);
                  return transaction.insert(
                      """
                      INSERT INTO cache_entry (cache_id, url, request, response, body_id, stored_at)
                      VALUES (?, '', '', '', ?, 0)""",
                      cache,
                      bodyId);
                }));
  }

  /** A row of a fetch that is under way and refers to the body. */
  void referAsRecord(long bodyId) throws Exception {
    get(
        store
            .database()
            .write(
                transaction -> {
                  long registration =
                      transaction.insert(
                          "INSERT INTO registration (scope) VALUES (?)", "s" + bodyId);
                  long uid =
                      transaction.insert(
                          "INSERT INTO background_fetch (registration_id, id) VALUES (?, 'f')",
                          registration);
                  return transaction.insert(
                      """
                      INSERT INTO fetch_record (uid, position, request, body_id)
                      VALUES (?, 0, '', ?)""",
                      uid,
                      bodyId);
                }));
  }

  List<Path> bodyFiles() throws IOException {
    if (!Files.exists(folder.resolve("bodies"))) {
      return List.of();
    }
    try (var walk = Files.walk(folder.resolve("bodies"))) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  static void append(Writer writer, byte[] bytes) throws Exception {
    get(writer.append(Chunk.of(bytes)));
  }

  CompletableFuture<StoredBody> finish(byte[] bytes) throws Exception {
    Writer writer = store.bodies().create();
    append(writer, bytes);
    return writer.finish();
  }
}
