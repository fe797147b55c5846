package dev.bellhop;

/**
 * What changes of caches have survived when their promises resolve. Whatever it is, a cache is
 * never half changed, and a data folder is consistent after a power cut.
 */
public enum Durability {
  /**
   * The end of the process at any moment, as in browsers. The last changes before a power cut may
   * be lost.
   */
  PROCESS,
  /**
   * A power cut: the change has reached the disk itself. Changes at the same time share the wait.
   */
  STRICT
}
