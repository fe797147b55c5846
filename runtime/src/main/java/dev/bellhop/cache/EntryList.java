package dev.bellhop.cache;

import dev.bellhop.CacheEntry;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.time.Instant;
import java.util.List;

/** What a cache holds, for a person: without reading a body. */
final class EntryList {
  private static final EntriesInOrder QUERY =
      new EntriesInOrder(
          """
          e.id, e.request ->> 'method', e.request ->> 'url', e.response, coalesce(b.length, 0),
          e.stored_at""",
          "LEFT JOIN body b ON b.id = e.body_id");

  private EntryList() {}

  /** So many entries that come after the one with this id. */
  static List<CacheEntry> after(Transaction transaction, long cache, long id, int most)
      throws StoreException {
    return QUERY.after(transaction, EntryList::entry, cache, id, most);
  }

  private static CacheEntry entry(Transaction.Row row) throws StoreException {
    FetchResponse response = MessageJson.readResponseWithoutUrls(row.text(4));
    return new CacheEntry(
        row.number(1),
        row.text(2),
        row.text(3),
        response.status(),
        response.statusText(),
        response.type(),
        response.headers().asList().stream()
            .map(header -> header.name() + ": " + header.value())
            .toList(),
        row.number(5),
        Instant.ofEpochMilli(row.number(6)));
  }
}
