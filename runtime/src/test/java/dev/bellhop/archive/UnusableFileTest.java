package dev.bellhop.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusableFileTest {
  @Test
  void saysWhatTheFileSystemLeavesOut() {
    List<Exception> failures =
        List.of(
            new FileAlreadyExistsException("a"),
            new AccessDeniedException("b"),
            new NoSuchFileException("c"),
            new FileSystemException("d", null, "Is a directory"),
            new IOException("No space left on device"),
            new FileSystemException("e", null, "Disk quota exceeded"),
            new IllegalStateException(
                "f", new UncheckedIOException(new IOException("No space left on device"))),
            new IllegalStateException("g", new UncheckedIOException(new NoSuchFileException("h"))),
            new IllegalStateException("The state is wrong."),
            new IOException(),
            new IOException("It is broken."));
    assertThat(failures)
        .extracting(UnusableFile::sentence)
        .containsExactly(
            "a is a file, not a folder.",
            "b cannot be read or written: not allowed.",
            "c cannot be read or written: there is no such file or folder.",
            "d cannot be read or written: Is a directory.",
            "The disk is full: free some space or choose another place.",
            "The disk is full: free some space or choose another place.",
            "The disk is full: free some space or choose another place.",
            "h cannot be read or written: there is no such file or folder.",
            "The state is wrong.",
            "java.io.IOException",
            "It is broken.");
  }
}
