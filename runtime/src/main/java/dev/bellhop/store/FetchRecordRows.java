package dev.bellhop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The records of background fetches. There may be very many, so they can be counted and read one by
 * one. Safe from any thread; futures complete as {@link Database} says.
 */
public final class FetchRecordRows {
  private static final String SELECT =
      "SELECT position, request, request_body_id, response, body_id, bytes, uploaded, result,"
          + " failure, attempts, furthest, retry_at FROM fetch_record WHERE uid = ?";

  /** Records that no process has ever begun. */
  private static final String AT_REST = " AND result = '' AND body_id IS NULL AND attempts = 0";

  private final Database database;

  /** The rows in these tables. */
  public FetchRecordRows(Database database) {
    this.database = database;
  }

  /**
   * How far a fetch is.
   *
   * @param records how many it has
   * @param ended how many of them have ended
   * @param downloaded the bytes that those have stored
   * @param uploaded the bytes that those have uploaded
   * @param begun the positions of those that were begun and have not ended
   * @param atRest the positions of those that were never begun, by origin
   */
  public record Tally(
      int records,
      int ended,
      long downloaded,
      long uploaded,
      List<Integer> begun,
      Map<String, int[]> atRest) {}

  /** How far a fetch is. */
  public CompletableFuture<Tally> tally(long uid) {
    return database.read(
        transaction -> {
          List<Integer> begun =
              transaction.list(
                  "SELECT position FROM fetch_record WHERE uid = ? AND result = ''"
                      + " AND NOT (body_id IS NULL AND attempts = 0) ORDER BY position",
                  row -> (int) row.number(1),
                  uid);
          Tally tally =
              transaction.first(
                  "SELECT count(*), coalesce(sum(result <> ''), 0),"
                      + " coalesce(sum(iif(result <> '', bytes, 0)), 0),"
                      + " coalesce(sum(iif(result <> '', uploaded, 0)), 0)"
                      + " FROM fetch_record WHERE uid = ?",
                  row ->
                      new Tally(
                          (int) row.number(1),
                          (int) row.number(2),
                          row.number(3),
                          row.number(4),
                          begun,
                          new LinkedHashMap<>()),
                  uid);
          if (tally == null) {
            throw new IllegalStateException("counting gave no row");
          }
          tally.atRest().putAll(atRest(transaction, uid));
          return tally;
        });
  }

  private static Map<String, int[]> atRest(Transaction transaction, long uid)
      throws StoreException {
    Map<String, IntStream.Builder> positions = new LinkedHashMap<>();
    transaction.list(
        "SELECT position, origin FROM fetch_record WHERE uid = ?" + AT_REST + " ORDER BY position",
        row -> {
          positions
              .computeIfAbsent(row.text(2), origin -> IntStream.builder())
              .add((int) row.number(1));
          return null;
        },
        uid);
    var arrays = new LinkedHashMap<String, int[]>();
    positions.forEach((origin, builder) -> arrays.put(origin, builder.build().toArray()));
    return arrays;
  }

  /** These records of a fetch, in the order given, with their bodies from this store. */
  public CompletableFuture<List<BackgroundFetchRow.Record>> read(
      long uid, Collection<Integer> positions, BodyStore bodies) {
    return database.read(
        transaction -> {
          var records = new ArrayList<BackgroundFetchRow.Record>(positions.size());
          for (int position : positions) {
            BackgroundFetchRow.Record bare =
                transaction.first(
                    SELECT + " AND position = ?", FetchRecordRows::bare, uid, position);
            if (bare == null) {
              throw new IllegalArgumentException("no record " + position + " of fetch " + uid);
            }
            records.add(withBodies(transaction, bare, bodies));
          }
          return records;
        });
  }

  /** All records of a fetch, in their order, with their bodies from this store. */
  public CompletableFuture<List<BackgroundFetchRow.Record>> read(long uid, BodyStore bodies) {
    return database.read(
        transaction -> {
          var records = new ArrayList<BackgroundFetchRow.Record>();
          for (BackgroundFetchRow.Record bare : bare(transaction, uid)) {
            records.add(withBodies(transaction, bare, bodies));
          }
          return records;
        });
  }

  /** All records of a fetch, in their order, without their bodies. */
  public CompletableFuture<List<BackgroundFetchRow.Record>> readBare(long uid) {
    return database.read(transaction -> bare(transaction, uid));
  }

