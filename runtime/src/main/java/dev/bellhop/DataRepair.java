package dev.bellhop;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a damaged database.
 *
 * @param damage what was wrong with it, in SQLite's words
 * @param setAside the folder that has the damaged files now, as they were
 * @param counts how much of each kind is in the new database
 * @param lostEntries the URLs of cache entries that are not in it, the first thousand of those that
 *     could still be named
 */
public record DataRepair(
    String damage, Path setAside, List<Count> counts, List<String> lostEntries) {
  /** With copies of the lists. */
  public DataRepair {
    counts = List.copyOf(counts);
    lostEntries = List.copyOf(lostEntries);
  }

  /**
   * What was kept of one kind.
   *
   * @param what "caches", "cache entries", "registrations" or "background fetches"
   * @param kept how many could be read whole
   * @param lost how many more there were; null where that could not be read
   */
  public record Count(String what, long kept, @Nullable Long lost) {}
}
