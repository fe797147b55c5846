package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier process has left in the log of writes: every whole record, wherever it is, in the
 * order of their sequence. Halves are overwritten from their beginning, so that behind the newest
 * records come what is left of older ones; those are whole or not and were applied long ago.
 *
 * @param format null where there is no log, or none that can be read
 * @param closed what the tables had when it was last closed in good order
 * @param damage what is wrong with the file as such, or null
 */
record LogScan(
    Path file,
    @Nullable LogFormat format,
    long closed,
    List<LoggedRecord> records,
    @Nullable String damage) {

  static LogScan of(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new LogScan(file, null, 0, List.of(), null);
    }
    ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(file));
    LogFormat format = LogFormat.of(log);
    if (format == null) {
      // One that was cut off while it was made never held a record.
      String damage = isBlank(log) ? null : "it does not begin as a log of writes does";
      return new LogScan(file, null, 0, List.of(), damage);
    }
    List<LoggedRecord> records = new ArrayList<>();
    for (int position = LogFormat.PAGE; position < log.limit(); ) {
      LoggedRecord record = format.read(log, position);
      if (record != null) {
        records.add(record);
      }
      position += record == null ? LogFormat.STEP : record.size();
    }
    records.sort(Comparator.comparingLong(LoggedRecord::sequence));
    return new LogScan(file, format, LogFormat.closed(log), List.copyOf(records), null);
  }

  private static boolean isBlank(ByteBuffer log) {
    while (log.hasRemaining()) {
      if (log.get() != 0) {
        return false;
      }
    }
    return true;
  }

  /** The highest sequence, or 0. */
  long last() {
    return records.isEmpty() ? 0 : records.getLast().sequence();
  }

  /** The records that the tables do not have yet. */
  List<LoggedRecord> after(long applied) {
    return records.stream().filter(record -> record.sequence() > applied).toList();
  }

  /**
   * Those of them that count after a power cut, which may have taken any that were not synced: all
   * up to the first that is missing, behind it those that were promised to be on the disk itself.
   */
  List<LoggedRecord> certainAfter(long applied) {
    List<LoggedRecord> certain = new ArrayList<>();
    long next = applied + 1;
    for (LoggedRecord record : after(applied)) {
      if (record.sequence() == next) {
        next++;
        certain.add(record);
      } else if (record.reach() == Reach.DISK) {
        certain.add(record);
      }
    }
    return certain;
  }

  /**
   * What is damaged, in words, where the machine has not lost its power since; or null. The last
   * record may be half there: nobody was told of that one.
   */
  @Nullable String damageAfter(long applied) {
    long next = applied + 1;
    for (LoggedRecord record : after(applied)) {
      if (record.sequence() != next) {
        return "write %d is missing before byte %d".formatted(next, record.position());
      }
      next++;
    }
    return damage;
  }
}
