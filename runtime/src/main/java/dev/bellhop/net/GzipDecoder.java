package dev.bellhop.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The gzip coding: members one after the other. What follows the last member and does not begin
 * like another is ignored, as browsers do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952: member format</a>
 */
final class GzipDecoder implements ContentDecoder {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  /** The parts of a member, in their order. */
  private enum Part {
    FIXED_HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CRC,
    DATA,
    TRAILER,
    AFTER
  }

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] fixed = new byte[10];
  private Part part = Part.FIXED_HEADER;
  private int inPart;
  private int extraLength;
  private boolean anyMember;

  @Override
  public void decode(ByteBuffer input, ByteBuffer output) throws DataFormatException {
    while (part != Part.AFTER) {
      if (part == Part.DATA) {
        int before = output.position();
        inflater.setInput(input);
        inflater.inflate(output);
        crc.update(output.duplicate().flip().position(before));
        if (!inflater.finished()) {
          if (inflater.needsDictionary()) {
            throw new DataFormatException("a preset dictionary is needed");
          }
          return;
        }
        enter(Part.TRAILER);
      } else if (!input.hasRemaining()) {
        return;
      } else {
        frame(input.get() & 0xff);
      }
    }
    input.position(input.limit());
  }

  private void frame(int value) throws DataFormatException {
    int index = inPart++;
    switch (part) {
      case FIXED_HEADER -> fixedHeader(index, value);
      case EXTRA_LENGTH -> {
        extraLength |= value << (8 * index);
        if (index == 1) {
          enter(Part.EXTRA);
        }
      }
      case EXTRA -> {
        if (index + 1 == extraLength) {
          enter(Part.NAME);
        }
      }
      case NAME, COMMENT -> {
        if (value == 0) {
          enter(part == Part.NAME ? Part.COMMENT : Part.HEADER_CRC);
        }
      }
      case HEADER_CRC -> {
        if (index == 1) {
          enter(Part.DATA);
        }
      }
      case TRAILER -> {
        fixed[index] = (byte) value;
        if (index == 7) {
          checkTrailer();
        }
      }
      case DATA, AFTER -> throw new IllegalStateException();
    }
  }

  private void fixedHeader(int index, int value) throws DataFormatException {
    boolean asItShould =
        switch (index) {
          case 0 -> value == 0x1f;
          case 1 -> value == 0x8b;
          case 2 -> value == 8;
          default -> true;
        };
    if (!asItShould) {
      if (!anyMember) {
        throw new DataFormatException("no gzip header");
      }
      part = Part.AFTER;
      return;
    }
    fixed[index] = (byte) value;
    if (index == 9) {
      extraLength = 0;
      enter(Part.EXTRA_LENGTH);
    }
  }

  private void checkTrailer() throws DataFormatException {
    var trailer = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    if (trailer.getInt() != (int) crc.getValue()
        || trailer.getInt() != (int) inflater.getBytesWritten()) {
      throw new DataFormatException("the checksum is wrong");
    }
    anyMember = true;
    inflater.reset();
    crc.reset();
    enter(Part.FIXED_HEADER);
  }

  /** Goes to a part, or past it to the first that this member has. */
  private void enter(Part next) {
    int flags = fixed[3];
    inPart = 0;
    part =
        switch (next) {
          case EXTRA_LENGTH -> (flags & FLAG_EXTRA) != 0 ? next : skip(Part.NAME);
          case EXTRA -> extraLength > 0 ? next : skip(Part.NAME);
          case NAME -> (flags & FLAG_NAME) != 0 ? next : skip(Part.COMMENT);
          case COMMENT -> (flags & FLAG_COMMENT) != 0 ? next : skip(Part.HEADER_CRC);
          case HEADER_CRC -> (flags & FLAG_HEADER_CRC) != 0 ? next : Part.DATA;
          default -> next;
        };
  }

  private Part skip(Part next) {
    enter(next);
    return part;
  }

  @Override
  public boolean finished() {
    return part == Part.AFTER || anyMember && part == Part.FIXED_HEADER && inPart == 0;
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
