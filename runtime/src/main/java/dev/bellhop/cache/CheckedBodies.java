package dev.bellhop.cache;

import dev.bellhop.store.BodyCheck;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the bodies of a cache's entries in their order, to check them, some at a time and
 * without a look at the entries themselves. Blocks; for one thread at a time.
 */
final class CheckedBodies {
  private static final int PAGE = 200;
  private static final EntriesInOrder QUERY = new EntriesInOrder("e.id, e.body_id", "");

  /**
   * An entry's body.
   *
   * @param check reads it again; null where the entry has none
   */
  record Checked(long entry, @Nullable Supplier<BodyCheck> check) {}

  private record Referring(long entry, @Nullable Long body) {}

  private final CacheStorage storage;
  private final long cache;
  private long last;

  CheckedBodies(CacheStorage storage, long cache) {
    this.storage = storage;
    this.cache = cache;
  }

  /** The next ones; none at the end. */
  List<Checked> next() {
    List<Checked> page = storage.database().read(this::read).join();
    if (!page.isEmpty()) {
      last = page.getLast().entry();
    }
    return page;
  }

  private List<Checked> read(Transaction transaction) throws StoreException {
    List<Referring> found =
        QUERY.after(
            transaction,
            row -> new Referring(row.number(1), row.numberOrNull(2)),
            cache,
            last,
            PAGE);
    var page = new ArrayList<Checked>(found.size());
    for (Referring each : found) {
      page.add(
          new Checked(
              each.entry(),
              each.body() == null ? null : storage.bodies().check(transaction, each.body())));
    }
    return page;
  }
}
