package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Brings the database's tables to the version that this program works with. */
final class Schema {
  /** The version that this program writes: the highest N of the schema-N.sql files. */
  static final int VERSION = 8;

  /** The version from which on tables say what they have of the log of writes. */
  static final int FIRST_WITH_LOG = 6;

  private Schema() {}

  static long version(SqliteConnection connection) throws StoreException {
    return connection.number("PRAGMA user_version", 0);
  }

  static void migrate(SqliteConnection connection) throws IOException {
    migrate(connection, VERSION);
  }

  /** Brings the tables to an earlier version, where they are not beyond it. */
  static void migrate(SqliteConnection connection, long to) throws IOException {
    long version = version(connection);
    for (long next = version + 1; next <= to; next++) {
      connection.execute("BEGIN IMMEDIATE");
      for (String statement : statements("schema-" + next + ".sql")) {
        connection.execute(statement);
      }
      connection.execute("PRAGMA user_version = " + next);
      connection.execute("COMMIT");
    }
  }

  private static String[] statements(String resource) throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new StoreException(Kind.IO, "This build lacks " + resource + ".", null);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("--[^\n]*", "").strip().split(";\\s*(\n|$)");
    }
  }
}
