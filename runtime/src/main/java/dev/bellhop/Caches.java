package dev.bellhop;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A site's Cache Storage, from the host's side. Safe from any thread. */
public interface Caches {
  /** The names, in the order of creation. */
  CompletableFuture<List<String>> names();

  /** What a cache holds, in order; fails with {@link BellhopException} where there is none. */
  CompletableFuture<List<CacheEntry>> entries(String name);

  /**
   * Writes the body of an entry to a channel, which stays open.
   *
   * @return the number of bytes
   */
  CompletableFuture<Long> copyBody(CacheEntry entry, WritableByteChannel to);

  /**
   * Writes every body of a cache into a folder, which is created where missing: names come from the
   * URLs, made safe and distinct; no existing file is replaced.
   *
   * @return the files written, in the order of the entries
   */
  CompletableFuture<List<Path>> export(String name, Path folder);

  /** Deletes a cache. Completes with false where there is none. */
  CompletableFuture<Boolean> delete(String name);
}
