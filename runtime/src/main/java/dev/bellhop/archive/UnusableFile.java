package dev.bellhop.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why the file system does not let an archive be read or written. */
public final class UnusableFile {
  private UnusableFile() {}

  /** In a sentence: many of these exceptions say no more than the file's name. */
  public static String sentence(IOException failure) {
    String said = String.valueOf(failure.getMessage());
    if (said.contains("No space left")) {
      return "The disk is full: free some space or choose another place.";
    }
    return switch (failure) {
      case FileAlreadyExistsException taken -> taken.getFile() + " is a file, not a folder.";
      case AccessDeniedException denied -> unusable(denied.getFile(), "not allowed");
      case NoSuchFileException missing ->
          unusable(missing.getFile(), "there is no such file or folder");
      case FileSystemException other ->
          unusable(other.getFile(), String.valueOf(other.getReason()));
      default -> said;
    };
  }

  private static String unusable(String file, String why) {
    return "%s cannot be read or written: %s.".formatted(file, why);
  }
}
