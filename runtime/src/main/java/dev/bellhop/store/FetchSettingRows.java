package dev.bellhop.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The rows of what registrations and workers have laid down about fetches. Safe from any thread.
 */
public final class FetchSettingRows {
  private final Database database;

  /** The rows in this database. */
  public FetchSettingRows(Database database) {
    this.database = database;
  }

  /** A registration's navigation preload: whether it is enabled, and its header's value. */
  public record PreloadRow(boolean enabled, String headerValue) {}

  /**
   * All of them.
   *
   * @param preloads by the registration's id
   * @param routes the JSON of router rules by the worker's id
   */
  public record Settings(Map<Long, PreloadRow> preloads, Map<Long, String> routes) {}

  /** Everything that is written down. */
  public CompletableFuture<Settings> all() {
    return database.read(
        transaction -> {
          Map<Long, PreloadRow> preloads = new HashMap<>();
          transaction.list(
              "SELECT registration_id, enabled, header_value FROM navigation_preload",
              row -> preloads.put(row.number(1), new PreloadRow(row.number(2) == 1, row.text(3))));
          Map<Long, String> routes = new HashMap<>();
          transaction.list(
              "SELECT worker_id, rules FROM worker_routes",
              row -> routes.put(row.number(1), row.text(2)));
          return new Settings(preloads, routes);
        });
  }

  /** Writes down a registration's navigation preload. */
  public CompletableFuture<Void> setPreload(long registrationId, PreloadRow preload) {
    return database.write(
        transaction -> {
          transaction.update(
              "INSERT INTO navigation_preload(registration_id, enabled, header_value)"
                  + " VALUES (?1, ?2, ?3)"
                  + " ON CONFLICT DO UPDATE SET enabled = ?2, header_value = ?3",
              registrationId,
              preload.enabled() ? 1 : 0,
              preload.headerValue());
          return null;
        });
  }

  /** Writes down a worker's router rules, with the worker itself. */
  static void insertRoutes(Transaction transaction, long workerId, String rules)
      throws StoreException {
    transaction.update(
        "INSERT INTO worker_routes(worker_id, rules) VALUES (?, ?)", workerId, rules);
  }
}
