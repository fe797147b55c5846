package dev.bellhop.cache;

import dev.bellhop.BellhopException;
import dev.bellhop.CacheEntry;
import dev.bellhop.Caches;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreException;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  public CompletableFuture<List<CacheEntry>> entries(String name) {
    return told(
        storage
            .database()
            .read(
                transaction -> {
                  Long cache = storage.rows().findCache(transaction, name);
                  if (cache == null) {
                    throw noSuch(name, storage.rows().names(transaction));
                  }
                  return storage.rows().list(transaction, cache);
                }));
  }

  private static BellhopException noSuch(String name, List<String> names) {
    String others = names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
    return new BellhopException(
        BellhopException.Kind.INPUT, "There is no cache named " + name + "; " + others + ".");
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
  public CompletableFuture<List<Path>> export(String name, Path folder) {
    return entries(name)
        .thenCompose(entries -> told(onItsOwnThread(() -> exportAll(entries, folder))));
  }

  private List<Path> exportAll(List<CacheEntry> entries, Path folder) throws IOException {
    Files.createDirectories(folder);
    var names = new FileNames(name -> Files.exists(folder.resolve(name)));
    var written = new ArrayList<Path>();
    for (CacheEntry entry : entries) {
      written.add(exportOne(entry, folder, names));
    }
    return written;
  }

  private Path exportOne(CacheEntry entry, Path folder, FileNames names) throws IOException {
    while (true) {
      Path file = folder.resolve(names.next(url(entry), contentType(entry)));
      Body body = body(entry.id()).join();
      try (FileChannel to =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        copy(body, to);
        return file;
      } catch (FileAlreadyExistsException e) {
        // Somebody else was faster; the next name is another.
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
  }

  private static Url url(CacheEntry entry) {
    return Objects.requireNonNull(Url.parse(entry.url(), null));
  }

  private static @Nullable String contentType(CacheEntry entry) {
    for (String header : entry.headers()) {
      int colon = header.indexOf(':');
      if (header.substring(0, colon).equalsIgnoreCase("Content-Type")) {
        return header.substring(colon + 1);
      }
    }
    return null;
  }

  @Override
  public CompletableFuture<Boolean> delete(String name) {
    return told(storage.delete(name));
  }

  private static <T> CompletableFuture<T> onItsOwnThread(Callable<T> work) {
    var future = new CompletableFuture<T>();
    Thread.ofVirtual()
        .name("bellhop-export")
        .start(
            () -> {
              try {
                future.complete(work.call());
              } catch (Exception e) {
                future.completeExceptionally(e);
              }
            });
    return future;
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
    boolean full = cause instanceof StoreException e && e.kind() == StoreException.Kind.FULL;
    String said = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    return new BellhopException(
        full ? BellhopException.Kind.FULL : BellhopException.Kind.STORE,
        cause instanceof FileAlreadyExistsException ? said + " is a file, not a folder." : said,
        null,
        cause);
  }
}
