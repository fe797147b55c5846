package dev.bellhop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings what was written to files and folders to the disk itself. Called from several threads at
 * once.
 */
@FunctionalInterface
public interface FileSync {
  /** Asks the operating system for it. */
  FileSync FORCE = (file, channel) -> channel.force(false);

  /** Returns when all that was written to the file so far would survive a power cut. */
  void sync(Path file, FileChannel channel) throws IOException;

  /** Returns when the names that a folder has would survive a power cut. */
  default void syncNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
