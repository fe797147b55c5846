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
  FileSync FORCE = (file, written) -> written.force(false);

  /** An open file of which the operating system may not have written all yet, as channels are. */
  @FunctionalInterface
  interface Written {
    /** Waits until the disk has its bytes and, where asked, what else there is to know of it. */
    void force(boolean metadata) throws IOException;
  }

  /** Returns when all that was written to the file so far would survive a power cut. */
  void sync(Path file, Written written) throws IOException;

  /** Returns when the names that a folder has would survive a power cut. */
  default void syncNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
