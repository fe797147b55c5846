package dev.bellhop.archive;

import dev.bellhop.http.DiskSpace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says why the file system does not let an archive be read or written. */
public final class UnusableFile {
  private UnusableFile() {}

  /** In a sentence, which may be of what brought the failure about: what writes JSON wraps it. */
  public static String sentence(Throwable failure) {
    if (DiskSpace.isWhyOf(failure)) {
      return "The disk is full: free some space or choose another place.";
    }
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException file) {
        return ofFile(file);
      }
    }
    return words(failure);
  }

  /** Many of these exceptions say no more than the file's name. */
  private static String ofFile(IOException failure) {
    return switch (failure) {
      case FileAlreadyExistsException taken -> taken.getFile() + " is a file, not a folder.";
      case AccessDeniedException denied -> unusable(denied.getFile(), "not allowed");
      case NoSuchFileException missing ->
          unusable(missing.getFile(), "there is no such file or folder");
      case FileSystemException other ->
          unusable(other.getFile(), String.valueOf(other.getReason()));
      default -> words(failure);
    };
  }

  private static String words(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }

  private static String unusable(String file, String why) {
    return "%s cannot be read or written: %s.".formatted(file, why);
  }
}
