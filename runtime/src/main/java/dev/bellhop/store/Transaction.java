package dev.bellhop.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL within one transaction, on the thread that runs the work. Statements are prepared once and
 * kept, so the texts should be constants with {@code ?} for the values, which may be null, Long,
 * Integer, Boolean (as 0 and 1), String or byte[].
 */
public interface Transaction {
  /** Runs a statement that changes rows; gives their number. */
  int update(String sql, @Nullable Object... values) throws StoreException;

  /** Inserts a row and gives its rowid. */
  long insert(String sql, @Nullable Object... values) throws StoreException;

  /** All rows of a query, in order, each made into a value. The mapper must not run SQL itself. */
  <T extends @Nullable Object> List<T> list(
      String sql, Mapper<T> mapper, @Nullable Object... values) throws StoreException;

  /** The first row of a query made into a value, or null where there is none. */
  <T> @Nullable T first(
      String sql, Mapper<? extends @Nullable T> mapper, @Nullable Object... values)
      throws StoreException;

  /** The first column of the first row as a number, or the given one where there is no row. */
  default long number(String sql, long otherwise, @Nullable Object... values)
      throws StoreException {
    Long found = first(sql, row -> row.number(1), values);
    return found == null ? otherwise : found;
  }

  /**
   * Adds to a number of a row, which may have it only when the transaction ends.
   *
   * @param sql adds {@code ?2} in the row {@code ?1}
   */
  void add(String sql, long row, long amount) throws StoreException;

  /**
   * Whether there were rows for a key when the writes that this one runs with began, or have come
   * since; null where nobody has asked ({@link Database.LoggedWrite#ask}). Rows may have gone.
   */
  @Nullable Boolean foreseen(SharedWork.Question question, List<Object> key);

  /** To be called by whoever inserts such rows. */
  void came(SharedWork.Question question, List<Object> key);

  /**
   * Has something done when the transaction is over, on the database's thread and before anybody
   * hears of the result: for what goes with the change of rows but is no row.
   */
  void whenOver(Ending ending);

  /** What to do when a transaction is over. */
  @FunctionalInterface
  interface Ending {
    /** Does it; {@code committed} says whether the changes of this work have come about. */
    void over(boolean committed);
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Mapper<T extends @Nullable Object> {
    /** Reads the columns. */
    T map(Row row) throws StoreException;
  }

  /** The current row of a query. Columns count from 1. */
  interface Row {
    /** An integer; 0 where the column is null. */
    long number(int column) throws StoreException;

    /** An integer as a truth value: whether it is not 0. */
    default boolean truth(int column) throws StoreException {
      return number(column) != 0;
    }

    /** An integer, or null. */
    @Nullable Long numberOrNull(int column) throws StoreException;

    /** A text that is not null in the schema. */
    String text(int column) throws StoreException;

    /** A text, or null. */
    @Nullable String textOrNull(int column) throws StoreException;

    /** Bytes, or null. */
    byte @Nullable [] bytes(int column) throws StoreException;
  }
}
