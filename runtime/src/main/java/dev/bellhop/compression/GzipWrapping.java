package dev.bellhop.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * The header and the trailer of gzip.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipWrapping implements Wrapping {
  private static final int ID1 = 0x1f;
  private static final int ID2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int FHCRC = 1 << 1;
  private static final int FEXTRA = 1 << 2;
  private static final int FNAME = 1 << 3;
  private static final int FCOMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;
  private static final int FLAGS_AT = 3;
  private static final int FIXED_HEADER = 10;
  private static final byte UNKNOWN_SYSTEM = (byte) 0xff;

  private enum Part {
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CHECK,
    DONE
  }

  private final CRC32 contentCheck = new CRC32();
  private final CRC32 headerCheck = new CRC32();
  private long contentLength;
  private Part part = Part.FIXED;

  /** Bytes of this part, or of the trailer, that have been taken. */
  private int taken;

  private int flags;

  /** The number that this part, or the trailer, is; its first byte is the lowest. */
  private long number;

  private int extraLength;

  @Override
  public byte[] header() {
    return new byte[] {(byte) ID1, (byte) ID2, DEFLATE, 0, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM};
  }

  @Override
  public byte[] trailer() {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(ending()).array();
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    contentCheck.update(bytes, offset, length);
    contentLength += length;
  }

  /** The check of the content, and above it its length. */
  private long ending() {
    return contentCheck.getValue() | contentLength << Integer.SIZE;
  }

  @Override
  public boolean readHeader(Input input) throws DataFormatException {
    while (part != Part.DONE && input.remaining() > 0) {
      int b = input.read();
      if (isEnd(b)) {
        part = Part.values()[part.ordinal() + 1];
        taken = 0;
        number = 0;
        skipAbsentParts();
      }
    }
    return part == Part.DONE;
  }

  @Override
  public boolean readTrailer(Input input) throws DataFormatException {
    while (taken < Long.BYTES && input.remaining() > 0) {
      append(input.read());
    }
    if (taken < Long.BYTES) {
      return false;
    }
    if (number != ending()) {
      throw new DataFormatException("the check or the length at the end does not match");
    }
    return true;
  }

  private void append(int b) {
    number |= (long) b << (Byte.SIZE * taken);
    taken++;
  }

  /** Takes a byte of this part of the header; whether it is the last one. */
  private boolean isEnd(int b) throws DataFormatException {
    if (part == Part.HEADER_CHECK) {
      append(b);
      return taken == Short.BYTES && isHeaderRight();
    }
    headerCheck.update(b);
    switch (part) {
      case FIXED -> {
        requireFixed(b);
        taken++;
        return taken == FIXED_HEADER;
      }
      case EXTRA_LENGTH -> {
        append(b);
        extraLength = (int) number;
        return taken == Short.BYTES;
      }
      case EXTRA -> {
        taken++;
        return taken == extraLength;
      }
      default -> {
        return b == 0;
      }
    }
  }

  private boolean isHeaderRight() throws DataFormatException {
    if (number != (headerCheck.getValue() & 0xffff)) {
      throw new DataFormatException("the check of the header does not match");
    }
    return true;
  }

  private void requireFixed(int b) throws DataFormatException {
    boolean isRight =
        switch (taken) {
          case 0 -> b == ID1;
          case 1 -> b == ID2;
          case 2 -> b == DEFLATE;
          case FLAGS_AT -> (b & RESERVED) == 0;
          default -> true;
        };
    if (!isRight) {
      throw new DataFormatException("the header is wrong");
    }
    if (taken == FLAGS_AT) {
      flags = b;
    }
  }

  private void skipAbsentParts() {
    while (isAbsent()) {
      part = Part.values()[part.ordinal() + 1];
    }
  }

  private boolean isAbsent() {
    return switch (part) {
      case EXTRA_LENGTH -> (flags & FEXTRA) == 0;
      case EXTRA -> extraLength == 0;
      case NAME -> (flags & FNAME) == 0;
      case COMMENT -> (flags & FCOMMENT) == 0;
      case HEADER_CHECK -> (flags & FHCRC) == 0;
      case FIXED, DONE -> false;
    };
  }
}
