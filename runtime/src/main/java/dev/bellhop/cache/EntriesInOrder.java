package dev.bellhop.cache;

import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.util.List;

/**
 * A query for the entries of a cache in their order, some at a time.
 *
 * @param columns what to read of entry {@code e}
 * @param joins what to read beside it
 */
record EntriesInOrder(String columns, String joins) {
  /** So many are sorted in less time than it may take to pass by the entries of other caches. */
  private static final int FEW = 1000;

  private static final String IS_LARGE =
      "SELECT 1 FROM cache_entry WHERE cache_id = ? LIMIT 1 OFFSET " + FEW;

  /**
   * Reads so many entries that come after the one with this id. An index has what a cache holds,
   * but not in its order: with one, each page of a large cache would sort all of it.
   */
  <T> List<T> after(
      Transaction transaction, Transaction.Mapper<T> mapper, long cache, long id, int most)
      throws StoreException {
    boolean large = transaction.number(IS_LARGE, 0, cache) == 1;
    return transaction.list(
        """
        SELECT %s FROM cache_entry e %s %s
        WHERE e.cache_id = ? AND e.id > ? ORDER BY e.id LIMIT ?"""
            .formatted(columns, large ? "NOT INDEXED" : "INDEXED BY cache_entry_by_url", joins),
        mapper,
        cache,
        id,
        most);
  }
}
