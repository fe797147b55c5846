package dev.bellhop.cache;

import dev.bellhop.BellhopException;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.SharedWork;
import dev.bellhop.store.SharedWork.Question;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The SQL over the tables {@code cache} and {@code cache_entry}. */
final class CacheRows {
  private static final String ENTRY =
      "SELECT e.id, e.cache_id, e.url, e.request, e.response, e.vary, e.body_id FROM cache_entry e ";
  private static final String IN_ONE = "cache_id = ?2 ";
  private static final String IN_ANY =
      "cache_id IN (SELECT id FROM cache WHERE origin = ?2 AND doomed = 0) ";
  private static final String IN_ORDER = "ORDER BY e.cache_id, e.id";

  private static final String ALL = ENTRY + "WHERE cache_id = ? " + IN_ORDER;
  private static final String BY_URL = ENTRY + "WHERE " + IN_ONE + "AND url = ?1 " + IN_ORDER;
  private static final String BY_URL_IN_ANY =
      ENTRY + "WHERE " + IN_ANY + "AND url = ?1 " + IN_ORDER;
  private static final String BY_PATH = byPath(IN_ONE);
  private static final String BY_PATH_IN_ANY = byPath(IN_ANY);

  /** Adds what an entry has; the tables do so by themselves where one moves or goes. */
  private static final String COUNT_HEAD =
      "UPDATE cache SET head_bytes = head_bytes + ?2 WHERE id = ?1 AND doomed = 0";

  /** Whether a cache has entries of a URL. */
  private static final Question TAKEN =
      new Question(
          """
          SELECT key FROM json_each(?1) WHERE EXISTS (
            SELECT 1 FROM cache_entry
            WHERE cache_id = json_each.value ->> 0 AND url = json_each.value ->> 1)""");

  /** Whether there is a cache of this id, origin and name that is not deleted. */
  private static final Question LIVE =
      new Question(
          """
          SELECT key FROM json_each(?1) WHERE EXISTS (
            SELECT 1 FROM cache
            WHERE id = json_each.value ->> 0 AND origin = json_each.value ->> 1
              AND name = json_each.value ->> 2 AND doomed = 0)""");

  /** The URL as it is, or with any query part: '@' comes right after '?'. */
  private static String byPath(String where) {
    String ids = "SELECT id FROM cache_entry WHERE " + where;
    return ENTRY
        + "WHERE e.id IN ("
        + (ids + "AND url = ?1 UNION ALL ")
        + (ids + "AND url >= ?1 || '?' AND url < ?1 || '@') ")
        + IN_ORDER;
  }

  private record EntryRow(
      long id,
      long cache,
      String url,
      String request,
      String response,
      String vary,
      @Nullable Long bodyId) {}

  private final String origin;
  private final BodyStore bodies;

  CacheRows(String origin, BodyStore bodies) {
    this.origin = origin;
    this.bodies = bodies;
  }

  String origin() {
    return origin;
  }

  @Nullable Long findCache(Transaction transaction, String name) throws StoreException {
    return transaction.first(
        "SELECT id FROM cache WHERE origin = ? AND name = ? AND doomed = 0",
        row -> row.number(1),
        origin,
        StoredName.of(name));
  }

  /**
   * The id of a cache.
   *
   * @throws BellhopException where there is none of this name
   */
  long requireCache(Transaction transaction, String name) throws StoreException {
    Long found = findCache(transaction, name);
    if (found != null) {
      return found;
    }
    List<String> names = names(transaction);
    String others = names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
    throw new BellhopException(
        BellhopException.Kind.INPUT, "There is no cache named " + name + "; " + others + ".");
  }

  long insertCache(Transaction transaction, String name) throws StoreException {
    return transaction.insert(
        "INSERT INTO cache (origin, name, head_bytes) VALUES (?1, ?2, length(?2))",
        origin,
        StoredName.of(name));
  }

  /** Inserts a cache that is deleted from the start. */
  long insertDoomedCache(Transaction transaction, String name) throws StoreException {
    return transaction.insert(
        "INSERT INTO cache (origin, name, doomed) VALUES (?, ?, 1)", origin, StoredName.of(name));
  }

  /** A change of rows that are no bodies. */
  @FunctionalInterface
  interface Change<T extends @Nullable Object> {
    T make() throws StoreException;
  }

  /** Makes a change that is counted against the origin's quota. */
  <T extends @Nullable Object> T counted(Transaction transaction, Change<T> change)
      throws StoreException {
    long before = headBytes(transaction);
    T result = change.make();
    bodies.count(transaction, headBytes(transaction) - before);
    return result;
  }

  private long headBytes(Transaction transaction) throws StoreException {
    return transaction.number(
        "SELECT coalesce(sum(head_bytes), 0) FROM cache WHERE origin = ?", 0, origin);
  }

  /** Takes a cache its name; gives the ids of its bodies, which count no more. */
  List<Long> doomCache(Transaction transaction, long id) throws StoreException {
    transaction.update("UPDATE cache SET doomed = 1, head_bytes = 0 WHERE id = ?", id);
    return bodyIds(transaction, id);
  }

  boolean isDoomed(Transaction transaction, long id) throws StoreException {
    return transaction.number("SELECT doomed FROM cache WHERE id = ?", 0, id) != 0;
  }

  /** As {@link #isDoomed}, and null where there is no such cache of this name any more. */
  @Nullable Boolean isDoomed(Transaction transaction, long id, String name) throws StoreException {
    if (Boolean.TRUE.equals(transaction.foreseen(LIVE, cacheKey(id, name)))) {
      return false;
    }
    return transaction.first(
        "SELECT doomed FROM cache WHERE id = ? AND origin = ? AND name = ?",
        row -> row.truth(1),
        id,
        origin,
        StoredName.of(name));
  }

