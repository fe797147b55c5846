package dev.bellhop.cache;

import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One batch of operations on a cache, whose bodies are ready, in one transaction.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#batch-cache-operations-algorithm">Service
 *     Workers: Batch Cache Operations</a>
 */
final class CacheBatch {
  private final CacheStorage storage;
  private final long cache;
  private final String name;
  private final List<CacheOperation> operations;
  private final Map<String, List<CachedEntry>> added = new LinkedHashMap<>();
  private final Set<String> shared = new HashSet<>();
  private final EntryChanges changes;
  private boolean deletes;
  private int deleted;

  CacheBatch(CacheStorage storage, long cache, String name, List<CacheOperation> operations) {
    this.storage = storage;
    this.cache = cache;
    this.name = name;
    this.operations = operations;
    this.changes = new EntryChanges(storage.rows(), storage.bodies(), cache);
  }

  /** Gives the number of entries that were deleted by query. */
  int run(Transaction transaction) throws StoreException {
    transaction.whenOver(this::over);
    for (CacheOperation operation : operations) {
      switch (operation) {
        case CacheOperation.Delete(CacheQuery query) -> delete(transaction, query);
        case CacheOperation.Put(FetchRequest request, FetchResponse response) ->
            put(transaction, request, response);
      }
    }
    changes.end(transaction, storage.rows().isDoomed(transaction, cache));
    return deleted;
  }

  private void delete(Transaction transaction, CacheQuery query) throws StoreException {
    deletes = true;
    for (CachedEntry entry : storage.rows().query(transaction, cache, query)) {
      changes.remove(transaction, entry);
      deleted++;
    }
  }

  private void put(Transaction transaction, FetchRequest request, FetchResponse response)
      throws StoreException {
    requireDistinct(CacheQuery.of(request), request);
    EntryChanges.Put put = changes.put(transaction, EntryHead.of(request, response), storage.now());
    CachedEntry entry = put.entry();
    added.computeIfAbsent(entry.url(), url -> new ArrayList<>()).add(entry);
    if (!put.alone()) {
      shared.add(entry.url());
    }
  }

  private void requireDistinct(CacheQuery query, FetchRequest request) {
    for (CachedEntry entry : added.getOrDefault(RequestMatch.url(request), List.of())) {
      if (entry.matches(query)) {
        throw new CacheException(
            "InvalidStateError",
            "Two requests of one call are the same to the cache: " + request.url().href() + ".",
            null);
      }
    }
  }

  private void tellHot() {
    if (deletes) {
      storage.hot().allChanged();
      return;
    }
    storage.hot().changed(cache, added.keySet());
    for (var entry : added.entrySet()) {
      if (!shared.contains(entry.getKey())) {
        storage.hot().put(cache, entry.getKey(), entry.getValue());
      }
    }
  }

  private void report(CachedEntry entry) {
    storage.report(entry.told(name));
  }

  private void over(boolean committed) {
    if (!committed) {
      return;
    }
    tellHot();
    for (List<CachedEntry> entries : added.values()) {
      entries.forEach(this::report);
    }
    if (deleted > 0) {
      storage.report(new TraceEvent.CacheEntriesDeleted(name, deleted));
    }
  }
}
