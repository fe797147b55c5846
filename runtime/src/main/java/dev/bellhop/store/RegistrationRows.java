package dev.bellhop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * The rows of registrations, their workers and the scripts that the workers were installed with.
 * Safe from any thread.
 */
public final class RegistrationRows {
  private final Database database;

  /** The rows in this database. */
  public RegistrationRows(Database database) {
    this.database = database;
  }

  /**
   * A registration with its workers, oldest first.
   *
   * @param id never used again for another registration
   * @param scope the serialized scope URL
   * @param updateViaCache "imports", "all" or "none"
   */
  public record RegistrationRow(
      long id, String scope, String updateViaCache, List<WorkerRow> workers) {}

  /**
   * A worker.
   *
   * @param state the worker's state, as the specification names it
   * @param type "classic" or "module"
   * @param eventTypes the event types that it had listeners for after its first evaluation
   * @param scripts URL to source text, the main script included
   */
  public record WorkerRow(
      long id,
      String state,
      String scriptUrl,
      String type,
      Set<String> eventTypes,
      Map<String, String> scripts) {}

  /** The registrations whose scope is within this origin. */
  public CompletableFuture<List<RegistrationRow>> ofOrigin(String origin) {
    return database.read(
        connection -> {
          List<RegistrationRow> rows = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, scope, update_via_cache FROM registration"
                      + " WHERE substr(scope, 1, length(?1) + 1) = ?1 || '/' ORDER BY id")) {
            select.setString(1, origin);
            try (ResultSet result = select.executeQuery()) {
              while (result.next()) {
                long id = result.getLong(1);
                rows.add(
                    new RegistrationRow(
                        id, result.getString(2), result.getString(3), workers(connection, id)));
              }
            }
          }
          return rows;
        });
  }

  /** Adds a registration without workers. */
  public CompletableFuture<Long> insert(String scope, String updateViaCache) {
    return database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO registration(scope, update_via_cache) VALUES (?, ?)",
                  Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, scope);
            insert.setString(2, updateViaCache);
            return insertAndKey(insert);
          }
        });
  }

  /** Adds a worker; the id of the given row is not looked at. */
  public CompletableFuture<Long> insertWorker(long registrationId, WorkerRow worker) {
    return database.write(
        connection -> {
          long id;
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO worker(registration_id, state, script_url, type, event_types)"
                      + " VALUES (?, ?, ?, ?, ?)",
                  Statement.RETURN_GENERATED_KEYS)) {
            insert.setLong(1, registrationId);
            insert.setString(2, worker.state());
            insert.setString(3, worker.scriptUrl());
            insert.setString(4, worker.type());
            insert.setString(5, String.join(" ", new TreeSet<>(worker.eventTypes())));
            id = insertAndKey(insert);
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO worker_script(worker_id, url, text) VALUES (?, ?, ?)")) {
            for (Map.Entry<String, String> script : worker.scripts().entrySet()) {
              insert.setLong(1, id);
              insert.setString(2, script.getKey());
              insert.setString(3, script.getValue());
              insert.executeUpdate();
            }
          }
          return id;
        });
  }

  /** Writes down a worker's new state. */
  public CompletableFuture<Void> setState(long workerId, String state) {
    return database.write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE worker SET state = ? WHERE id = ?")) {
            update.setString(1, state);
            update.setLong(2, workerId);
            update.executeUpdate();
          }
          return null;
        });
  }

  /** Removes a worker and its scripts. */
  public CompletableFuture<Void> deleteWorker(long workerId) {
    return delete("DELETE FROM worker WHERE id = ?", workerId);
  }

  /** Removes a registration with everything that belongs to it. */
  public CompletableFuture<Void> delete(long registrationId) {
    return delete("DELETE FROM registration WHERE id = ?", registrationId);
  }

  private CompletableFuture<Void> delete(String sql, long id) {
    return database.write(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, id);
            delete.executeUpdate();
          }
          return null;
        });
  }

  private static long insertAndKey(PreparedStatement insert) throws SQLException {
    insert.executeUpdate();
    try (ResultSet keys = insert.getGeneratedKeys()) {
      keys.next();
      return keys.getLong(1);
    }
  }

  private static List<WorkerRow> workers(Connection connection, long registrationId)
      throws SQLException {
    List<WorkerRow> rows = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, state, script_url, type, event_types FROM worker"
                + " WHERE registration_id = ? ORDER BY id")) {
      select.setLong(1, registrationId);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          long id = result.getLong(1);
          String types = result.getString(5);
          rows.add(
              new WorkerRow(
                  id,
                  result.getString(2),
                  result.getString(3),
                  result.getString(4),
                  types.isEmpty() ? Set.of() : Set.of(types.split(" ")),
                  scripts(connection, id)));
        }
      }
    }
    return rows;
  }

  private static Map<String, String> scripts(Connection connection, long workerId)
      throws SQLException {
    Map<String, String> scripts = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT url, text FROM worker_script WHERE worker_id = ?")) {
      select.setLong(1, workerId);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          scripts.put(result.getString(1), result.getString(2));
        }
      }
    }
    return scripts;
  }
}
