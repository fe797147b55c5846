package dev.bellhop;

import java.util.List;

/**
 * What an import has stored.
 *
 * @param entries how many entries
 * @param bytes how many bytes their bodies have
 * @param skipped how many responses of the archive no cache takes
 * @param skips the first thousand of those
 */
public record CacheImport(int entries, long bytes, int skipped, List<Skip> skips) {
  /** With a copy of the list. */
  public CacheImport {
    skips = List.copyOf(skips);
  }

  /**
   * A response that was not stored.
   *
   * @param place where it stands in the archive, such as "record 12 at byte 34567"
   * @param url the request's URL
   * @param why a sentence
   */
  public record Skip(String place, String url, String why) {}
}
