package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a data folder holds, read from a copy of its database: nothing of the folder itself changes,
 * so that the next process finds it as the last one left it.
 */
final class CrashedState implements AutoCloseable {
  /** A body's row. {@code bytes} is null for a body in a file. */
  private record BodyRow(long id, boolean finished, long length, byte[] bytes) {}

  private final Path data;
  private final CrashServer server;
  private final Connection connection;

  /** Reads what is there now, with room for the copy; the folder must have a database. */
  CrashedState(Path data, Path copies, CrashServer server) throws IOException, SQLException {
    this.data = data;
    this.server = server;
    Files.createDirectories(copies);
    for (String name : List.of("store.db", "store.db-wal")) {
      Path copy = copies.resolve(name);
      Files.deleteIfExists(copy);
      try {
        Files.copy(data.resolve(name), copy);
      } catch (NoSuchFileException e) {
        // There is no log after a stop in good order.
      }
    }
    Files.deleteIfExists(copies.resolve("store.db-shm"));
    connection = DriverManager.getConnection("jdbc:sqlite:" + copies.resolve("store.db"));
  }

  /** Whether there is a database with its tables: the very first opening came so far. */
  static boolean exists(Path data) throws IOException {
    Path file = data.resolve("store.db");
    return Files.exists(file) && Files.size(file) > 0;
  }

