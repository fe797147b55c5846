package dev.bellhop.archive;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why the file system does not let an archive be read or written. */
public final class UnusableFile {
  private UnusableFile() {}

  /** In a sentence: many of these exceptions say no more than the file's name. */
  public static String sentence(FileSystemException failure) {
    String file = failure.getFile();
    return switch (failure) {
      case FileAlreadyExistsException taken -> file + " is a file, not a folder.";
      case AccessDeniedException denied -> file + " cannot be read or written: not allowed.";
      case NoSuchFileException missing ->
          file + " cannot be read or written: there is no such file or folder.";
      default -> "%s cannot be read or written: %s.".formatted(file, failure.getReason());
    };
  }
}
