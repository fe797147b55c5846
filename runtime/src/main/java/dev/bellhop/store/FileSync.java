package dev.bellhop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Brings what was written to a file to the disk itself. Called from several threads at once. */
@FunctionalInterface
public interface FileSync {
  /** Asks the operating system for it. */
  FileSync FORCE = (file, channel) -> channel.force(false);

  /** Returns when all that was written to the file so far would survive a power cut. */
  void sync(Path file, FileChannel channel) throws IOException;
}
