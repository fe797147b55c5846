package dev.bellhop;

import java.nio.file.Path;
import java.util.List;

/**
 * What an export has written.
 *
 * @param entries how many entries
 * @param bytes how many bytes their bodies have
 * @param files the files of the bodies, in the order of the entries, or the one file with all
 * @param leftOut the entries that are not in it because their bodies are damaged
 * @param drafts what exports to the same place have left half written beside it: cut short by the
 *     end of their processes, or still under way
 */
public record CacheExport(
    int entries, long bytes, List<Path> files, List<DamagedEntry> leftOut, List<Path> drafts) {
  /** With copies of the lists. */
  public CacheExport {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
    drafts = List.copyOf(drafts);
  }
}
