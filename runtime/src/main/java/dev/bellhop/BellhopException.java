package dev.bellhop;

import org.jspecify.annotations.Nullable;

/** Something that the user can understand and mend. The message is one sentence for a person. */
public final class BellhopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What has to be mended. */
  public enum Kind {
    /** What was asked for makes no sense as given: a missing file, a URL that does not parse. */
    INPUT,
    /** A script does not parse. */
    SYNTAX,
    /** A script threw. */
    SCRIPT,
    /** The data folder cannot be used: in use, not ours, read-only. */
    STORE,
    /** The database in the data folder is damaged; {@link Bellhop#repair} sets it aside. */
    DAMAGED,
    /** The disk, or the quota, is full. */
    FULL,
    /** The network failed, or an address is in use. */
    NETWORK
  }

  private final Kind kind;
  private final @Nullable SourceFrame frame;

  /** With its kind and a sentence for a person. */
  public BellhopException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  /**
   * With the place in a script that it is about and what brought it about, where there are such.
   */
  public BellhopException(
      Kind kind, String message, @Nullable SourceFrame frame, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.frame = frame;
  }

  /** What has to be mended. */
  public Kind kind() {
    return kind;
  }

  /** The place in a script that it is about, or null. */
  public @Nullable SourceFrame frame() {
    return frame;
  }
}