  private List<List<Object>> rows(String sql) throws SQLException {
    var rows = new ArrayList<List<Object>>();
    try (var statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        var row = new ArrayList<Object>();
        for (int column = 1; column <= columns; column++) {
          row.add(results.getObject(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** What must be so at any instant. */
  void check() throws IOException, SQLException {
    assertThat(rows("PRAGMA integrity_check")).isEqualTo(List.of(List.of("ok")));
    assertThat(rows("PRAGMA foreign_key_check")).isEmpty();
    if (rows("SELECT 1 FROM sqlite_master WHERE name = 'cache_entry'").isEmpty()) {
      return;
    }
    checkRecords();
    checkCachedBodies();
  }

  private void checkRecords() throws IOException, SQLException {
    var paths = new TreeMap<String, List<String>>();
    for (List<Object> row :
        rows(
            """
            SELECT f.id, r.request, r.body_id, r.result, r.request_body_id, f.delivery
            FROM background_fetch f JOIN fetch_record r ON r.uid = f.uid
            ORDER BY f.uid, r.position""")) {
      String id = (String) row.get(0);
      String target = target((String) row.get(1));
      String path = target.replaceAll("^/|\\?.*", "");
      paths.computeIfAbsent(id, key -> new ArrayList<>()).add(path);
      byte[] file = server.file(path);
      if (row.get(2) != null && file != null) {
        checkPart(id + " " + path, ((Number) row.get(2)).longValue(), file, (String) row.get(3));
      }
      if (path.startsWith("upload")) {
        checkUpload(target, (Number) row.get(4), (String) row.get(3), (String) row.get(5));
      }
    }
    paths.forEach(
        (id, found) ->
            assertThat(found)
                .as("the records of " + id)
                .isEqualTo(CrashSite.JOBS.get(id.split("-")[0])));
  }

  private static String target(String request) {
    return request.replaceAll("(?s).*\"url\":\"https://localhost(/[^\"]*)\".*", "$1");
  }

  /** The bytes of a record are the first ones of its file; all of them where it is whole. */
  private void checkPart(String what, long id, byte[] file, String result)
      throws IOException, SQLException {
    BodyRow row = body(id);
    byte[] bytes = row == null ? new byte[0] : bytes(row);
    if (result.equals("success")) {
      assertThat(row != null && row.finished()).as(what + " is finished").isTrue();
    }
    if (row != null && row.finished()) {
      assertThat(bytes).as(what).hasSize(file.length);
    }
    assertThat(bytes.length).as("length of " + what).isLessThanOrEqualTo(file.length);
    assertThat(Arrays.equals(bytes, 0, bytes.length, file, 0, bytes.length))
        .as(what + " has the bytes of its file, up to " + bytes.length)
        .isTrue();
  }

  /** A body that is to be sent is there, whole; it is never sent whole twice. */
  private void checkUpload(String target, Number body, String result, String delivery)
      throws IOException, SQLException {
    assertThat(server.wholeUploads(target)).as(target).isLessThanOrEqualTo(1);
    if (result.equals("success")) {
      assertThat(server.wholeUploads(target)).as(target + " has arrived").isEqualTo(1);
    }
    if (!delivery.equals("done")) {
      BodyRow row = body(body.longValue());
      assertThat(row).as("the body of " + target).isNotNull();
      assertThat(CrashSite.isUpload(target, bytes(row))).as("the body of " + target).isTrue();
    }
  }

  private void checkCachedBodies() throws IOException, SQLException {
    var urls = new TreeSet<String>();
    for (List<Object> row :
        rows(
            """
            SELECT c.name, e.url, e.body_id FROM cache_entry e JOIN cache c ON c.id = e.cache_id""")) {
      String what = row.get(0) + " " + row.get(1);
      assertThat(urls.add(what)).as(what + " is there once").isTrue();
      if (row.get(0).equals("files")) {
        String name = ((String) row.get(1)).replaceAll(".*/", "");
        BodyRow body = body(((Number) row.get(2)).longValue());
        assertThat(body != null && body.finished()).as(what + " is finished").isTrue();
        assertThat(Arrays.equals(bytes(body), server.file(name)))
            .as(what + " has the bytes of its file")
            .isTrue();
      }
    }
  }

  private BodyRow body(long id) throws SQLException {
    for (List<Object> row : rows("SELECT id, finished, length, bytes FROM body WHERE id = " + id)) {
      return new BodyRow(
          id,
          ((Number) row.get(1)).intValue() == 1,
          ((Number) row.get(2)).longValue(),
          (byte[]) row.get(3));
    }
    return null;
  }

  private byte[] bytes(BodyRow row) throws IOException {
    Path file = file(row.id());
    if (row.bytes() != null) {
      return row.bytes();
    }
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  private Path file(long id) {
    return data.resolve("bodies").resolve("%02x".formatted(id & 0xff)).resolve(Long.toString(id));
  }

  /** The id of a fetch whose event was begun so often that it must not be cut short again. */
  String almostGivenUp() throws SQLException {
    for (List<Object> row :
        rows("SELECT id FROM background_fetch WHERE delivery = 'pending' AND deliveries >= 4")) {
      return (String) row.get(0);
    }
    return null;
  }

  /** Which jobs have come to their end: they have begun, and nothing of them is under way. */
  boolean allJobsDone() throws SQLException {
    return rows("SELECT 1 FROM background_fetch WHERE delivery <> 'done'").isEmpty()
        && cached("begun").keySet().equals(CrashSite.JOBS.keySet());
  }

  /** The entries of a cache: their bodies by the last part of their URLs. */
  private Map<String, String> cached(String cache) throws SQLException {
    var entries = new TreeMap<String, String>();
    for (List<Object> row :
        rows(
            """
            SELECT e.url, b.bytes FROM cache_entry e JOIN cache c ON c.id = e.cache_id
            LEFT JOIN body b ON b.id = e.body_id WHERE c.name = '%s'"""
                .formatted(cache))) {
      entries.put(
          ((String) row.get(0)).replaceAll(".*/", ""),
          row.get(1) == null ? "" : new String((byte[]) row.get(1)));
    }
    return entries;
  }

  /** What must be so when all jobs are done and the folder was opened once more, and so swept. */
  void checkEnd() throws IOException, SQLException {
    check();
    Map<String, String> events = cached("events");
    Map<String, String> told = cached("told");
    for (List<Object> row :
        rows("SELECT id, active, result, failure_reason, delivery FROM background_fetch")) {
      String id = (String) row.get(0);
      assertThat(row.get(1)).as(id + " is active").isEqualTo(0);
      assertThat(row.get(4)).as("delivery of " + id).isEqualTo("done");
      assertThat(events.get(id)).as("event of " + id).isEqualTo(row.get(2) + " " + row.get(3));
      if (told.containsKey(id)) {
        assertThat(row.get(3)).as(id + " was aborted").isEqualTo("aborted");
      }
      if (id.startsWith("upload")) {
        assertThat(row.get(3)).as("outcome of " + id).isIn("", "fetch-error");
      }
    }
    assertThat(events.keySet()).hasSameSizeAs(rows("SELECT 1 FROM background_fetch"));
    Map<String, String> files = cached("files");
    for (String job : List.of("large", "odd", "small")) {
      assertThat(files).containsKeys(CrashSite.JOBS.get(job).toArray(String[]::new));
    }
    checkBodiesAndFiles();
  }

  private void checkBodiesAndFiles() throws IOException, SQLException {
    var expected = new TreeMap<Path, Long>();
    for (List<Object> row : rows("SELECT id, length FROM body WHERE bytes IS NULL")) {
      expected.put(file(((Number) row.get(0)).longValue()), ((Number) row.get(1)).longValue());
    }
    var found = new TreeMap<Path, Long>();
    try (Stream<Path> files = Files.walk(data.resolve("bodies"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(file, Files.size(file));
      }
    }
    assertThat(found).as("files of bodies").isEqualTo(expected);
    assertThat(
            rows(
                """
                SELECT id FROM body WHERE id NOT IN (
                  SELECT body_id FROM cache_entry WHERE body_id IS NOT NULL
                  UNION
                  SELECT body_id FROM http_cache_entry WHERE body_id IS NOT NULL
                  UNION
                  -- What a failed upload would send when somebody retries it.
                  SELECT request_body_id FROM fetch_record JOIN background_fetch USING (uid)
                  WHERE request_body_id IS NOT NULL AND background_fetch.result = 'failure')"""))
        .as("bodies without a use")
        .isEmpty();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
