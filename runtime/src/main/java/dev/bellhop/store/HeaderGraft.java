package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a damaged database with the first bytes of a sound one. They are nearly the same in
 * every database of ours, and SQLite reads nothing without them: where little else is damaged, all
 * rows can be read from the copy.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">The Database
 *     Header</a>
 */
final class HeaderGraft implements AutoCloseable {
  private static final int HEADER = 100;
  private static final int WRITE_VERSION = 18;
  private static final int READ_VERSION = 19;
  private static final byte WITH_LOG = 2;
  private static final int PAGES = 28;
  private static final int USER_VERSION = 60;

  private final Path damaged;
  private final Path copy;

  /** Of a database's file, under the name {@code copy}, which must be free. */
  HeaderGraft(Path damaged, Path copy) {
    this.damaged = damaged;
    this.copy = copy;
  }

  /** Makes it; null where there is too little of the file for that. */
  @Nullable Path make() throws IOException {
    ByteBuffer header = soundHeader();
    int pageSize = Short.toUnsignedInt(header.getShort(16));
    if (!Files.exists(damaged) || Files.size(damaged) < 2L * pageSize) {
      return null;
    }
    Files.copy(damaged, copy, StandardCopyOption.REPLACE_EXISTING);
    Path log = SqliteFiles.log(damaged);
    if (Files.exists(log)) {
      Files.copy(log, SqliteFiles.log(copy));
      header.put(WRITE_VERSION, WITH_LOG).put(READ_VERSION, WITH_LOG);
    }
    try (FileChannel file =
        FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer found = ByteBuffer.allocate(HEADER);
      file.read(found, 0);
      int version = found.getInt(USER_VERSION);
      if (version > 0 && version <= Schema.VERSION) {
        header.putInt(USER_VERSION, version);
      }
      header.putInt(PAGES, (int) (file.size() / pageSize));
      file.write(header, 0);
    }
    return copy;
  }

  private ByteBuffer soundHeader() throws IOException {
    try (var sound = SqliteConnection.open(copy)) {
      sound.execute("PRAGMA user_version = " + Schema.VERSION);
    }
    try (FileChannel file = FileChannel.open(copy, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      file.read(header, 0);
      return header.flip();
    }
  }

  /** Deletes it. */
  @Override
  public void close() throws IOException {
    for (Path file : SqliteFiles.all(copy)) {
      Files.deleteIfExists(file);
    }
  }
}
