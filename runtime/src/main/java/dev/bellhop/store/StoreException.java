package dev.bellhop.store;

import dev.bellhop.BellhopException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why the store could not be opened, read or written. The message is a sentence for a person. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure that callers tell apart. */
  public enum Kind {
    /** A running process owns the data folder. */
    IN_USE,
    /** The folder holds something, but not Bellhop's data. */
    NOT_OURS,
    /** The data is of a newer version of Bellhop. */
    TOO_NEW,
    /** The database or a body is damaged. */
    DAMAGED,
    /** The folder cannot be written. */
    READ_ONLY,
    /** The disk, or the quota, is full. */
    FULL,
    /** Reading or writing failed for another reason. */
    IO
  }

  private final Kind kind;

  /** With its kind, a sentence for a person and, where there is one, what brought it about. */
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of failure it was. */
  public Kind kind() {
    return kind;
  }

  /** The same for whoever uses the public interfaces. */
  public BellhopException forPerson() {
    return new BellhopException(
        switch (kind) {
          case FULL -> BellhopException.Kind.FULL;
          case DAMAGED -> BellhopException.Kind.DAMAGED;
          default -> BellhopException.Kind.STORE;
        },
        String.valueOf(getMessage()),
        null,
        this);
  }
}
