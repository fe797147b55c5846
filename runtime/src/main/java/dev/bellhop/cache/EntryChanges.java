package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Changes of a cache's entries within one transaction, with what they count for. */
final class EntryChanges {
  private final CacheRows rows;
  private final BodyStore bodies;
  private final long cache;
  private final List<Long> freed = new ArrayList<>();
  private long headBytes;

  /** None yet; new bodies and heads count against these bodies' quota. */
  EntryChanges(CacheRows rows, BodyStore bodies, long cache) {
    this.rows = rows;
    this.bodies = bodies;
    this.cache = cache;
  }

  /**
   * An entry that was put.
   *
   * @param alone whether its URL has no other one
   */
  record Put(CachedEntry entry, boolean alone) {}

  /** Stores an entry in place of every one that its request finds. */
  Put put(Transaction transaction, EntryHead head, long now) throws StoreException {
    FetchRequest request = head.request();
    CacheQuery query = CacheQuery.of(request);
    boolean alone = true;
    for (CachedEntry entry : rows.query(transaction, cache, query.withoutVary())) {
      if (entry.matches(query)) {
        remove(transaction, entry);
      } else {
        alone = false;
      }
    }
    StoredBody body =
        head.response().body() instanceof StoredBody ready ? bodies.save(transaction, ready) : null;
    CachedEntry entry = rows.insert(transaction, cache, head, body, now);
    headBytes += entry.headBytes();
    return new Put(entry, alone);
  }

  void remove(Transaction transaction, CachedEntry entry) throws StoreException {
    rows.delete(transaction, entry);
    headBytes -= entry.headBytes();
    if (entry.bodyId() != null) {
      freed.add(entry.bodyId());
    }
  }

  /** Lets bodies go that were replaced, and counts the rest: a deleted cache counts for nothing. */
  void end(Transaction transaction, boolean doomed) throws StoreException {
    bodies.release(transaction, freed);
    if (headBytes != 0 && !doomed) {
      bodies.count(transaction, headBytes);
    }
  }
}
