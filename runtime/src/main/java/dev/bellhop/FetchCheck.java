package dev.bellhop;

import java.util.List;

/**
 * What re-reading the bodies of a background fetch has found.
 *
 * @param fetch the background fetch's id
 * @param bodies how many complete bodies it keeps: of responses, and of requests that have one
 * @param bytes how many bytes were read
 * @param damaged the records whose bodies are not what was stored
 */
public record FetchCheck(String fetch, int bodies, long bytes, List<DamagedEntry> damaged) {
  /** With a copy of the list. */
  public FetchCheck {
    damaged = List.copyOf(damaged);
  }
}
