package dev.bellhop.httpcache;

import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.Database;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The cache's responses in the store, the one that was stored last before others. */
final class HttpCacheRows {
  /** What a response counts in addition to its body. */
  private static final int HEAD_BYTES = 1024;

  private final Database database;
  private final BodyStore bodies;
  private final long budget;

  /**
   * @param budget how many bytes all responses together may have
   */
  HttpCacheRows(Database database, BodyStore bodies, long budget) {
    this.database = database;
    this.bodies = bodies;
    this.budget = budget;
  }

  CompletableFuture<List<StoredResponse>> find(String partition, String url) {
    record Found(StoredResponse response, long bodyId) {}
    return database.read(
        transaction -> {
          List<Found> rows =
              transaction.list(
                  """
                  SELECT id, vary, status, status_text, headers, requested, received, body_id
                  FROM http_cache_entry WHERE partition = ? AND url = ? ORDER BY received DESC""",
                  row ->
                      new Found(
                          new StoredResponse(
                              row.number(1),
                              headers(row.text(2)),
                              (int) row.number(3),
                              row.text(4),
                              headers(row.text(5)),
                              Instant.ofEpochMilli(row.number(6)),
                              Instant.ofEpochMilli(row.number(7)),
                              BytesBody.of("")),
                          row.number(8)),
                  partition,
                  url);
          var result = new ArrayList<StoredResponse>();
          for (Found row : rows) {
            Body body = bodies.find(transaction, row.bodyId());
            if (body != null) {
              result.add(row.response().withBody(body));
            }
          }
          return result;
        });
  }

  /**
   * Stores a response in place of those that answer the same requests, and makes room for it.
   *
   * @param isWanted asked when it is its turn: whether nothing has invalidated it since
   */
  CompletableFuture<@Nullable Void> put(
      String partition,
      String url,
      StoredResponse response,
      BodyStore.StoredBody body,
      BooleanSupplier isWanted) {
    return database.write(
        transaction -> {
          if (!isWanted.getAsBoolean()) {
            bodies.release(transaction, List.of(body.id()));
            return null;
          }
          remove(
              transaction,
              """
              SELECT id, body_id FROM http_cache_entry
              WHERE partition = ? AND url = ? AND vary = ?""",
              partition,
              url,
              text(response.vary()));
          BodyStore.StoredBody saved = bodies.save(transaction, body);
          transaction.insert(
              """
              INSERT INTO http_cache_entry (partition, url, vary, status, status_text, headers,
                requested, received, used, body_id, bytes)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10)""",
              partition,
              url,
              text(response.vary()),
              response.status(),
              response.statusText(),
              text(response.headers()),
              response.requested().toEpochMilli(),
              response.received().toEpochMilli(),
              saved.id(),
              saved.size() + HEAD_BYTES);
          makeRoom(transaction);
          return null;
        });
  }

  /** Writes down what a 304 response has changed; nothing where the response is not there. */
  CompletableFuture<Void> update(String partition, String url, StoredResponse response) {
    return database.write(
        transaction -> {
          transaction.update(
              """
              UPDATE http_cache_entry
              SET headers = ?4, requested = ?5, received = ?6, used = ?6
              WHERE partition = ?1 AND url = ?2 AND vary = ?3""",
              partition,
              url,
              text(response.vary()),
              text(response.headers()),
              response.requested().toEpochMilli(),
              response.received().toEpochMilli());
          return null;
        });
  }

  /** A response has been used: others go before it. */
  CompletableFuture<Void> used(long id, Instant now) {
    return database.write(
        transaction -> {
          transaction.update(
              "UPDATE http_cache_entry SET used = ?2 WHERE id = ?1", id, now.toEpochMilli());
          return null;
        });
  }

  /** Removes every response to this URL. */
  CompletableFuture<Void> invalidate(String partition, String url) {
    return database.write(
        transaction -> {
          remove(
              transaction,
              "SELECT id, body_id FROM http_cache_entry WHERE partition = ? AND url = ?",
              partition,
              url);
          return null;
        });
  }

  private void makeRoom(Transaction transaction) throws StoreException {
    long excess =
        transaction.number("SELECT coalesce(sum(bytes), 0) FROM http_cache_entry", 0) - budget;
    if (excess > 0) {
      // The oldest whose bytes, with those of all older ones, are not yet enough, and one more.
      remove(
          transaction,
          """
          SELECT id, body_id FROM (
            SELECT id, body_id, bytes, sum(bytes) OVER (ORDER BY used, id) AS freed
            FROM http_cache_entry)
          WHERE freed - bytes < ?""",
          excess);
    }
  }

  private void remove(Transaction transaction, String select, @Nullable Object... values)
      throws StoreException {
    record Going(long id, long bodyId) {}
    List<Going> going =
        transaction.list(select, row -> new Going(row.number(1), row.number(2)), values);
    for (Going entry : going) {
      transaction.update("DELETE FROM http_cache_entry WHERE id = ?", entry.id());
    }
    bodies.release(transaction, going.stream().map(Going::bodyId).toList());
  }

  /** Names and values by turns, each in a line of its own, which neither can contain. */
  private static String text(HeaderList headers) {
    var text = new StringBuilder();
    for (Header header : headers) {
      text.append(header.name()).append('\n').append(header.value()).append('\n');
    }
    return text.toString();
  }

  private static HeaderList headers(String text) {
    if (text.isEmpty()) {
      return HeaderList.empty();
    }
    return HeaderList.of(text.substring(0, text.length() - 1).split("\n", -1));
  }
}
