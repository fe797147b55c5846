package dev.bellhop.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link FaultServer} serves, of deterministic content ({@link TestContent}).
 *
 * @param size how many bytes
 * @param seed what the bytes follow from
 * @param type the Content-Type
 * @param ranges whether ranges are answered, with 206 and 416
 * @param etag the entity tag with its quotes, or null
 * @param lastModified the Last-Modified header, or null
 * @param chunked whether the length is left unsaid
 * @param gzip whether it is sent with that content coding
 * @param allowOrigin the Access-Control-Allow-Origin header, or null
 */
public record Resource(
    long size,
    long seed,
    String type,
    boolean ranges,
    @Nullable String etag,
    @Nullable String lastModified,
    boolean chunked,
    boolean gzip,
    @Nullable String allowOrigin) {

  /** So many bytes, with ranges and an entity tag. */
  public static Resource of(long size) {
    return new Resource(
        size, 1, "application/octet-stream", true, "\"v1\"", null, false, false, null);
  }

  /** With other content. */
  public Resource withSeed(long seed) {
    return new Resource(size, seed, type, ranges, etag, lastModified, chunked, gzip, allowOrigin);
  }

  /** With another Content-Type. */
  public Resource withType(String type) {
    return new Resource(size, seed, type, ranges, etag, lastModified, chunked, gzip, allowOrigin);
  }

  /** Without ranges: a request for one gets the whole. */
  public Resource withoutRanges() {
    return new Resource(size, seed, type, false, etag, lastModified, chunked, gzip, allowOrigin);
  }

  /** With other validators, or without. */
  public Resource withValidators(@Nullable String etag, @Nullable String lastModified) {
    return new Resource(size, seed, type, ranges, etag, lastModified, chunked, gzip, allowOrigin);
  }

  /** In chunks: its length is not known beforehand. */
  public Resource inChunks() {
    return new Resource(size, seed, type, false, etag, lastModified, true, gzip, allowOrigin);
  }

  /** With the gzip coding. */
  public Resource gzipped() {
    return new Resource(size, seed, type, false, etag, lastModified, chunked, true, allowOrigin);
  }

  /** With a CORS header. */
  public Resource withAllowOrigin(String allowOrigin) {
    return new Resource(size, seed, type, ranges, etag, lastModified, chunked, gzip, allowOrigin);
  }

  /** All bytes, before any coding. */
  public byte[] bytes() {
    return TestContent.bytes(seed, 0, Math.toIntExact(size));
  }

  byte[] gzipBytes() {
    var out = new ByteArrayOutputStream();
    try (var gzipped = new GZIPOutputStream(out)) {
      gzipped.write(bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