  /** Ends all records that were never begun. */
  public CompletableFuture<Integer> endAtRest(long uid, String result) {
    return database.write(
        transaction ->
            transaction.update(
                "UPDATE fetch_record SET result = ?2 WHERE uid = ?1" + AT_REST, uid, result));
  }

  /**
   * A complete body that a record keeps.
   *
   * @param uid which background fetch
   * @param fetch its id, which may be another's too
   * @param request JSON of the request
   */
  public record Kept(long uid, String fetch, String request, long bodyId) {}

  /** The complete bodies of all records of an origin, of responses and of requests. */
  public CompletableFuture<List<Kept>> kept(String origin) {
    return database.read(
        transaction ->
            transaction.list(
                """
                SELECT f.uid, f.id, r.request, b.id
                FROM registration g
                JOIN background_fetch f ON f.registration_id = g.id
                JOIN fetch_record r ON r.uid = f.uid
                JOIN body b ON b.id IN (r.body_id, r.request_body_id) AND b.finished = 1
                WHERE substr(g.scope, 1, length(?1) + 1) = ?1 || '/'
                ORDER BY f.uid, r.position""",
                row -> new Kept(row.number(1), row.text(2), row.text(3), row.number(4)),
                origin));
  }

  private static List<BackgroundFetchRow.Record> bare(Transaction transaction, long uid)
      throws StoreException {
    return transaction.list(SELECT + " ORDER BY position", FetchRecordRows::bare, uid);
  }

  private static BackgroundFetchRow.Record bare(Transaction.Row row) throws StoreException {
    return new BackgroundFetchRow.Record(
        row.text(2),
        row.numberOrNull(3),
        null,
        new BackgroundFetchRow.Progress(
            (int) row.number(1),
            row.textOrNull(4),
            row.numberOrNull(5),
            row.number(6),
            row.number(7),
            row.text(8),
            row.textOrNull(9),
            new BackgroundFetchRow.Retries(
                (int) row.number(10), row.number(11), row.numberOrNull(12))),
        null);
  }

  private static BackgroundFetchRow.Record withBodies(
      Transaction transaction, BackgroundFetchRow.Record bare, BodyStore bodies)
      throws StoreException {
    Long requestBody = bare.requestBodyId();
    Long body = bare.progress().bodyId();
    return new BackgroundFetchRow.Record(
        bare.request(),
        requestBody,
        requestBody == null ? null : bodies.find(transaction, requestBody),
        bare.progress(),
        body == null ? null : bodies.find(transaction, body));
  }

  static void insert(Transaction transaction, long uid, List<BackgroundFetchRow.Request> requests)
      throws StoreException {
    int position = 0;
    for (BackgroundFetchRow.Request request : requests) {
      transaction.update(
          "INSERT INTO fetch_record (uid, position, request, request_body_id, origin)"
              + " VALUES (?, ?, ?, ?, ?)",
          uid,
          position++,
          request.request(),
          request.bodyId(),
          request.origin());
    }
  }

  static void update(
      Transaction transaction, long uid, Collection<BackgroundFetchRow.Progress> records)
      throws StoreException {
    for (BackgroundFetchRow.Progress record : records) {
      transaction.update(
          "UPDATE fetch_record SET response = ?, body_id = ?, bytes = ?, uploaded = ?,"
              + " result = ?, failure = ?, attempts = ?, furthest = ?, retry_at = ?"
              + " WHERE uid = ? AND position = ?",
          record.response(),
          record.bodyId(),
          record.bytes(),
          record.uploaded(),
          record.result(),
          record.failure(),
          record.retries().failures(),
          record.retries().furthest(),
          record.retries().at(),
          uid,
          record.position());
    }
  }

  /** The bodies of all records of a fetch. */
  static List<Long> bodies(Transaction transaction, long uid) throws StoreException {
    var bodies = new ArrayList<Long>();
    transaction.list(
        "SELECT body_id, request_body_id FROM fetch_record WHERE uid = ?",
        row -> {
          for (int column = 1; column <= 2; column++) {
            Long id = row.numberOrNull(column);
            if (id != null) {
              bodies.add(id);
            }
          }
          return null;
        },
        uid);
    return bodies;
  }
}
