package dev.bellhop.archive;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.BellhopException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.netpreserve.jwarc.WarcCompression;

/** Writes archives and reads them. Blocks. */
public final class Archives {
  private static final int SNIFFED = 512;

  private Archives() {}

  /**
   * Begins an archive.
   *
   * @param cache the name of the cache that goes into it, for people
   * @throws BellhopException where something is at the place already
   */
  public static ArchiveWriter create(Path to, ArchiveFormat format, String cache, Instant now)
      throws IOException {
    return switch (format) {
      case FOLDER -> new FolderWriter(to, cache);
      case WARC -> new WarcFileWriter(to, WarcCompression.NONE, cache, now);
      case WARC_GZIP -> new WarcFileWriter(to, WarcCompression.GZIP, cache, now);
      case HAR -> new HarWriter(to, cache);
    };
  }

  /** What exports to a place have left half written beside it, or are writing now. */
  public static List<Path> drafts(Path to) throws IOException {
    return Target.drafts(to);
  }

  /**
   * Reads an archive to its end.
   *
   * @throws BellhopException that names file and position where it is damaged or none
   */
  public static void read(Path from, Intake intake) throws IOException {
    if (Files.isDirectory(from)) {
      new FolderReader(from, intake).read();
      return;
    }
    if (!Files.isRegularFile(from)) {
      throw new BellhopException(
          BellhopException.Kind.INPUT, "There is no folder or file " + from + ".");
    }
    byte[] first;
    try (InputStream in = Files.newInputStream(from)) {
      first = in.readNBytes(SNIFFED);
    }
    if (looksLikeWarc(first)) {
      new WarcFileReader(from, intake).read();
    } else if (looksLikeJson(first)) {
      new HarReader(from, intake).read();
    } else {
      throw Damage.at(
          from.toString(),
          "it is neither a WARC file, compressed or not, nor a HAR file, nor a folder that was"
              + " exported",
          null);
    }
  }

  private static boolean looksLikeWarc(byte[] first) {
    boolean gzip = first.length > 1 && first[0] == 0x1F && first[1] == (byte) 0x8B;
    return gzip
        || new String(first, 0, Math.min(first.length, 5), StandardCharsets.ISO_8859_1)
            .equals("WARC/");
  }

  private static boolean looksLikeJson(byte[] first) {
    String text = new String(first, StandardCharsets.UTF_8).strip();
    return text.startsWith("{") || text.startsWith("\uFEFF{");
  }
}
