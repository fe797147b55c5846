package dev.bellhop.http;

import org.jspecify.annotations.Nullable;

/** Whether a disk has no room left, which the file system says in words only. */
public final class DiskSpace {
  private DiskSpace() {}

  /** Whether a failure, or what brought it about, says so. */
  public static boolean isWhyOf(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage());
      if (said.contains("No space left") || said.contains("quota exceeded")) {
        return true;
      }
    }
    return false;
  }
}
