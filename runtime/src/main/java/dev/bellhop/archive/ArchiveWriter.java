package dev.bellhop.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes an archive that nobody sees before it is complete. Blocks; for one thread at a time. */
public interface ArchiveWriter extends AutoCloseable {
  /**
   * Appends an exchange.
   *
   * @throws UnreadableBodyException where its body cannot be read; the archive goes on without it
   * @throws IOException where the archive cannot be written
   */
  void add(Exchange exchange) throws IOException;

  /** Completes the archive under its name; gives the files with the bodies. */
  List<Path> finish() throws IOException;

  /** Removes what was written, unless it is complete. */
  @Override
  void close() throws IOException;
}
