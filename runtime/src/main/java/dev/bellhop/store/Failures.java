package dev.bellhop.store;

import dev.bellhop.http.Causes;
import dev.bellhop.http.DiskSpace;
import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Makes one kind of exception, with a sentence, of what SQLite and the file system say. */
final class Failures {
  static final String FULL =
      "The disk is full: free some space or choose a data folder on another disk.";

  static final String CLOSED = "The data folder was closed.";

  private static final Pattern SAID = Pattern.compile("\\[\\w+].* \\((.*)\\)");

  private Failures() {}

  /** What SQLite's failure means. */
  static StoreException of(SQLException e) {
    return switch (primaryCode(e)) {
      case SQLITE_FULL -> new StoreException(Kind.FULL, FULL, e);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          new StoreException(
              Kind.DAMAGED, "The database in the data folder is damaged: " + detail(e) + ".", e);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
          new StoreException(
              Kind.READ_ONLY, "The database in the data folder cannot be written.", e);
      default ->
          new StoreException(
              Kind.IO, "The database in the data folder cannot be used: " + detail(e) + ".", e);
    };
  }

  /** What the failure of a file operation means; {@code doing} as in "write a body". */
  static StoreException of(String doing, Throwable thrown) {
    Throwable e = Causes.of(thrown);
    if (e instanceof StoreException already) {
      return already;
    }
    if (e instanceof SQLException sql) {
      return of(sql);
    }
    if (DiskSpace.isWhyOf(e)) {
      return new StoreException(Kind.FULL, FULL, e);
    }
    String said = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException
        || e instanceof ReadOnlyFileSystemException
        || said.contains("Read-only file system")
        || said.contains("Permission denied")
        || said.contains("Operation not permitted")) {
      return new StoreException(
          Kind.READ_ONLY, "Cannot " + doing + ": writing there is not allowed (" + said + ").", e);
    }
    return new StoreException(Kind.IO, "Cannot " + doing + ": " + said + ".", e);
  }

  static SQLiteErrorCode primaryCode(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return SQLiteErrorCode.SQLITE_ERROR;
    }
    return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff);
  }

  /** What SQLite itself says of a failure that was made here. */
  static String words(StoreException e) {
    return e.getCause() instanceof SQLException sql ? detail(sql) : String.valueOf(e.getMessage());
  }

  /** The driver says each thing twice: {@code [CODE] Its own words (those of SQLite)}. */
  private static String detail(SQLException e) {
    String said = String.valueOf(e.getMessage());
    Matcher both = SAID.matcher(said);
    return both.matches() ? both.group(1) : said;
  }

  static IOException asIo(Throwable thrown) {
    return thrown instanceof IOException io ? io : of("use the data folder", thrown);
  }
}
