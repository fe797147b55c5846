package dev.bellhop;

import java.nio.file.Path;
import java.util.Locale;

/** What a cache can be exported to. */
public enum ArchiveFormat {
  /**
   * A folder with a file for each body, named by its URL, and {@code cache-index.jsonl}, which
   * tells the requests and responses that they belong to.
   */
  FOLDER,

  /**
   * A WARC 1.1 file.
   *
   * @see <a
   *     href="https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/">The
   *     WARC Format 1.1</a>
   */
  WARC,

  /** A WARC 1.1 file, each record compressed by gzip. */
  WARC_GZIP,

  /**
   * An HTTP Archive 1.2.
   *
   * @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2 Spec</a>
   */
  HAR;

  /** The format that a name stands for: by its ending, or else a folder. */
  public static ArchiveFormat of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".warc.gz")) {
      return WARC_GZIP;
    }
    if (name.endsWith(".warc")) {
      return WARC;
    }
    return name.endsWith(".har") ? HAR : FOLDER;
  }
}
