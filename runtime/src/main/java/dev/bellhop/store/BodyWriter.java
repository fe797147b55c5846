package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.GrowingReader.Available;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A body that is being written: in memory while it is small, then in its file. Fields are guarded
 * by this object's lock; what touches the file runs as steps, one at a time.
 */
final class BodyWriter implements BodyStore.Writer {
  private enum State {
    OPEN,
    FINISHED,
    SUSPENDED,
    DISCARDED
  }

  private final FileBodyStore store;
  private final BodyRows rows;
  private final long id;
  private final Runnable unpin;
  private final StepQueue steps;
  private final WrittenFile file;

  private final Set<GrowingReader> followers = new LinkedHashSet<>();
  private State state = State.OPEN;
  private @Nullable SmallBytes small;
  private long accepted;
  private long written;
  private int generation;
  private int drops;
  private boolean rowExists;
  private long lost;
  private @Nullable AppendGroup group;
  private @Nullable Throwable failure;
  private @Nullable StoredBody stored;

  /** A new body, or one that goes on: with its bytes while small, else with its file. */
  BodyWriter(
      FileBodyStore store,
      long id,
      Runnable unpin,
      @Nullable SmallBytes small,
      WrittenFile file,
      long length,
      boolean rowExists) {
    this.store = store;
    this.rows = store.rows();
    this.id = id;
    this.unpin = unpin;
    this.steps = new StepQueue(store.io());
    this.small = small;
    this.file = file;
    this.accepted = length;
    this.written = length;
    this.rowExists = rowExists;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public synchronized long length() {
    return accepted;
  }

  @Override
  public synchronized long lost() {
    return lost;
  }

  Executor io() {
    return store.io();
  }

  @Override
  public CompletableFuture<Void> append(Chunk chunk) {
    int size = chunk.bytes().remaining();
    CompletableFuture<Void> future;
    synchronized (this) {
      try {
        requireOpen();
        store.bucket().take(size);
      } catch (IOException | RuntimeException e) {
        chunk.close();
        return CompletableFuture.failedFuture(e);
      }
      accepted += size;
      if (small != null && steps.idle() && small.hasRoomFor(size)) {
        keep(small, List.of(chunk), size);
        future = CompletableFuture.completedFuture(null);
      } else {
        AppendGroup into = group;
        if (into == null || into.full()) {
          into = new AppendGroup(drops);
          group = into;
          AppendGroup added = into;
          into.add(chunk, size);
          into.future = steps.add(() -> write(added));
        } else {
          into.add(chunk, size);
        }
        return into.future;
      }
    }
    wakeFollowers();
    return future;
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("the body is " + state);
    }
  }

  /** Takes bytes into memory. Called with the lock held. */
  private void keep(SmallBytes into, List<Chunk> chunks, int size) {
    into.add(chunks, size);
    written += size;
  }

  private CompletionStage<Void> write(AppendGroup chunks) {
    boolean needsRow;
    synchronized (this) {
      if (group == chunks) {
        group = null;
      }
      if (small != null && small.hasRoomFor(chunks.size)) {
        keep(small, chunks.chunks, chunks.size);
        needsRow = false;
        chunks.chunks.clear();
      } else {
        needsRow = !file.exists();
      }
    }
    if (chunks.chunks.isEmpty()) {
      wakeFollowers();
      return done();
    }
    if (!needsRow) {
      return writeOrDrop(chunks);
    }
    // The row first: a row without a file is an empty body, a file without a row is swept.
    return rows.begin(id, store.bucket().id)
        .handleAsync(
            (row, failed) -> {
              if (failed != null) {
                drop(chunks);
                return CompletableFuture.<Void>failedFuture(failed);
              }
              synchronized (this) {
                rowExists = true;
              }
              return writeOrDrop(chunks);
            },
            store.io())
        .thenCompose(stage -> stage);
  }

  private CompletableFuture<Void> writeOrDrop(AppendGroup chunks) {
    try {
      writeFile(chunks);
      return done();
    } catch (IOException e) {
      drop(chunks);
      return CompletableFuture.failedFuture(e);
    }
  }

  private void writeFile(AppendGroup chunks) throws IOException {
    ByteBuffer[] buffers;
    long end;
    synchronized (this) {
      buffers = chunks.buffers(small);
      end = small == null ? written : 0;
    }
    file.append(buffers, end);
    chunks.close();
    long length;
    int of;
    synchronized (this) {
      small = null;
      written += chunks.size;
      length = written;
      of = generation;
    }
    wakeFollowers();
    file.syncNowAndThen(length, () -> isGeneration(of));
  }

  /** Forgets chunks that could not be written. */
  private synchronized void drop(AppendGroup chunks) {
    chunks.close();
    if (chunks.drops == drops) {
      accepted -= chunks.size;
      store.bucket().giveBack(chunks.size);
    }
  }

  /** Counts everything accepted so far as dropped. Called with the lock held. */
  private void dropAll() {
    store.bucket().giveBack(accepted);
    accepted = 0;
    drops++;
    group = null;
  }

  private synchronized boolean isGeneration(int number) {
    return generation == number;
  }

  @Override
  public CompletableFuture<Void> reset() {
    synchronized (this) {
      requireOpen();
      dropAll();
    }
    return steps.add(
        () -> {
          synchronized (this) {
            generation++;
            written = 0;
            if (small != null) {
              small.clear();
            }
          }
          wakeFollowers();
          return file.clear();
        });
  }

