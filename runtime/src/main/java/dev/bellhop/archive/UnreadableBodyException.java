package dev.bellhop.archive;

import java.io.IOException;

/** A body that was to be archived cannot be read. The message says why, for a person. */
public final class UnreadableBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableBodyException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
