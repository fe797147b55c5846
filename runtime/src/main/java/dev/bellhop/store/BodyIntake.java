package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Takes whole bodies in, each of which is stored once however often it comes. */
final class BodyIntake {
  private final FileBodyStore store;
  private final Database database;
  private CompletableFuture<@Nullable Void> lastTold = CompletableFuture.completedFuture(null);

  BodyIntake(FileBodyStore store, Database database) {
    this.store = store;
    this.database = database;
  }

  CompletableFuture<StoredBody> ready(Body body, Reach reach) {
    if (body instanceof RowBody row && row.store().isSameAs(store)) {
      return CompletableFuture.completedFuture(row);
    }
    if (body instanceof FiledBody filed && filed.store().isSameAs(store)) {
      return known(filed, reach);
    }
    byte[] bytes = body.inMemory();
    if (bytes != null && bytes.length <= StoreOptions.SMALL_BODY) {
      return CompletableFuture.completedFuture(RowBody.unsaved(store, store.newId(), bytes));
    }
    return read(body, reach);
  }

  /** Within the transaction whose rows will refer to what this gives. */
  StoredBody save(Transaction transaction, StoredBody body) throws StoreException {
    if (!(body instanceof RowBody row)
        || (!row.isFirstSave() && BodyRows.exists(transaction, row.id()))) {
      store.refer(transaction, body);
      return body;
    }
    byte[] bytes = row.inMemory();
    long equal = BodyRows.equalSmall(transaction, store.bucket().id, bytes);
    if (equal != 0) {
      var same = new RowBody(store, equal, bytes, null);
      store.refer(transaction, same);
      return same;
    }
    insert(transaction, row);
    return row;
  }

  /** Stores a body of its own, for rows that will refer to it later. */
  CompletableFuture<StoredBody> store(Body body) {
    return ready(body, Reach.PROCESS)
        .thenCompose(
            ready ->
                !(ready instanceof RowBody row)
                    ? done(ready)
                    : database.write(
                        transaction -> {
                          if (row.isFirstSave() || !BodyRows.exists(transaction, row.id())) {
                            insert(transaction, row);
                          }
                          return row;
                        }));
  }

  private void insert(Transaction transaction, RowBody row) throws StoreException {
    byte[] bytes = row.inMemory();
    store.count(transaction, bytes.length);
    BodyRows.insertSmall(transaction, row.id(), store.bucket().id, bytes);
  }

  private CompletableFuture<StoredBody> read(Body body, Reach reach) {
    BodyWriter writer = store.begin();
    BodyReader reader = body.open();
    return copy(reader, writer)
        .thenCompose(copied -> equal(writer.id(), writer.hash(), writer.length()))
        .thenCompose(
            equal -> {
              if (equal == null) {
                return writer.finishForRow(reach);
              }
              return writer.discard().thenCompose(gone -> known(equal, reach));
            })
        .handle(
            (stored, failure) -> {
              reader.close();
              if (failure != null) {
                writer.discardIfOpen();
                throw failure instanceof CompletionException e
                    ? e
                    : new CompletionException(failure);
              }
              return stored;
            });
  }

  /** Reads the next chunk while the last one is being written, but no further ahead. */
  private static CompletableFuture<Void> copy(BodyReader reader, BodyStore.Writer writer) {
    CompletableFuture<Void> appended = CompletableFuture.completedFuture(null);
    while (true) {
      CompletableFuture<@Nullable Chunk> read = reader.read();
      CompletableFuture<Void> before = appended;
      if (!read.isDone() || !before.isDone()) {
        return read.thenCompose(
            chunk ->
                before.thenCompose(
                    done ->
                        chunk == null
                            ? CompletableFuture.completedFuture(null)
                            : writer.append(chunk).thenCompose(more -> copy(reader, writer))));
      }
      if (read.isCompletedExceptionally() || before.isCompletedExceptionally()) {
        return before.thenCompose(done -> read.thenApply(chunk -> null));
      }
      Chunk chunk = read.join();
      if (chunk == null) {
        return before;
      }
      appended = writer.append(chunk);
    }
  }

  /**
   * Told one after the other, so that puts of such bodies come about in the order of their calls.
   */
  private synchronized CompletableFuture<StoredBody> known(FiledBody body, Reach reach) {
    CompletableFuture<StoredBody> found = find(body, reach);
    var told = new CompletableFuture<StoredBody>();
    // Whoever waits has gone on when complete() returns, and only then is it the next one's turn.
    lastTold =
        CompletableFuture.allOf(lastTold, found)
            .handle(
                (both, failure) -> {
                  if (failure == null) {
                    told.complete(found.join());
                  } else {
                    told.completeExceptionally(found.exceptionNow());
                  }
                  return null;
                });
    return told;
  }

  /** A body in a file that is there already: as far as it has to be, and the first of its like. */
  private CompletableFuture<StoredBody> find(FiledBody body, Reach reach) {
    return database
        .read(transaction -> BodyRows.checked(transaction, body.id()))
        .thenApplyAsync(state -> state.hash() == null ? hashed(body, state) : state, store.io())
        .thenCompose(state -> reach == Reach.DISK ? synced(body, state) : done(state))
        .thenCompose(state -> equal(body.id(), state.hash(), body.size()))
        .thenApply(equal -> equal == null ? body : equal);
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private BodyRows.Checked hashed(FiledBody body, BodyRows.Checked state) {
    try (FileChannel file = store.files().openToRead(body.id())) {
      long hash = BodyHash.of(file);
      store.rows().hashed(body.id(), hash);
      return new BodyRows.Checked(hash, state.synced());
    } catch (IOException e) {
      throw new CompletionException(Failures.of("read a body", e));
    }
  }

  private CompletableFuture<BodyRows.Checked> synced(FiledBody body, BodyRows.Checked state) {
    if (state.synced() >= body.size()) {
      return done(state);
    }
    FileChannel file;
    try {
      file = store.files().openToWrite(body.id());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(Failures.of("open a body", e));
    }
    return store
        .force(file, body.id())
        .thenCompose(
            forced -> store.rows().synced(body.id(), body.size(), state.hash(), () -> true))
        .whenComplete((done, failed) -> WrittenFile.closeQuietly(file))
        .thenApply(done -> state);
  }

  /** Another body in a file with the same bytes, or null. */
  private CompletableFuture<@Nullable FiledBody> equal(long id, @Nullable Long hash, long length) {
    if (hash == null || length <= StoreOptions.SMALL_BODY) {
      return CompletableFuture.completedFuture(null);
    }
    return database
        .read(
            transaction -> {
              List<FiledBody> alike = new ArrayList<>();
              for (long other : BodyRows.alike(transaction, id, store.bucket().id, hash, length)) {
                if (store.find(transaction, other) instanceof FiledBody body) {
                  alike.add(body);
                }
              }
              return alike;
            })
        .thenCompose(
            alike ->
                alike.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.supplyAsync(() -> firstEqual(id, alike), store.io()));
  }

  private @Nullable FiledBody firstEqual(long id, List<FiledBody> alike) {
    for (FiledBody other : alike) {
      try {
        if (Files.mismatch(store.files().path(id), store.files().path(other.id())) < 0) {
          return other;
        }
      } catch (IOException e) {
        // What cannot be read is not shared.
      }
    }
    return null;
  }
}
