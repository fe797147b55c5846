package dev.bellhop.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body that ended before its end. The message says why, for a person. */
public class BodyException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for a person and, where there is one, what brought it about. */
  public BodyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