  /** Drops what an earlier process has written, which is damaged. */
  CompletableFuture<BodyWriter> startOver() {
    synchronized (this) {
      lost = accepted;
    }
    return reset()
        .<BodyWriter>thenApply(done -> this)
        .whenComplete(
            (same, failed) -> {
              if (failed != null) {
                discard();
              }
            });
  }

  @Override
  public CompletableFuture<StoredBody> finish() {
    return end(State.FINISHED, this::finishOnDisk);
  }

  /** As {@link #finish}, as far as is said; whoever refers to a small body saves its row. */
  CompletableFuture<StoredBody> finishForRow(Reach reach) {
    return end(
        State.FINISHED,
        () -> {
          byte[] bytes = bytesWithoutFile();
          if (bytes != null) {
            store.bucket().giveBack(bytes.length);
            return CompletableFuture.completedFuture(finished(bytes));
          }
          return reach == Reach.DISK ? finishOnDisk() : finishUnsynced();
        });
  }

  /** The checksum of what is in the file; for when all appends have completed. */
  long hash() {
    return file.hash();
  }

  void discardIfOpen() {
    synchronized (this) {
      if (state != State.OPEN) {
        return;
      }
    }
    discard();
  }

  private CompletionStage<StoredBody> finishOnDisk() {
    byte[] bytes = bytesWithoutFile();
    CompletableFuture<Void> row =
        bytes == null
            ? file.sync().thenCompose(synced -> rows.finishFile(id, length(), hash()))
            : rows.finishSmall(id, store.bucket().id, bytes, Reach.DISK);
    return row.thenApply(
        ignored -> {
          StoredBody body = finished(bytes);
          file.close();
          return body;
        });
  }

  private CompletionStage<StoredBody> finishUnsynced() {
    long length = length();
    return rows.finishUnsynced(id, length, hash())
        .thenApply(
            ignored -> {
              file.closeSynced(length);
              return finished(null);
            });
  }

  /** The whole body where it has no file, and null where it has. */
  private synchronized byte @Nullable [] bytesWithoutFile() {
    return small == null ? null : small.from(0);
  }

  private StoredBody finished(byte @Nullable [] bytes) {
    StoredBody body = store.stored(id, length(), bytes);
    synchronized (this) {
      stored = body;
    }
    return body;
  }

  @Override
  public CompletableFuture<Void> suspend() {
    return end(
        State.SUSPENDED,
        () -> {
          byte[] bytes = bytesWithoutFile();
          file.close();
          if (bytes == null) {
            // What cannot be noted is not checked when the body goes on, and is no loss otherwise.
            return rows.suspendFile(id, length(), hash()).exceptionally(failed -> null);
          }
          return bytes.length == 0 && !rowExists
              ? done()
              : rows.suspendSmall(id, store.bucket().id, bytes);
        });
  }

  @Override
  public CompletableFuture<Void> discard() {
    synchronized (this) {
      requireOpen();
      dropAll();
    }
    return end(
        State.DISCARDED,
        () -> {
          file.close();
          if (!rowExists) {
            return done();
          }
          // The file first: on a full disk the row needs its room to be deleted.
          store.files().deleteOrLeave(id);
          return rows.delete(id);
        });
  }

  private <T extends @Nullable Object> CompletableFuture<T> end(State how, StepQueue.Step<T> step) {
    synchronized (this) {
      requireOpen();
      state = how;
      group = null;
    }
    return steps.add(step).whenComplete((value, failed) -> ended(how, failed));
  }

  private void ended(State how, @Nullable Throwable failed) {
    synchronized (this) {
      if (failed != null && how != State.DISCARDED) {
        // Still here, to be tried again, kept or discarded.
        state = State.OPEN;
        return;
      }
      if (failure == null && how != State.FINISHED) {
        failure = new BodyException("The body was given up before its end.", null);
      }
    }
    unpin.run();
    wakeFollowers();
  }

  @Override
  public Body growing() {
    return new GrowingBody(this);
  }

  @Override
  public void fail(Throwable error) {
    synchronized (this) {
      if (failure == null) {
        failure = error;
      }
    }
    wakeFollowers();
  }

  /** The length of the whole body, or nothing before it is finished. */
  synchronized OptionalLong wholeLength() {
    return stored == null ? OptionalLong.empty() : OptionalLong.of(written);
  }

  /** A new reader, from the first byte. */
  synchronized GrowingReader reader() {
    return new GrowingReader(
        this, new BodyFileCursor(store.files(), store.chunks(), id), generation);
  }

  /** What a reader can have. Called with the lock held. */
  Available available(int readersGeneration, long position) {
    if (readersGeneration != generation && position > 0) {
      return new Available.Failed(
          new BodyException("The download began again from its first byte.", null));
    }
    if (state == State.DISCARDED && failure != null) {
      return new Available.Failed(failure);
    }
    if (position < written) {
      return small == null
          ? new Available.InFile(written)
          : new Available.Bytes(small.from((int) position));
    }
    if (stored != null) {
      return new Available.End();
    }
    return failure == null ? new Available.Nothing() : new Available.Failed(failure);
  }

  /** Adds a reader that waits for more. Called with the lock held. */
  void follow(GrowingReader reader) {
    followers.add(reader);
  }

  /** Takes a reader off. Called with the lock held. */
  void unfollow(GrowingReader reader) {
    followers.remove(reader);
  }

  private void wakeFollowers() {
    List<GrowingReader> waiting;
    synchronized (this) {
      if (followers.isEmpty()) {
        return;
      }
      waiting = List.copyOf(followers);
      followers.clear();
    }
    waiting.forEach(GrowingReader::advance);
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
