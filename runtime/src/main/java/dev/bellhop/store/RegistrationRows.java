package dev.bellhop.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
   * @param lastUpdateCheck when its scripts were last fetched, or null
   */
  public record RegistrationRow(
      long id,
      String scope,
      String updateViaCache,
      @Nullable Instant lastUpdateCheck,
      List<WorkerRow> workers) {}

  /**
   * A worker.
   *
   * @param state the worker's state, as the specification names it
   * @param type "classic" or "module"
   * @param eventTypes the event types that it had listeners for after its first evaluation
   * @param emptyFetchListeners whether its fetch listeners have nothing in them
   * @param scripts by URL, the main script included
   */
  public record WorkerRow(
      long id,
      String state,
      String scriptUrl,
      String type,
      Set<String> eventTypes,
      boolean emptyFetchListeners,
      Map<String, ScriptRow> scripts) {}

  /**
   * A script as it came from the network.
   *
   * @param text its source
   * @param finalUrl its URL after redirects
   * @param mimeType "text/javascript" for every JavaScript MIME type, or "application/json"
   */
  public record ScriptRow(String text, String finalUrl, String mimeType) {}

  /** The registrations whose scope is within this origin, in the order of registration. */
  public CompletableFuture<List<RegistrationRow>> ofOrigin(String origin) {
    return database.read(
        transaction -> {
          List<RegistrationRow> bare =
              transaction.list(
                  "SELECT id, scope, update_via_cache, last_update_check FROM registration"
                      + " WHERE substr(scope, 1, length(?1) + 1) = ?1 || '/' ORDER BY id",
                  row ->
                      new RegistrationRow(
                          row.number(1),
                          row.text(2),
                          row.text(3),
                          instant(row.numberOrNull(4)),
                          List.of()),
                  origin);
          List<RegistrationRow> whole = new ArrayList<>();
          for (RegistrationRow row : bare) {
            whole.add(
                new RegistrationRow(
                    row.id(),
                    row.scope(),
                    row.updateViaCache(),
                    row.lastUpdateCheck(),
                    workers(transaction, row.id())));
          }
          return whole;
        });
  }

  private static @Nullable Instant instant(@Nullable Long milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
  }

  private static List<WorkerRow> workers(Transaction transaction, long registrationId)
      throws StoreException {
    List<WorkerRow> bare =
        transaction.list(
            "SELECT id, state, script_url, type, event_types, empty_fetch_listeners FROM worker"
                + " WHERE registration_id = ? ORDER BY id",
            row ->
                new WorkerRow(
                    row.number(1),
                    row.text(2),
                    row.text(3),
                    row.text(4),
                    row.text(5).isEmpty() ? Set.of() : Set.of(row.text(5).split(" ")),
                    row.truth(6),
                    Map.of()),
            registrationId);
    List<WorkerRow> whole = new ArrayList<>();
    for (WorkerRow row : bare) {
      Map<String, ScriptRow> scripts = new LinkedHashMap<>();
      transaction.list(
          "SELECT url, text, iif(final_url = '', url, final_url), mime_type FROM worker_script"
              + " WHERE worker_id = ?",
          script ->
              scripts.put(
                  script.text(1), new ScriptRow(script.text(2), script.text(3), script.text(4))),
          row.id());
      whole.add(
          new WorkerRow(
              row.id(),
              row.state(),
              row.scriptUrl(),
              row.type(),
              row.eventTypes(),
              row.emptyFetchListeners(),
              scripts));
    }
    return whole;
  }

  /** Adds a registration without workers. */
  public CompletableFuture<Long> insert(String scope, String updateViaCache) {
    return database.write(
        transaction ->
            transaction.insert(
                "INSERT INTO registration(scope, update_via_cache) VALUES (?, ?)",
                scope,
                updateViaCache));
  }

  /** Changes a registration's update via cache mode. */
  public CompletableFuture<Void> setUpdateViaCache(long registrationId, String mode) {
    return change(
        "UPDATE registration SET update_via_cache = ? WHERE id = ?", mode, registrationId);
  }

  /** Writes down when a registration's scripts were fetched. */
  public CompletableFuture<Void> setLastUpdateCheck(long registrationId, Instant time) {
    return change(
        "UPDATE registration SET last_update_check = ? WHERE id = ?",
        time.toEpochMilli(),
        registrationId);
  }

  /**
   * Adds an installed worker, in the place of one that waited; the id of the given row is not
   * looked at.
   *
   * @param routes its router rules as JSON
   */
  public CompletableFuture<Long> installed(long registrationId, WorkerRow worker, String routes) {
    return database.write(
        transaction -> {
          transaction.update(
              "DELETE FROM worker WHERE registration_id = ? AND state = ?",
              registrationId,
              worker.state());
          long id =
              transaction.insert(
                  "INSERT INTO worker(registration_id, state, script_url, type, event_types,"
                      + " empty_fetch_listeners) VALUES (?, ?, ?, ?, ?, ?)",
                  registrationId,
                  worker.state(),
                  worker.scriptUrl(),
                  worker.type(),
                  String.join(" ", new TreeSet<>(worker.eventTypes())),
                  worker.emptyFetchListeners());
          for (Map.Entry<String, ScriptRow> script : worker.scripts().entrySet()) {
            transaction.update(
                "INSERT INTO worker_script(worker_id, url, text, final_url, mime_type)"
                    + " VALUES (?, ?, ?, ?, ?)",
                id,
                script.getKey(),
                script.getValue().text(),
                script.getValue().finalUrl(),
                script.getValue().mimeType());
          }
          FetchSettingRows.insertRoutes(transaction, id, routes);
          return id;
        });
  }

  /** Writes down a worker's new state, and takes the one that was active before it away. */
  public CompletableFuture<Void> activating(long registrationId, long workerId, String state) {
    return database.write(
        transaction -> {
          transaction.update(
              "DELETE FROM worker WHERE registration_id = ? AND id < ?", registrationId, workerId);
          transaction.update("UPDATE worker SET state = ? WHERE id = ?", state, workerId);
          return null;
        });
  }

  /** Writes down a worker's new state. */
  public CompletableFuture<Void> setState(long workerId, String state) {
    return change("UPDATE worker SET state = ? WHERE id = ?", state, workerId);
  }

  /** Removes a registration with everything that belongs to it. */
  public CompletableFuture<Void> delete(long registrationId) {
    return change("DELETE FROM registration WHERE id = ?", registrationId);
  }

  private CompletableFuture<Void> change(String sql, Object... values) {
    return database.write(
        transaction -> {
          transaction.update(sql, values);
          return null;
        });
  }
}
