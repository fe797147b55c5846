package dev.bellhop.store;

import dev.bellhop.DataRepair;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets a damaged log of writes aside and makes a new one of the records that can be read and that
 * the tables do not have, which the next opening does. A crash at any moment leaves the damaged one
 * or the new one. For a data folder that is not open.
 */
final class LogRepair {
  private static final String DRAFT = WriteLog.NAME + ".repairing";

  private final Path folder;
  private final LogScan found;
  private final long applied;

  /** Of the log of a data folder, behind what its tables have. */
  LogRepair(Path folder, long applied) throws IOException {
    this.folder = folder;
    this.found = LogScan.of(folder.resolve(WriteLog.NAME));
    this.applied = applied;
  }

  /** Gives null where nothing is wrong. */
  @Nullable DataRepair run(Instant now) throws IOException {
    String damage = found.damageAfter(applied);
    if (damage == null) {
      return null;
    }
    Path aside = SetAside.folder(folder, now);
    Files.copy(found.file(), aside.resolve(WriteLog.NAME), StandardCopyOption.REPLACE_EXISTING);
    sync(aside.resolve(WriteLog.NAME));
    FileSync.FORCE.syncNames(aside);
    List<LoggedRecord> kept = found.after(applied);
    write(folder.resolve(DRAFT), kept);
    Files.move(folder.resolve(DRAFT), found.file(), StandardCopyOption.ATOMIC_MOVE);
    FileSync.FORCE.syncNames(folder);
    long lost = found.last() - applied - kept.size();
    return new DataRepair(
        "its log " + WriteLog.NAME + ": " + damage,
        aside,
        List.of(
            new DataRepair.Count(
                "writes in the log", kept.size(), found.format() == null ? null : lost)),
        List.of());
  }

  private void write(Path draft, List<LoggedRecord> records) throws IOException {
    LogFormat format = found.format();
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      if (format != null) {
        channel.write(format.page(found.closed()));
        long sequence = applied;
        for (LoggedRecord record : records) {
          byte[] bytes = new byte[record.bytes().remaining()];
          record.bytes().get(0, bytes);
          channel.write(format.record(++sequence, record.reach(), bytes));
        }
      }
      channel.force(true);
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
