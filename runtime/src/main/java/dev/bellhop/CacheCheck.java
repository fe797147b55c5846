package dev.bellhop;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What re-reading a cache has found.
 *
 * @param name the cache's name
 * @param entries how many entries it has
 * @param bytes how many bytes of bodies were read
 * @param damaged the entries whose bodies are not what was stored
 * @param setAside the folder that has those entries now, or null where they are where they were
 */
public record CacheCheck(
    String name, int entries, long bytes, List<DamagedEntry> damaged, @Nullable Path setAside) {
  /** With a copy of the list. */
  public CacheCheck {
    damaged = List.copyOf(damaged);
  }
}
