package dev.bellhop.store;

/** What a change has to survive before it counts as done. */
public enum Reach {
  /** The end of the process. */
  PROCESS,
  /** A power cut: it has reached the disk itself. */
  DISK
}
