package dev.bellhop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The rows of background fetches and their records. Safe from any thread; futures complete as
 * {@link Database} says.
 */
public final class BackgroundFetchRows {
  private static final String SELECT_FETCH =
      "SELECT uid, registration_id, id, active, title, icons, download_total, upload_total,"
          + " gets_only, aborting, paused, result, failure_reason, delivery, deliveries FROM background_fetch";

  /** So many settled fetches of a registration stay listed. */
  private static final int KEPT = 50;

  private final Database database;
  private final FetchRecordRows records;

  /** The rows in this database. */
  public BackgroundFetchRows(Database database) {
    this.database = database;
    this.records = new FetchRecordRows(database);
  }

  /**
   * A fetch that was written down.
   *
   * @param released the ids of bodies that were let go, for {@link BodyStore#release}
   */
  public record Inserted(long uid, List<Long> released) {}

  /**
   * Writes a new fetch and its records down, all or nothing. Settled fetches with the same id go,
   * and so do the oldest ones beyond a fixed number.
   */
  public CompletableFuture<Inserted> insert(
      BackgroundFetchRow fetch, List<BackgroundFetchRow.Request> requests) {
    return database.write(
        transaction -> {
          List<Long> released = deleteOld(transaction, fetch.registrationId(), fetch.id());
          long uid =
              transaction.insert(
                  "INSERT INTO background_fetch (registration_id, id, active, title, icons,"
                      + " download_total, upload_total, gets_only, aborting, paused, result, failure_reason,"
                      + " delivery, deliveries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  fetch.registrationId(),
                  fetch.id(),
                  fetch.active(),
                  fetch.title(),
                  IconListJson.write(fetch.icons()),
                  fetch.downloadTotal(),
                  fetch.uploadTotal(),
                  fetch.getsOnly(),
                  fetch.aborting(),
                  fetch.pause().ordinal(),
                  fetch.result(),
                  fetch.failureReason(),
                  fetch.delivery(),
                  fetch.deliveries());
          FetchRecordRows.insert(transaction, uid, requests);
          return new Inserted(uid, released);
        });
  }

  private static List<Long> deleteOld(Transaction transaction, long registrationId, String id)
      throws StoreException {
    List<Long> old =
        transaction.list(
            "SELECT uid FROM background_fetch WHERE registration_id = ?1 AND delivery = 'done'"
                + " AND (id = ?2 OR uid NOT IN (SELECT uid FROM background_fetch"
                + " WHERE registration_id = ?1 ORDER BY uid DESC LIMIT ?3))",
            row -> row.number(1),
            registrationId,
            id,
            KEPT);
    var released = new ArrayList<Long>();
    for (long uid : old) {
      released.addAll(FetchRecordRows.bodies(transaction, uid));
      transaction.update("DELETE FROM background_fetch WHERE uid = ?", uid);
    }
    return released;
  }

  /** Writes changed records and, where it is not null, the changed fetch; all or nothing. */
  public CompletableFuture<Void> update(
      long uid,
      @Nullable BackgroundFetchRow fetch,
      Collection<BackgroundFetchRow.Progress> records) {
    return database.write(transaction -> update(transaction, uid, fetch, records));
  }

  /** As {@link #update}; completes when it and all writes before it would survive a power cut. */
  public CompletableFuture<Void> updateSynced(
      BackgroundFetchRow fetch, Collection<BackgroundFetchRow.Progress> records) {
    return database.writeSynced(transaction -> update(transaction, fetch.uid(), fetch, records));
  }

  /**
   * Marks the completion event as handled and lets go of the responses' bodies. Those of the
   * requests go too where the fetch has succeeded; otherwise they stay as long as its row does, so
   * that it can be started anew.
   *
   * @return the ids of the bodies, for {@link BodyStore#release}
   */
  public CompletableFuture<List<Long>> release(long uid) {
    return database.write(
        transaction -> {
          List<Long> bodies = FetchRecordRows.bodies(transaction, uid);
          transaction.update("UPDATE background_fetch SET delivery = 'done' WHERE uid = ?", uid);
          transaction.update(
              "UPDATE fetch_record SET body_id = NULL, request_body_id = iif("
                  + "(SELECT result FROM background_fetch WHERE uid = ?1) = 'success',"
                  + " NULL, request_body_id) WHERE uid = ?1",
              uid);
          bodies.removeAll(FetchRecordRows.bodies(transaction, uid));
          return bodies;
        });
  }

  /** Takes the display of a fetch away: whether it had one until now. */
  public CompletableFuture<Boolean> takeDisplay(long uid) {
    return database.write(
        transaction ->
            transaction.update(
                    "UPDATE background_fetch SET displayed = 0 WHERE uid = ? AND displayed = 1",
                    uid)
                == 1);
  }

  /**
   * Removes all fetches of a registration.
   *
   * @return the ids of their bodies, for {@link BodyStore#release}
   */
  public CompletableFuture<List<Long>> deleteAll(long registrationId) {
    return database.write(
        transaction -> {
          var bodies = new ArrayList<Long>();
          for (BackgroundFetchRow fetch : fetches(transaction, registrationId)) {
            bodies.addAll(FetchRecordRows.bodies(transaction, fetch.uid()));
          }
          transaction.update(
              "DELETE FROM background_fetch WHERE registration_id = ?", registrationId);
          return bodies;
        });
  }

  /** The fetches of a registration, oldest first. */
  public CompletableFuture<List<BackgroundFetchRow>> list(long registrationId) {
    return database.read(transaction -> fetches(transaction, registrationId));
  }

  /** The fetch with this uid, or null. */
  public CompletableFuture<@Nullable BackgroundFetchRow> find(long uid) {
    return database.read(
        transaction ->
            transaction.<BackgroundFetchRow>first(
                SELECT_FETCH + " WHERE uid = ?", BackgroundFetchRows::fetch, uid));
  }

  /** The records of these fetches. */
  public FetchRecordRows records() {
    return records;
  }

  private static @Nullable Void update(
      Transaction transaction,
      long uid,
      @Nullable BackgroundFetchRow fetch,
      Collection<BackgroundFetchRow.Progress> records)
      throws StoreException {
    FetchRecordRows.update(transaction, uid, records);
    if (fetch != null) {
      transaction.update(
          "UPDATE background_fetch SET active = ?, title = ?, icons = ?, aborting = ?,"
              + " paused = ?, result = ?, failure_reason = ?, delivery = ?, deliveries = ?"
              + " WHERE uid = ?",
          fetch.active(),
          fetch.title(),
          IconListJson.write(fetch.icons()),
          fetch.aborting(),
          fetch.pause().ordinal(),
          fetch.result(),
          fetch.failureReason(),
          fetch.delivery(),
          fetch.deliveries(),
          uid);
    }
    return null;
  }

  private static List<BackgroundFetchRow> fetches(Transaction transaction, long registrationId)
      throws StoreException {
    return transaction.list(
        SELECT_FETCH + " WHERE registration_id = ? ORDER BY uid",
        BackgroundFetchRows::fetch,
        registrationId);
  }

  private static BackgroundFetchRow fetch(Transaction.Row row) throws StoreException {
    return new BackgroundFetchRow(
        row.number(1),
        row.number(2),
        row.text(3),
        row.truth(4),
        row.textOrNull(5),
        IconListJson.read(row.text(6)),
        row.number(7),
        row.number(8),
        row.truth(9),
        row.truth(10),
        BackgroundFetchRow.Pause.values()[(int) row.number(11)],
        row.text(12),
        row.text(13),
        row.text(14),
        (int) row.number(15));
  }
}
