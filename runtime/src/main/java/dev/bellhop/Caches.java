package dev.bellhop;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A site's Cache Storage, from the host's side. Safe from any thread. */
public interface Caches {
  /** The names, in the order of creation. */
  CompletableFuture<List<String>> names();

  /** How much a cache holds; fails with {@link BellhopException} where there is none. */
  CompletableFuture<CacheSummary> summary(String name);

  /**
   * What a cache holds, in order; fails with {@link BellhopException} where there is none. All of
   * it is in memory at once: {@link #entries(String, long, int)} is for what may be large.
   */
  CompletableFuture<List<CacheEntry>> entries(String name);

  /**
   * Some of what a cache holds, in order: so many entries at most that come after the one with this
   * id, none at the end. What is put meanwhile comes at the end. Fails with {@link
   * BellhopException} where there is no such cache.
   *
   * @param after an entry's {@link CacheEntry#id}, also of one that has gone; 0 for the first ones
   */
  CompletableFuture<List<CacheEntry>> entries(String name, long after, int most);

  /**
   * Writes the body of an entry to a channel, which stays open.
   *
   * @return the number of bytes
   */
  CompletableFuture<Long> copyBody(CacheEntry entry, WritableByteChannel to);

  /**
   * Writes a cache's entries to an archive, which appears under its name when it is complete, and
   * not at all where that fails. Entries whose bodies turn out to be damaged are left out and told.
   * Memory does not grow with bodies. The trace tells of progress.
   *
   * @param to a folder that is empty or does not exist yet, or a file that does not exist yet; the
   *     folders above it are made where missing
   * @return fails with {@link BellhopException.Kind#INPUT} where there is no such cache, or where
   *     something is at {@code to} already
   */
  CompletableFuture<CacheExport> export(String name, Path to, ArchiveFormat format);

  /**
   * Puts the entries of an archive into a cache, which is created where it is missing: by the rules
   * of {@code cache.put()}, all of them at once when the whole archive has been read, or none where
   * that fails. An entry takes the place of those that its request matches, and the later of two
   * such in the archive that of the earlier. What no cache takes is skipped and told. Memory does
   * not grow with bodies. The trace tells of progress.
   *
   * @param from a folder or file that {@link #export} has written, or a WARC or HAR file of another
   *     program; which one it is, its contents tell
   * @return fails with {@link BellhopException.Kind#INPUT}, and a sentence that names file and
   *     position, where the archive is damaged or none
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-put">Service Workers: put</a>
   */
  CompletableFuture<CacheImport> importFrom(String name, Path from);

  /**
   * Reads every body of a cache and compares it with what was noted when it was stored. Changes
   * nothing. The trace tells of progress.
   *
   * @return fails with {@link BellhopException.Kind#INPUT} where there is no such cache
   */
  CompletableFuture<CacheCheck> verify(String name);

  /**
   * As {@link #verify}, and what is damaged goes from the cache into a folder below {@code
   * damaged/} in the data folder: the bodies as they are, and a line for each entry in {@code
   * entries.jsonl}. Scripts find the other entries, and nothing in place of these.
   *
   * @return fails with {@link BellhopException.Kind#INPUT} where there is no such cache
   */
  CompletableFuture<CacheCheck> setAsideDamaged(String name);

  /** Deletes a cache. Completes with false where there is none. */
  CompletableFuture<Boolean> delete(String name);
}
