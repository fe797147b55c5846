package dev.bellhop.store;

import java.io.IOException;
import java.util.List;

/** What was copied out of a damaged database, of which only what belongs together is kept. */
final class SalvagedRows {
  private static final int PAGE = 256;

  /** Bodies first; then what refers to a lost one, and what belongs to that; sums at the end. */
  private static final List<String> STEPS =
      List.of(
          """
          DELETE FROM cache_entry
          WHERE cache_id NOT IN (SELECT id FROM cache)
             OR body_id NOT IN (SELECT id FROM body WHERE finished = 1)
             OR NOT json_valid(request) OR NOT json_valid(response)""",
          "DELETE FROM worker WHERE id NOT IN (SELECT worker_id FROM worker_script)",
          "DELETE FROM registration WHERE id NOT IN (SELECT registration_id FROM worker)",
          "DELETE FROM worker WHERE registration_id NOT IN (SELECT id FROM registration)",
          "DELETE FROM worker_script WHERE worker_id NOT IN (SELECT id FROM worker)",
          """
          DELETE FROM worker_routes
          WHERE worker_id NOT IN (SELECT id FROM worker) OR NOT json_valid(rules)""",
          """
          DELETE FROM navigation_preload
          WHERE registration_id NOT IN (SELECT id FROM registration)""",
          """
          DELETE FROM registration_item
          WHERE registration_id NOT IN (SELECT id FROM registration) OR NOT json_valid(value)""",
          """
          DELETE FROM background_fetch
          WHERE registration_id NOT IN (SELECT id FROM registration) OR uid IN (
            SELECT uid FROM fetch_record
            WHERE NOT json_valid(request) OR NOT json_valid(coalesce(response, 'null'))
               OR request_body_id NOT IN (SELECT id FROM body WHERE finished = 1)
               OR (bytes > 0 AND result <> '' AND body_id NOT IN (SELECT id FROM body)))""",
          // Where records are missing their positions show it, but for the last ones.
          """
          DELETE FROM background_fetch
          WHERE uid NOT IN (
            SELECT uid FROM fetch_record GROUP BY uid HAVING count(*) = max(position) + 1)""",
          "DELETE FROM fetch_record WHERE uid NOT IN (SELECT uid FROM background_fetch)",
          """
          UPDATE body SET bucket_id = 0
          WHERE bucket_id NOT IN (SELECT id FROM storage_bucket)""",
          """
          UPDATE cache
          SET head_bytes = length(name) + (
            SELECT coalesce(sum(length(url) + length(request) + length(response)), 0)
            FROM cache_entry WHERE cache_id = cache.id)
          WHERE doomed = 0""");

  private final SqliteConnection rows;
  private final BodyFiles files;

  SalvagedRows(SqliteConnection rows, BodyFiles files) {
    this.rows = rows;
    this.files = files;
  }

  /** Deletes the rest. */
  void keepWhatIsWhole() throws IOException {
    deleteDamagedBodies();
    for (String step : STEPS) {
      rows.update(step);
    }
  }

  private void deleteDamagedBodies() throws StoreException {
    List<Long> page = finishedAfter(0);
    while (!page.isEmpty()) {
      for (long id : page) {
        if (BodyInspection.of(rows, files, id).get().damage() != null) {
          rows.update("DELETE FROM body WHERE id = ?", id);
        }
      }
      page = finishedAfter(page.getLast());
    }
  }

  private List<Long> finishedAfter(long id) throws StoreException {
    return rows.list(
        "SELECT id FROM body WHERE finished = 1 AND id > ? ORDER BY id LIMIT ?",
        row -> row.number(1),
        id,
        PAGE);
  }
}