  private List<Object> cacheKey(long id, String name) {
    return List.of(id, origin, StoredName.of(name));
  }

  /** Adds what a put of this URL into a cache will want to know. */
  void ask(SharedWork shared, long cache, String name, String url) {
    shared.ask(LIVE, cacheKey(cache, name));
    shared.ask(TAKEN, List.of(cache, url));
  }

  /** Deletes a cache with its entries; gives the ids of their bodies. */
  List<Long> deleteCache(Transaction transaction, long id) throws StoreException {
    List<Long> freed = bodyIds(transaction, id);
    transaction.update("DELETE FROM cache WHERE id = ?", id);
    return freed;
  }

  private static List<Long> bodyIds(Transaction transaction, long id) throws StoreException {
    return transaction.list(
        "SELECT body_id FROM cache_entry WHERE cache_id = ? AND body_id IS NOT NULL",
        row -> row.number(1),
        id);
  }

  List<String> names(Transaction transaction) throws StoreException {
    return transaction.list(
        "SELECT name FROM cache WHERE origin = ? AND doomed = 0 ORDER BY id",
        row -> StoredName.read(row.text(1)),
        origin);
  }

  /**
   * The entries of a cache, in order, those that lack their bodies too.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#query-cache-algorithm">Service Workers:
   *     Query Cache</a>
   */
  List<CachedEntry> query(Transaction transaction, long cache, CacheQuery query)
      throws StoreException {
    FetchRequest request = query.request();
    if (request == null) {
      return entries(transaction, transaction.list(ALL, CacheRows::entryRow, cache), query);
    }
    String url = url(query, request);
    boolean taken =
        query.ignoreSearch()
            || !Boolean.FALSE.equals(transaction.foreseen(TAKEN, List.of(cache, url)));
    return taken
        ? entries(
            transaction,
            transaction.list(
                query.ignoreSearch() ? BY_PATH : BY_URL, CacheRows::entryRow, url, cache),
            query)
        : List.of();
  }

  /** As {@link #query}, over all caches of the origin in the order of their creation. */
  List<CachedEntry> queryAll(Transaction transaction, CacheQuery query, FetchRequest request)
      throws StoreException {
    List<EntryRow> rows =
        transaction.list(
            query.ignoreSearch() ? BY_PATH_IN_ANY : BY_URL_IN_ANY,
            CacheRows::entryRow,
            url(query, request),
            origin);
    return entries(transaction, rows, query);
  }

  private static String url(CacheQuery query, FetchRequest request) {
    return query.ignoreSearch()
        ? RequestMatch.urlWithoutSearch(request)
        : RequestMatch.url(request);
  }

  private List<CachedEntry> entries(Transaction transaction, List<EntryRow> rows, CacheQuery query)
      throws StoreException {
    var entries = new ArrayList<CachedEntry>(rows.size());
    for (EntryRow row : rows) {
      CachedEntry entry = entry(transaction, row);
      if (entry.matches(query)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** How many entries, and the bytes of their bodies together. */
  record Sums(int entries, long bytes) {}

  /** How much a cache holds. */
  Sums sums(Transaction transaction, long cache) throws StoreException {
    Sums found =
        transaction.first(
            """
            SELECT count(*), coalesce(sum(b.length), 0)
            FROM cache_entry e LEFT JOIN body b ON b.id = e.body_id WHERE e.cache_id = ?""",
            row -> new Sums(Math.toIntExact(row.number(1)), row.number(2)),
            cache);
    return Objects.requireNonNull(found, "sums");
  }

  /** The body of an entry; 0 stands for a null body, null for no such entry. */
  static @Nullable Long bodyOf(Transaction transaction, long entry) throws StoreException {
    return transaction.first(
        "SELECT coalesce(body_id, 0) FROM cache_entry WHERE id = ?", row -> row.number(1), entry);
  }

  private CachedEntry entry(Transaction transaction, EntryRow row) throws StoreException {
    FetchResponse response = MessageJson.readResponse(row.response());
    if (row.bodyId() != null) {
      response = response.withBody(bodies.find(transaction, row.bodyId()));
    }
    return new CachedEntry(
        row.id(),
        row.cache(),
        row.url(),
        MessageJson.readRequest(row.request()),
        response,
        row.bodyId(),
        row.vary(),
        row.request().length() + row.response().length());
  }

  private static EntryRow entryRow(Transaction.Row row) throws StoreException {
    return new EntryRow(
        row.number(1),
        row.number(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.text(6),
        row.numberOrNull(7));
  }

  void delete(Transaction transaction, CachedEntry entry) throws StoreException {
    transaction.update("DELETE FROM cache_entry WHERE id = ?", entry.id());
  }

  /** Appends an entry to a cache's list. Its body is stored already. */
  CachedEntry insert(
      Transaction transaction, long cache, EntryHead head, @Nullable StoredBody body, long now)
      throws StoreException {
    transaction.update(
        """
        INSERT INTO cache_entry
          (cache_id, url, request, response, vary, body_id, stored_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        cache,
        head.url(),
        head.requestText(),
        head.responseText(),
        head.vary(),
        body == null ? null : body.id(),
        now);
    transaction.add(COUNT_HEAD, cache, head.codePoints());
    transaction.came(TAKEN, List.of(cache, head.url()));
    return head.entry(CachedEntry.NO_ID, cache, body);
  }
}
