package dev.bellhop.encoding;

/** What becomes of a byte order mark at the start of a text. */
public enum ByteOrderMark {
  /** It is left out. */
  DROP,
  /** It is part of the text. */
  KEEP
}
