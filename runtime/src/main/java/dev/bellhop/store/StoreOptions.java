package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a store is opened.
 *
 * @param limit how many bytes the bodies of all sites together may hold
 * @param bootId names the machine's current boot: where it differs from the last opening's, what
 *     was not synced then may be lost
 * @param sync how files of bodies and the logs get to the disk itself
 * @param replay makes writes of what an earlier process has logged; without one, there must be
 *     nothing of that
 * @param lookedThrough up to how many bytes a database is read as a whole at its opening; damage in
 *     a larger one is found where it is read
 */
public record StoreOptions(
    long limit, String bootId, FileSync sync, Replay replay, long lookedThrough) {
  /** Reading a whole larger database at every opening would cost seconds. */
  private static final long LOOKED_THROUGH = 128L << 20;

  /** Bodies up to this many bytes are kept in the database, larger ones in files. */
  public static final int SMALL_BODY = 32 * 1024;

  /** Without a limit, on this machine. */
  public static StoreOptions defaults() {
    return new StoreOptions(
        Long.MAX_VALUE, currentBoot(), FileSync.FORCE, StoreOptions::refuse, LOOKED_THROUGH);
  }

  /** With a limit in bytes for all sites together. */
  public StoreOptions withLimit(long limit) {
    return new StoreOptions(limit, bootId, sync, replay, lookedThrough);
  }

  /** As if the machine had been started anew under this name. */
  public StoreOptions withBootId(String bootId) {
    return new StoreOptions(limit, bootId, sync, replay, lookedThrough);
  }

  /** On a disk that is brought up to date in another way. */
  public StoreOptions withSync(FileSync sync) {
    return new StoreOptions(limit, bootId, sync, replay, lookedThrough);
  }

  /** With this reading of what an earlier process has logged. */
  public StoreOptions withReplay(Replay replay) {
    return new StoreOptions(limit, bootId, sync, replay, lookedThrough);
  }

  /** With databases looked through at their opening up to this size in bytes. */
  public StoreOptions withLookedThrough(long lookedThrough) {
    return new StoreOptions(limit, bootId, sync, replay, lookedThrough);
  }

  private static Database.LoggedWrite refuse(BodyStore bodies, ByteBuffer record)
      throws StoreException {
    throw new StoreException(
        Kind.IO, "The data folder holds writes that this program cannot do.", null);
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
