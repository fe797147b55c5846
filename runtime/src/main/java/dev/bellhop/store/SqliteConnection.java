package dev.bellhop.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One connection with the statements prepared on it. For one thread at a time. */
final class SqliteConnection implements Transaction, AutoCloseable {
  private static final int KEPT_STATEMENTS = 128;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= KEPT_STATEMENTS) {
            return false;
          }
          closeQuietly(eldest.getValue());
          return true;
        }
      };

  private List<Ending> endings = List.of();
  private @Nullable SharedWork shared;

  private SqliteConnection(Connection connection) {
    this.connection = connection;
  }

  /** Opens for reading and writing, and creates the file where it is missing. */
  static SqliteConnection open(Path file) throws StoreException {
    return open(file, new SQLiteConfig());
  }

  /** Opens without changing a byte of the file or of its log, not even on closing. */
  static SqliteConnection openReadOnly(Path file) throws StoreException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(file, config);
  }

  private static SqliteConnection open(Path file, SQLiteConfig config) throws StoreException {
    config.setBusyTimeout(10_000);
    // The driver would run a query of its own after each insertion.
    config.setGetGeneratedKeys(false);
    config.enforceForeignKeys(true);
    try {
      return new SqliteConnection(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  /** Runs SQL without values: a pragma, a statement of the schema, BEGIN and the like. */
  void execute(String sql) throws StoreException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  /** As {@link #execute}, for statements that come again and again. */
  void executeKept(String sql) throws StoreException {
    try {
      prepared(sql).execute();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public int update(String sql, @Nullable Object... values) throws StoreException {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public long insert(String sql, @Nullable Object... values) throws StoreException {
    update(sql, values);
    return number("SELECT last_insert_rowid()", 0);
  }

  @Override
  public <T extends @Nullable Object> List<T> list(
      String sql, Mapper<T> mapper, @Nullable Object... values) throws StoreException {
    var list = new ArrayList<T>();
    try (ResultSet results = bound(sql, values).executeQuery()) {
      var row = new ResultRow(results);
      while (results.next()) {
        list.add(mapper.map(row));
      }
      return list;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public <T> @Nullable T first(
      String sql, Mapper<? extends @Nullable T> mapper, @Nullable Object... values)
      throws StoreException {
    try (ResultSet results = bound(sql, values).executeQuery()) {
      return results.next() ? mapper.map(new ResultRow(results)) : null;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The writes from now on have this in common; null for nothing. */
  void share(@Nullable SharedWork common) {
    shared = common;
  }

  @Override
  public void add(String sql, long row, long amount) throws StoreException {
    if (shared == null) {
      update(sql, row, amount);
    } else {
      shared.add(sql, row, amount);
    }
  }

  @Override
  public @Nullable Boolean foreseen(SharedWork.Question question, List<Object> key) {
    return shared == null ? null : shared.has(question, key);
  }

  @Override
  public void came(SharedWork.Question question, List<Object> key) {
    if (shared != null) {
      shared.came(question, key);
    }
  }

  @Override
  public void whenOver(Ending ending) {
    if (endings.isEmpty()) {
      endings = new ArrayList<>();
    }
    endings.add(ending);
  }

  /** What was asked for by {@link #whenOver} since the last call. */
  List<Ending> takeEndings() {
    List<Ending> taken = endings;
    endings = List.of();
    return taken;
  }

  /** A statement that has failed may be in any state: the next use prepares it anew. */
  private StoreException failed(String sql, SQLException e) {
    PreparedStatement statement = statements.remove(sql);
    if (statement != null) {
      closeQuietly(statement);
    }
    return Failures.of(e);
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      // Closing reports the statement's last failure, which its caller has seen.
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    for (int i = 0; i < values.length; i++) {
      int position = i + 1;
      switch (values[i]) {
        case null -> statement.setNull(position, Types.NULL);
        case Long value -> statement.setLong(position, value);
        case Integer value -> statement.setInt(position, value);
        case Boolean value -> statement.setInt(position, value ? 1 : 0);
        case String value -> statement.setString(position, value);
        case byte[] value -> statement.setBytes(position, value);
        default ->
            throw new IllegalArgumentException("no SQL value: a " + values[i].getClass().getName());
      }
    }
    return statement;
  }

  @Override
  public void close() throws StoreException {
    try {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  private record ResultRow(ResultSet results) implements Row {
    @Override
    public long number(int column) throws StoreException {
      try {
        return results.getLong(column);
      } catch (SQLException e) {
        throw Failures.of(e);
      }
    }

    @Override
    public @Nullable Long numberOrNull(int column) throws StoreException {
      try {
        long value = results.getLong(column);
        return results.wasNull() ? null : value;
      } catch (SQLException e) {
        throw Failures.of(e);
      }
    }

    @Override
    public String text(int column) throws StoreException {
      String text = textOrNull(column);
      return text == null ? "" : text;
    }

    @Override
    public @Nullable String textOrNull(int column) throws StoreException {
      try {
        return results.getString(column);
      } catch (SQLException e) {
        throw Failures.of(e);
      }
    }

    @Override
    public byte @Nullable [] bytes(int column) throws StoreException {
      try {
        return results.getBytes(column);
      } catch (SQLException e) {
        throw Failures.of(e);
      }
    }
  }
}
