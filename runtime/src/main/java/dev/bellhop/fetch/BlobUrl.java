package dev.bellhop.fetch;

import dev.bellhop.http.Body;

/**
 * A blob that a URL stands for.
 *
 * @param bytes the blob's bytes, replayable and of known length
 * @param type the blob's type, or ""
 * @param origin the serialized origin of the page that made the URL
 * @see <a href="https://w3c.github.io/FileAPI/#blob-url-entry">File API: blob URL entry</a>
 */
public record BlobUrl(Body bytes, String type, String origin) {
  long size() {
    return bytes.length().orElseThrow();
  }
}
