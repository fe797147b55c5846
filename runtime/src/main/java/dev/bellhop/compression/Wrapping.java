package dev.bellhop.compression;

import java.util.zip.DataFormatException;

/** What a format has before and after deflated bytes. */
interface Wrapping {
  /** Nothing at all. */
  Wrapping NONE = new Wrapping() {};

  /** The bytes before. */
  default byte[] header() {
    return new byte[0];
  }

  /** The bytes after. */
  default byte[] trailer() {
    return new byte[0];
  }

  /** Sees bytes as they are, or were, before compression. */
  default void update(byte[] bytes, int offset, int length) {}

  /** Takes bytes of the header; whether that was all of it. */
  default boolean readHeader(Input input) throws DataFormatException {
    return true;
  }

  /** Takes bytes of the trailer; whether that was all of it. */
  default boolean readTrailer(Input input) throws DataFormatException {
    return true;
  }
}
