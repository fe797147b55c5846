package dev.bellhop.engine;

import org.jspecify.annotations.Nullable;

/** An exception of an operation that says which error the script is to get. */
public interface NamedFailure {
  /** "TypeError", "RangeError" or a DOMException name such as "InvalidStateError". */
  String errorName();

  /** The message for the script. */
  @Nullable String getMessage();
}
