package dev.bellhop.store;

import java.nio.ByteBuffer;

/**
 * A whole record of a log.
 *
 * @param sequence its number; each record has the next one
 * @param reach what was, or was to be, promised of it
 * @param bytes what it says
 * @param position where it begins in the log
 */
record LoggedRecord(long sequence, Reach reach, ByteBuffer bytes, int position) {
  /** How many bytes of the log it takes. */
  int size() {
    return LogFormat.size(bytes.limit());
  }
}
