package dev.bellhop.compression;

import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A format of compressed bytes.
 *
 * @see <a href="https://compression.spec.whatwg.org/#supported-formats">Compression: supported
 *     formats</a>
 */
public enum Format {
  /** ZLIB, RFC 1950. */
  DEFLATE("deflate"),
  /** RFC 1951. */
  DEFLATE_RAW("deflate-raw"),
  /** RFC 1952. */
  GZIP("gzip");

  private final String word;

  Format(String word) {
    this.word = word;
  }

  /** The format that scripts call so, or null. */
  public static @Nullable Format of(String word) {
    for (Format format : values()) {
      if (format.word.equals(word)) {
        return format;
      }
    }
    return null;
  }

  /** Something that compresses, from the start of a stream. */
  public Coder compressor() {
    return new Compressor(new Deflater(Deflater.DEFAULT_COMPRESSION, this != DEFLATE), wrapping());
  }

  /** Something that decompresses, from the start of a stream. */
  public Coder decompressor() {
    return new Decompressor(new Inflater(this != DEFLATE), wrapping());
  }

  /** What is around the bytes that Java's own classes write and read. */
  private Wrapping wrapping() {
    return this == GZIP ? new GzipWrapping() : Wrapping.NONE;
  }
}
