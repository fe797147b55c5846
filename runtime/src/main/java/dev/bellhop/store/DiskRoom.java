package dev.bellhop.store;

import java.io.File;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * How many bytes bodies may still take of the disk. A little is left over: the database needs room
 * even to write down that something was deleted.
 */
final class DiskRoom implements LongSupplier {
  private static final long LARGEST_RESERVE = 4L << 20;

  private final File folder;
  private final long reserve;
  private final LongSupplier freePages;

  /** On the disk of a folder; room within the database counts as well. */
  DiskRoom(Path folder, LongSupplier freePages) {
    this.folder = folder.toFile();
    this.freePages = freePages;
    this.reserve = Math.min(LARGEST_RESERVE, this.folder.getTotalSpace() / 10);
  }

  @Override
  public long getAsLong() {
    return Math.max(0, folder.getUsableSpace() + freePages.getAsLong() - reserve);
  }
}
