package dev.bellhop.cache;

import dev.bellhop.BellhopException;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a cache in its order, some entries at a time, so that memory does not grow with it.
 * What is put meanwhile comes at the end. Blocks; for one thread at a time.
 */
final class EntryPages {
  private static final int PAGE = 100;
  private static final String COLUMNS = "e.id, e.request, e.response, e.stored_at, e.body_id";
  private static final EntriesInOrder QUERY = new EntriesInOrder(COLUMNS, "");

  /**
   * An entry as it is stored.
   *
   * @param bodyId the body's id, or null where there is none
   * @param response with its body, where that can be found
   */
  record Stored(
      long id, FetchRequest request, FetchResponse response, Instant at, @Nullable Long bodyId) {
    /** Whether it has a body that the store does not find. */
    boolean lacksBody() {
      return bodyId != null && response.body() == null;
    }
  }

  private final CacheStorage storage;
  private final long cache;
  private long last;

  private EntryPages(CacheStorage storage, long cache) {
    this.storage = storage;
    this.cache = cache;
  }

  /**
   * Begins.
   *
   * @throws BellhopException where there is no such cache
   */
  static EntryPages of(CacheStorage storage, String name) {
    return new EntryPages(
        storage,
        storage
            .database()
            .read(transaction -> storage.rows().requireCache(transaction, name))
            .join());
  }

  /** The next entries; none at the end. */
  List<Stored> next() {
    List<Stored> page = storage.database().read(this::read).join();
    if (!page.isEmpty()) {
      last = page.getLast().id();
    }
    return page;
  }

  /** The entry with this id, without its body; null where it has gone. */
  static @Nullable Stored find(CacheStorage storage, long id) {
    return storage
        .database()
        .<@Nullable Stored>read(
            transaction ->
                transaction.first(
                    "SELECT " + COLUMNS + " FROM cache_entry e WHERE e.id = ?",
                    EntryPages::stored,
                    id))
        .join();
  }

  private List<Stored> read(Transaction transaction) throws StoreException {
    List<Stored> found = QUERY.after(transaction, EntryPages::stored, cache, last, PAGE);
    var page = new ArrayList<Stored>(found.size());
    for (Stored entry : found) {
      page.add(withBody(transaction, entry));
    }
    return page;
  }

  private static Stored stored(Transaction.Row row) throws StoreException {
    return new Stored(
        row.number(1),
        MessageJson.readRequest(row.text(2)),
        MessageJson.readResponse(row.text(3)),
        Instant.ofEpochMilli(row.number(4)),
        row.numberOrNull(5));
  }

  private Stored withBody(Transaction transaction, Stored entry) throws StoreException {
    StoredBody body =
        entry.bodyId() == null ? null : storage.bodies().find(transaction, entry.bodyId());
    return new Stored(
        entry.id(), entry.request(), entry.response().withBody(body), entry.at(), entry.bodyId());
  }
}
