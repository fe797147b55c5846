package dev.bellhop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
  private static final String FETCH_COLUMNS =
      "uid, registration_id, id, active, title, icons, download_total, upload_total, aborting,"
          + " paused, result, failure_reason, delivery, deliveries";

  /** So many settled fetches of a registration stay listed. */
  private static final int KEPT = 50;

  private final Database database;

  /** The rows in this database. */
  public BackgroundFetchRows(Database database) {
    this.database = database;
  }

  /**
   * Writes a new fetch and its records down, all or nothing. Settled fetches with the same id go,
   * and so do the oldest ones beyond a fixed number.
   *
   * @return its uid
   */
  public CompletableFuture<Long> insert(
      BackgroundFetchRow fetch, List<BackgroundFetchRow.Record> records) {
    return database.write(
        connection -> {
          forgetOlder(connection, fetch);
          long uid = insertFetch(connection, fetch);
          insertRecords(connection, uid, records);
          return uid;
        });
  }

  /** Writes changed records and, where it is not null, the changed fetch; all or nothing. */
  public CompletableFuture<Void> update(
      long uid,
      @Nullable BackgroundFetchRow fetch,
      Collection<BackgroundFetchRow.Record> records) {
    return database.write(
        connection -> {
          if (!records.isEmpty()) {
            updateRecords(connection, uid, records);
          }
          if (fetch != null) {
            updateFetch(connection, fetch);
          }
          return null;
        });
  }

  /** Marks the completion event as handled and lets go of all bodies. */
  public CompletableFuture<Void> release(long uid) {
    return database.write(
        connection -> {
          run(connection, "UPDATE background_fetch SET delivery = 'done' WHERE uid = ?", uid);
          run(
              connection,
              "UPDATE fetch_record SET body_id = NULL, request_body_id = NULL WHERE uid = ?",
              uid);
          return null;
        });
  }

  /** Removes all fetches of a registration. */
  public CompletableFuture<Void> deleteAll(long registrationId) {
    return database.write(
        connection -> {
          run(connection, "DELETE FROM background_fetch WHERE registration_id = ?", registrationId);
          return null;
        });
  }

  /** The fetches of a registration, oldest first. */
  public CompletableFuture<List<BackgroundFetchRow>> list(long registrationId) {
    return database.read(
        connection ->
            fetches(
                connection,
                "SELECT " + FETCH_COLUMNS + " FROM background_fetch"
                    + " WHERE registration_id = ? ORDER BY uid",
                registrationId));
  }

  /** The fetch with this uid, or null. */
  public CompletableFuture<@Nullable BackgroundFetchRow> find(long uid) {
    return database.read(
        connection -> {
          var found =
              fetches(
                  connection,
                  "SELECT " + FETCH_COLUMNS + " FROM background_fetch WHERE uid = ?",
                  uid);
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  /** The records of a fetch, in their order. */
  public CompletableFuture<List<BackgroundFetchRow.Record>> records(long uid) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT position, request, request_body_id, response, body_id, bytes, uploaded,"
                      + " result, failure FROM fetch_record WHERE uid = ? ORDER BY position")) {
            select.setLong(1, uid);
            var records = new ArrayList<BackgroundFetchRow.Record>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                records.add(
                    new BackgroundFetchRow.Record(
                        row.getInt(1),
                        row.getString(2),
                        id(row, 3),
                        row.getString(4),
                        id(row, 5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getString(9)));
              }
            }
            return records;
          }
        });
  }

  private static void forgetOlder(Connection connection, BackgroundFetchRow fetch)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM background_fetch WHERE registration_id = ?1 AND delivery = 'done'"
                + " AND (id = ?2 OR uid NOT IN (SELECT uid FROM background_fetch"
                + " WHERE registration_id = ?1 ORDER BY uid DESC LIMIT ?3))")) {
      delete.setLong(1, fetch.registrationId());
      delete.setString(2, fetch.id());
      delete.setInt(3, KEPT);
      delete.executeUpdate();
    }
  }

  private static long insertFetch(Connection connection, BackgroundFetchRow fetch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO background_fetch (registration_id, id, active, title, icons,"
                + " download_total, upload_total, aborting, paused, result, failure_reason,"
                + " delivery, deliveries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " RETURNING uid")) {
      bind(insert, fetch);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void updateFetch(Connection connection, BackgroundFetchRow fetch)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE background_fetch SET registration_id = ?, id = ?, active = ?, title = ?,"
                + " icons = ?, download_total = ?, upload_total = ?, aborting = ?, paused = ?,"
                + " result = ?, failure_reason = ?, delivery = ?, deliveries = ?"
                + " WHERE uid = ?")) {
      bind(update, fetch);
      update.setLong(14, fetch.uid());
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, BackgroundFetchRow fetch)
      throws SQLException {
    statement.setLong(1, fetch.registrationId());
    statement.setString(2, fetch.id());
    statement.setInt(3, fetch.active() ? 1 : 0);
    statement.setString(4, fetch.title());
    statement.setString(5, StringListJson.write(fetch.icons()));
    statement.setLong(6, fetch.downloadTotal());
    statement.setLong(7, fetch.uploadTotal());
    statement.setInt(8, fetch.aborting() ? 1 : 0);
    statement.setInt(9, fetch.paused() ? 1 : 0);
    statement.setString(10, fetch.result());
    statement.setString(11, fetch.failureReason());
    statement.setString(12, fetch.delivery());
    statement.setInt(13, fetch.deliveries());
  }

  private static void insertRecords(
      Connection connection, long uid, List<BackgroundFetchRow.Record> records)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO fetch_record (uid, position, request, request_body_id)"
                + " VALUES (?, ?, ?, ?)")) {
      for (BackgroundFetchRow.Record record : records) {
        insert.setLong(1, uid);
        insert.setInt(2, record.position());
        insert.setString(3, record.request());
        setId(insert, 4, record.requestBodyId());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void updateRecords(
      Connection connection, long uid, Collection<BackgroundFetchRow.Record> records)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE fetch_record SET response = ?, body_id = ?, bytes = ?, uploaded = ?,"
                + " result = ?, failure = ? WHERE uid = ? AND position = ?")) {
      for (BackgroundFetchRow.Record record : records) {
        update.setString(1, record.response());
        setId(update, 2, record.bodyId());
        update.setLong(3, record.bytes());
        update.setLong(4, record.uploaded());
        update.setString(5, record.result());
        update.setString(6, record.failure());
        update.setLong(7, uid);
        update.setInt(8, record.position());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static List<BackgroundFetchRow> fetches(Connection connection, String query, long key)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setLong(1, key);
      var fetches = new ArrayList<BackgroundFetchRow>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          fetches.add(
              new BackgroundFetchRow(
                  row.getLong(1),
                  row.getLong(2),
                  row.getString(3),
                  row.getInt(4) == 1,
                  row.getString(5),
                  StringListJson.read(row.getString(6)),
                  row.getLong(7),
                  row.getLong(8),
                  row.getInt(9) == 1,
                  row.getInt(10) == 1,
                  row.getString(11),
                  row.getString(12),
                  row.getString(13),
                  row.getInt(14)));
        }
      }
      return fetches;
    }
  }

  private static void run(Connection connection, String statement, long key) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      update.setLong(1, key);
      update.executeUpdate();
    }
  }

  private static void setId(PreparedStatement statement, int index, @Nullable Long id)
      throws SQLException {
    if (id == null) {
      statement.setNull(index, Types.INTEGER);
    } else {
      statement.setLong(index, id);
    }
  }

  private static @Nullable Long id(ResultSet row, int column) throws SQLException {
    long id = row.getLong(column);
    return row.wasNull() ? null : id;
  }
}
