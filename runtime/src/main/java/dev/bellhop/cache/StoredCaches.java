package dev.bellhop.cache;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheCheck;
import dev.bellhop.CacheEntry;
import dev.bellhop.CacheExport;
import dev.bellhop.CacheImport;
import dev.bellhop.CacheSummary;
import dev.bellhop.Caches;
import dev.bellhop.archive.ArchiveWriter;
import dev.bellhop.archive.Archives;
import dev.bellhop.archive.UnusableFile;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.OwnThread;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An origin's caches for a program and for the command line. What blocks on the caller's channel or
 * folder runs on a thread of its own.
 */
public final class StoredCaches implements Caches {
  private final CacheStorage storage;

  /** The same caches as scripts see. */
  public StoredCaches(CacheStorage storage) {
    this.storage = storage;
  }

  @Override
  public CompletableFuture<List<String>> names() {
    return told(storage.keys());
  }

  @Override
  public CompletableFuture<CacheSummary> summary(String name) {
    return read(
        name,
        (transaction, cache) -> {
          CacheRows.Sums sums = storage.rows().sums(transaction, cache);
          return new CacheSummary(name, sums.entries(), sums.bytes());
        });
  }

  @Override
  public CompletableFuture<List<CacheEntry>> entries(String name) {
    return entries(name, 0, Integer.MAX_VALUE);
  }

  @Override
  public CompletableFuture<List<CacheEntry>> entries(String name, long after, int most) {
    return read(name, (rows, cache) -> EntryList.after(rows, cache, after, most));
  }

  /** What is read of a cache that is there. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(Transaction transaction, long cache) throws StoreException;
  }

  private <T> CompletableFuture<T> read(String name, Reading<T> reading) {
    CacheRows rows = storage.rows();
    return told(
        storage
            .database()
            .read(transaction -> reading.of(transaction, rows.requireCache(transaction, name))));
  }

  @Override
  public CompletableFuture<Long> copyBody(CacheEntry entry, WritableByteChannel to) {
    return told(body(entry.id()).thenCompose(body -> onItsOwnThread(() -> copy(body, to))));
  }

  private CompletableFuture<Body> body(long entry) {
    return storage
        .database()
        .read(
            transaction -> {
              Long id = CacheRows.bodyOf(transaction, entry);
              if (id == null) {
                throw new BellhopException(
                    BellhopException.Kind.INPUT, "The entry is no longer in the cache.");
              }
              return new Body(id == 0 ? null : storage.bodies().find(transaction, id));
            });
  }

  /** A stored body, or none: a null body is empty. */
  private record Body(@Nullable StoredBody stored) {}

  private static long copy(Body body, WritableByteChannel to) throws IOException {
    long copied = 0;
    if (body.stored() == null) {
      return copied;
    }
    try (BodyReader reader = body.stored().open()) {
      while (true) {
        try (Chunk chunk = reader.read().join()) {
          if (chunk == null) {
            return copied;
          }
          ByteBuffer bytes = chunk.bytes();
          copied += bytes.remaining();
          while (bytes.hasRemaining()) {
            to.write(bytes);
          }
        }
      }
    }
  }

  @Override
  public CompletableFuture<CacheExport> export(String name, Path to, ArchiveFormat format) {
    return told(
        onItsOwnThread(
            () -> {
              storage.database().read(rows -> storage.rows().requireCache(rows, name)).join();
              try (ArchiveWriter archive =
                  Archives.create(to, format, name, storage.clock().now())) {
                return new CacheInspection(storage, name).export(archive, to);
              }
            }));
  }

  @Override
  public CompletableFuture<CacheImport> importFrom(String name, Path from) {
    return told(
        onItsOwnThread(
            () -> {
              try (var staged = new StagedImport(storage, name)) {
                Archives.read(from, staged);
                return staged.finish();
              }
            }));
  }

  @Override
  public CompletableFuture<CacheCheck> verify(String name) {
    return told(onItsOwnThread(() -> new CacheInspection(storage, name).verify()));
  }

  @Override
  public CompletableFuture<CacheCheck> setAsideDamaged(String name) {
    return told(onItsOwnThread(() -> new CacheInspection(storage, name).setAsideDamaged()));
  }

  @Override
  public CompletableFuture<Boolean> delete(String name) {
    return told(storage.delete(name));
  }

  private static <T> CompletableFuture<T> onItsOwnThread(Callable<T> work) {
    return OwnThread.run("bellhop-archive", work);
  }

  private static <T> CompletableFuture<T> told(CompletableFuture<T> future) {
    return future.exceptionally(
        failure -> {
          throw forPerson(failure);
        });
  }

  private static BellhopException forPerson(Throwable thrown) {
    Throwable cause = Causes.of(thrown);
    if (cause instanceof BellhopException already) {
      return already;
    }
    if (cause instanceof CacheException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof StoreException e) {
      return e.forPerson();
    }
    return new BellhopException(
        BellhopException.Kind.STORE, UnusableFile.sentence(cause), null, cause);
  }
}
