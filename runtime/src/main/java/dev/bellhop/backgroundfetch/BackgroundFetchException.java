package dev.bellhop.backgroundfetch;

/** Why a background fetch was not started, found or read. The message is for a person. */
public final class BackgroundFetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong. */
  public enum Kind {
    /** The registration has no active worker, or the id is in use, or a body cannot be read. */
    TYPE("TypeError"),
    /** The bodies or the downloadTotal do not fit into the storage that is left. */
    QUOTA("QuotaExceededError"),
    /** The records are not available any more. */
    INVALID_STATE("InvalidStateError"),
    /** The permission is denied. */
    NOT_ALLOWED("NotAllowedError"),
    /** The record was aborted. */
    ABORTED("AbortError"),
    /** The record failed, where browsers do not say how. */
    UNKNOWN("UnknownError");

    private final String errorName;

    Kind(String errorName) {
      this.errorName = errorName;
    }
  }

  private final Kind kind;

  /** With its kind and a sentence for a person. */
  public BackgroundFetchException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What was wrong. */
  public Kind kind() {
    return kind;
  }

  /** What a script gets: "TypeError" or the name of a DOMException. */
  public String errorName() {
    return kind.errorName;
  }
}
