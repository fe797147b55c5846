package dev.bellhop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a store is opened.
 *
 * @param limit how many bytes the bodies of all sites together may hold
 * @param bootId names the machine's current boot: where it differs from the last opening's, what
 *     was not synced then may be lost
 * @param sync how files of bodies and the database's log get to the disk itself
 */
public record StoreOptions(long limit, String bootId, FileSync sync) {
  /** Bodies up to this many bytes are kept in the database, larger ones in files. */
  public static final int SMALL_BODY = 32 * 1024;

  /** Without a limit, on this machine. */
  public static StoreOptions defaults() {
    return new StoreOptions(Long.MAX_VALUE, currentBoot(), FileSync.FORCE);
  }

  /** With a limit in bytes for all sites together. */
  public StoreOptions withLimit(long limit) {
    return new StoreOptions(limit, bootId, sync);
  }

  /** As if the machine had been started anew under this name. */
  public StoreOptions withBootId(String bootId) {
    return new StoreOptions(limit, bootId, sync);
  }

  /** On a disk that is brought up to date in another way. */
  public StoreOptions withSync(FileSync sync) {
    return new StoreOptions(limit, bootId, sync);
  }

  private static String currentBoot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      // Elsewhere nothing tells one boot from another, so only what was synced is trusted.
      return "process " + ProcessHandle.current().pid() + " " + System.nanoTime();
    }
  }
}
