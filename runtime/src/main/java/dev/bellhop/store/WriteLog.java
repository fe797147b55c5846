package dev.bellhop.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a write is written down, on its caller's thread, before the tables have it: what is here
 * survives the end of the process. What nobody is told before the disk itself has it waits for its
 * {@link #flush} in memory, so that many take one call of the operating system. The file never
 * grows: it has two halves, and one is written again when the tables have all of it. That is
 * quicker on the disk, and a full log makes writes wait for the tables.
 *
 * <p>Where the tables are not synced, neither need the halves be: what is overwritten reaches as
 * far as a write to the tables. What was promised to be on the disk itself is overwritten when the
 * tables have brought it there.
 *
 * <p>{@link #append}, {@link #flush} and {@link #outrunsTables} are guarded by the caller's lock on
 * this object; all else is for the thread that writes the tables.
 */
final class WriteLog implements AutoCloseable {
  static final String NAME = "writes.log";
  static final int HALF = 4 << 20;

  /** A larger one would leave little room for others. */
  private static final int LARGEST = HALF / 16;

  /** Where there is less room, tables that cannot take what was promised are too likely. */
  private static final long ROOMY = 64L << 20;

  /** Who stores less often needs no log. */
  private static final int WORTH = 4;

  private static final class Half {
    final int end;
    long last;
    long lastForDisk;

    Half(int end) {
      this.end = end;
    }

    void note(LoggedRecord record) {
      note(record.sequence(), record.reach());
    }

    void note(long sequence, Reach reach) {
      last = Math.max(last, sequence);
      if (reach == Reach.DISK) {
        lastForDisk = Math.max(lastForDisk, sequence);
      }
    }
  }

  private final Path path;
  private final FileSync sync;
  private final Supplier<CompletableFuture<Void>> tablesSync;
  private final Half[] halves = {
    new Half(LogFormat.PAGE + HALF), new Half(LogFormat.PAGE + 2 * HALF)
  };
  private LogFormat format;

  /**
   * Not a channel: that would be closed under all others by an interrupt of one caller's thread.
   */
  private @Nullable RandomAccessFile file;

  private @Nullable DiskSync disk;
  private final long found;

  /** The last write in a log of another size, whose place a new one takes; 0 for none. */
  private final long replaced;

  private Half current;
  private int position;
  private long sequence;

  /** What the file lacks. */
  private ByteBuffer pending = ByteBuffer.allocate(0);

  /** How often there was no file to append to. */
  private int wanted;

  private boolean unusable;
  private volatile long applied;
  private volatile long durable;
  private volatile long syncing;

  /**
   * On what an earlier process has left. Nothing is written before the first append.
   *
   * @param applied the last write that the tables have
   * @param tablesSync brings all that the tables have to the disk itself
   */
  WriteLog(LogScan found, long applied, FileSync sync, Supplier<CompletableFuture<Void>> tablesSync)
      throws IOException {
    this.path = found.file();
    this.sync = sync;
    this.tablesSync = tablesSync;
    this.applied = applied;
    this.sequence = Math.max(applied, found.last());
    this.found = found.closed();
    LogFormat present = found.format();
    this.format = present == null ? new LogFormat(new SecureRandom().nextLong()) : present;
    for (LoggedRecord record : found.records()) {
      half(record.position()).note(record);
    }
    current = halves[0].last > halves[1].last ? halves[0] : halves[1];
    position = current.end;
    boolean fits = present != null && Files.size(path) == halves[1].end;
    this.replaced = present == null || fits ? 0 : found.last();
    if (fits) {
      open();
    }
  }

  private Half half(int at) {
    return at < halves[0].end ? halves[0] : halves[1];
  }

  private void open() throws IOException {
    file = new RandomAccessFile(path.toFile(), "rw");
    disk = new DiskSync(path, sync, System::nanoTime);
    pending = ByteBuffer.allocate(LARGEST);
  }

  /**
   * Adds a record; gives its sequence, or 0 where the log has no room or cannot be written: the
   * tables are for it then. One that is to reach the disk itself is in the file, as all before it,
   * after the next {@link #flush}.
   */
  long append(byte[] bytes, Reach reach) {
    RandomAccessFile to = file;
    int size = LogFormat.size(bytes.length);
    if (to == null || unusable || size > LARGEST) {
      wanted += to == null ? 1 : 0;
      return 0;
    }
    try {
      if (position + size > current.end && !turn(to)) {
        return 0;
      }
      if (size > pending.remaining()) {
        write(to);
      }
      format.add(pending, sequence + 1, reach, bytes);
      if (reach == Reach.PROCESS) {
        write(to);
      }
    } catch (IOException e) {
      // Whatever it is, the tables will say it better.
      unusable = true;
      return 0;
    }
    position += size;
    sequence++;
    current.note(sequence, reach);
    return sequence;
  }

  private void write(RandomAccessFile to) throws IOException {
    to.write(pending.array(), 0, pending.position());
    pending.clear();
  }

  /**
   * Writes what was appended and waits for that.
   *
   * @return false where the file lacks some of it, now or since an earlier time
   */
  boolean flush() {
    RandomAccessFile to = file;
    if (to != null && pending.position() > 0 && !unusable) {
      try {
        write(to);
      } catch (IOException e) {
        unusable = true;
      }
    }
    return pending.position() == 0;
  }

  /** Whether the tables lack some of what will be written over next. */
  boolean outrunsTables() {
    return other().last > applied;
  }

  private Half other() {
    return current == halves[0] ? halves[1] : halves[0];
  }

  /** Goes on in the other half, where the tables have what it holds. */
  private boolean turn(RandomAccessFile to) throws IOException {
    Half other = other();
    if (outrunsTables() || other.lastForDisk > durable) {
      return false;
    }
    write(to);
    current = other;
    current.last = 0;
    current.lastForDisk = 0;
    position = other.end - HALF;
    to.seek(position);
    return true;
  }

  /** Completes when all that was appended is on the disk itself. */
  CompletableFuture<Void> sync() {
    DiskSync at = disk;
    return at == null ? CompletableFuture.completedFuture(null) : at.sync();
  }

  /** As {@link #sync}, on the caller's thread; null where that would take too long. */
  @Nullable CompletableFuture<Void> syncHere() {
    DiskSync at = disk;
    return at == null ? CompletableFuture.completedFuture(null) : at.syncHere();
  }

  /** The sequence of the last write that the tables have. */
  long applied() {
    return applied;
  }

  /** The tables have all up to this one, and nobody has heard of it yet. */
  void applied(long upTo) {
    applied = upTo;
  }

  /**
   * Sees to what the log needs next: its file, or that the disk itself has what is to be
   * overwritten.
   */
  void tend() {
    long upTo = applied;
    long forDisk = replaced;
    boolean make;
    synchronized (this) {
      for (Half half : halves) {
        if (half.last <= upTo && (half != current || position == half.end)) {
          forDisk = Math.max(forDisk, half.lastForDisk);
        }
      }
      make = wanted >= WORTH && !unusable && file == null && durable >= replaced;
    }
    if (forDisk > Math.max(durable, syncing)) {
      syncing = upTo;
      tablesSync
          .get()
          .whenComplete(
              (done, failure) -> {
                if (failure == null) {
                  durable = upTo;
                } else {
                  syncing = 0;
                }
              });
    }
    if (make) {
      make();
    }
  }

  private void make() {
    try {
      write();
      synchronized (this) {
        open();
      }
    } catch (IOException e) {
      synchronized (this) {
        unusable = true;
      }
    }
  }

  private void write() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder.toFile().getUsableSpace() < ROOMY) {
      throw new IOException("a small disk has a better use for so many bytes");
    }
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer page = format.page(applied);
      // Zeros, and not just a length: blocks that are there are what makes the log quick.
      ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 18);
      channel.position(LogFormat.PAGE);
      for (int left = 2 * HALF; left > 0; ) {
        left -= channel.write(zeros.clear().limit(Math.min(left, zeros.capacity())));
      }
      channel.write(page, 0);
      sync.sync(path, channel::force);
    } catch (IOException e) {
      // Half a log takes room that is missing elsewhere.
      Files.deleteIfExists(path);
      throw e;
    }
    sync.syncNames(folder);
  }

  /** Ends it; nothing is appended or applied any more. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      flush();
      unusable = true;
    }
    try (RandomAccessFile last = file) {
      if (disk != null) {
        disk.close();
      }
      if (last != null && sequence > found) {
        last.seek(0);
        last.write(format.page(applied).array());
      }
    }
  }
}
