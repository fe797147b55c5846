package dev.bellhop.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a log of writes looks like: a page that says what it is, then two halves that are written in
 * turns, each a row of records. A record is a header (mark, length, sequence, reach, two checksums)
 * and bytes that mean something to whoever wrote them, and begins at a multiple of {@value #STEP}.
 *
 * <p>The checksums begin with a secret of the file: a script that stores the bytes of a record as a
 * body must not have them taken for one when its body is what an overwritten record has left.
 */
final class LogFormat {
  static final int PAGE = 4096;
  static final int STEP = 8;
  static final int HEADER = 32;

  private static final byte[] TITLE = "Bellhop writes 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SECRET_AT = 32;

  /** Where the page says what the tables had when the log was last closed in good order. */
  private static final int CLOSED_AT = 40;

  private static final int MARK = 0xB3110906;

  /** Where the checksums stand in a record's header, behind all else. */
  private static final int SUM_AT = 24;

  private final long secret;

  LogFormat(long secret) {
    this.secret = secret;
  }

  /** The format of a log that begins with this page, or null where that is none. */
  static @Nullable LogFormat of(ByteBuffer log) {
    byte[] title = new byte[TITLE.length];
    if (log.limit() < PAGE) {
      return null;
    }
    log.get(0, title);
    return Arrays.equals(title, TITLE) ? new LogFormat(log.getLong(SECRET_AT)) : null;
  }

  /** The page that a log begins with, where the tables have all up to this sequence. */
  ByteBuffer page(long closed) {
    return ByteBuffer.allocate(PAGE)
        .put(0, TITLE)
        .putLong(SECRET_AT, secret)
        .putLong(CLOSED_AT, closed);
  }

  /** What {@link #page} was made with. */
  static long closed(ByteBuffer log) {
    return log.getLong(CLOSED_AT);
  }

  /** How many bytes of a log a record with so many bytes takes. */
  static int size(int length) {
    return (HEADER + length + STEP - 1) & -STEP;
  }

  /** A record as it is written. */
  ByteBuffer record(long sequence, Reach reach, byte[] bytes) {
    ByteBuffer record = ByteBuffer.allocate(size(bytes.length));
    add(record, sequence, reach, bytes);
    return record.flip();
  }

  /** Adds a record to what is to be written. */
  void add(ByteBuffer to, long sequence, Reach reach, byte[] bytes) {
    int at = to.position();
    to.putInt(MARK).putInt(bytes.length).putLong(sequence).putLong(reach.ordinal());
    to.put(at + HEADER, bytes);
    to.putLong(at + SUM_AT, sum(to, at, bytes.length));
    to.position(at + size(bytes.length));
  }

  /** The record at a position, or null where there is none. */
  @Nullable LoggedRecord read(ByteBuffer log, int position) {
    if (log.limit() - position < HEADER || log.getInt(position) != MARK) {
      return null;
    }
    int length = log.getInt(position + 4);
    if (length < 0
        || length > log.limit() - position - HEADER
        || log.getLong(position + SUM_AT) != sum(log, position, length)) {
      return null;
    }
    Reach reach = log.getLong(position + 16) == Reach.DISK.ordinal() ? Reach.DISK : Reach.PROCESS;
    return new LoggedRecord(
        log.getLong(position + 8), reach, log.slice(position + HEADER, length), position);
  }

  private long sum(ByteBuffer log, int position, int length) {
    var hash = new BodyHash();
    hash.update(ByteBuffer.allocate(Long.BYTES).putLong(0, secret));
    hash.update(log.slice(position, SUM_AT));
    hash.update(log.slice(position + HEADER, length));
    return hash.value();
  }
}
