package dev.bellhop;

import java.util.List;

/**
 * What re-reading a cache has found.
 *
 * @param name the cache's name
 * @param entries how many entries it has
 * @param bytes how many bytes of bodies were read
 * @param damaged the entries whose bodies are not what was stored
 */
public record CacheCheck(String name, int entries, long bytes, List<DamagedEntry> damaged) {
  /** With a copy of the list. */
  public CacheCheck {
    damaged = List.copyOf(damaged);
  }
}
