package dev.bellhop.net;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** Removes one content coding, piece by piece. Not safe for several threads. */
interface ContentDecoder extends AutoCloseable {
  /**
   * Decodes from the input into the output until either is used up or the coding's end is reached.
   * Input that is left with room in the output left means the end.
   *
   * @throws DataFormatException where the input is not in this coding
   */
  void decode(ByteBuffer input, ByteBuffer output) throws DataFormatException;

  /** Whether the coding's end has been reached; further input is ignored, unless it goes on. */
  boolean finished();

  /** Whether the coding may begin anew behind its end. */
  default boolean goesOn() {
    return false;
  }

  @Override
  void close();
}
