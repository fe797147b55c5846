package dev.bellhop;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What re-reading the bodies of a background fetch has found.
 *
 * @param fetch the background fetch's id
 * @param bodies how many complete bodies it keeps: of responses, and of requests that have one
 * @param bytes how many bytes were read
 * @param damaged the records whose bodies are not what was stored
 * @param setAside the folder that has those bodies now, or null where they are where they were
 */
public record FetchCheck(
    String fetch, int bodies, long bytes, List<DamagedEntry> damaged, @Nullable Path setAside) {
  /** With a copy of the list. */
  public FetchCheck {
    damaged = List.copyOf(damaged);
  }
}
