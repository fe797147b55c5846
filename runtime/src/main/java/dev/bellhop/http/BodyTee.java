package dev.bellhop.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Two bodies from one. The source is read as fast as the faster of the two; what the slower one has
 * not read waits in memory up to a bound and beyond that in a file. The source is given up when
 * both are. Safe from any thread.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-body-clone">Fetch: clone a body</a>
 */
public final class BodyTee {
  /** How many bytes wait in memory for each of the two. */
  static final int MEMORY = 256 * 1024;

  private final BodyReader source;
  private final Branch first;
  private final Branch second;
  private @Nullable CompletableFuture<Void> pull;

  private BodyTee(Body source, SpillFiles files) {
    OptionalLong length = source.length();
    this.source = source.open();
    this.first = new Branch(length, files);
    this.second = new Branch(length, files);
  }

  /**
   * The two bodies; a replayable source is returned as it is, twice.
   *
   * @throws IllegalStateException when the source is not replayable and was opened before
   */
  public static Pair split(Body source, SpillFiles files) {
    if (source.replayable()) {
      return new Pair(source, source);
    }
    var tee = new BodyTee(source, files);
    return new Pair(tee.first, tee.second);
  }

  /** Two bodies with the same bytes. */
  public record Pair(Body first, Body second) {}

  /** Reads the source once, for both; those who come while that goes on wait for the same read. */
  private CompletableFuture<Void> pull() {
    CompletableFuture<Void> result;
    synchronized (this) {
      if (pull != null) {
        return pull;
      }
      result = new CompletableFuture<>();
      pull = result;
    }
    source
        .read()
        .whenComplete(
            (chunk, failure) -> {
              CompletableFuture<Void> stored;
              if (chunk == null) {
                first.end(failure);
                second.end(failure);
                stored = CompletableFuture.completedFuture(null);
              } else {
                byte[] bytes = BodyChunks.copy(chunk);
                stored = CompletableFuture.allOf(first.add(bytes), second.add(bytes));
              }
              stored.whenComplete(
                  (done, full) -> {
                    if (full != null) {
                      first.end(full);
                      second.end(full);
                    }
                    synchronized (this) {
                      pull = null;
                    }
                    result.complete(null);
                  });
            });
    return result;
  }

  private void closed() {
    if (first.isClosed() && second.isClosed()) {
      source.close();
    }
  }

  /** One of the two: bytes in memory come before those in the file. */
  private final class Branch implements Body, BodyReader {
    private final OptionalLong length;
    private final SpillFiles.SpillFile file;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private int queued;
    private long received;
    private long fileStart;
    private long fileEnd;
    private boolean opened;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;

    Branch(OptionalLong length, SpillFiles files) {
      this.length = length;
      this.file = files.create();
    }

    @Override
    public synchronized OptionalLong length() {
      return length.isEmpty() && ended && failure == null ? OptionalLong.of(received) : length;
    }

    @Override
    public boolean replayable() {
      return false;
    }

    @Override
    public synchronized BodyReader open() {
      if (opened) {
        throw new IllegalStateException("the body was opened before");
      }
      opened = true;
      return this;
    }

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      long from;
      synchronized (this) {
        byte[] bytes = queue.poll();
        if (bytes != null) {
          queued -= bytes.length;
          return CompletableFuture.completedFuture(Chunk.of(bytes));
        }
        if (closed) {
          return CompletableFuture.failedFuture(new BodyException("the body was given up", null));
        }
        if (caughtUp() && failure != null) {
          return CompletableFuture.failedFuture(failure);
        }
        if (caughtUp() && ended) {
          return CompletableFuture.completedFuture(null);
        }
        from = fileStart < fileEnd ? fileStart : -1;
      }
      if (from < 0) {
        return pull().thenCompose(done -> read());
      }
      return file.read(from)
          .thenApply(
              bytes -> {
                synchronized (this) {
                  fileStart += bytes.length;
                }
                return Chunk.of(bytes);
              });
    }

    /** Takes a chunk in; completes when there is room for the next. */
    CompletableFuture<Void> add(byte[] bytes) {
      synchronized (this) {
        if (closed) {
          return CompletableFuture.completedFuture(null);
        }
        received += bytes.length;
        if (caughtUp() && (queued == 0 || queued + bytes.length <= MEMORY)) {
          queue.add(bytes);
          queued += bytes.length;
          return CompletableFuture.completedFuture(null);
        }
      }
      return file.append(bytes)
          .thenAccept(
              end -> {
                synchronized (this) {
                  fileEnd = end;
                }
              });
    }

    /** Whether nothing waits in the file. */
    private boolean caughtUp() {
      return fileStart == fileEnd;
    }

    synchronized void end(@Nullable Throwable cause) {
      ended = true;
      if (failure == null) {
        failure = cause;
      }
    }

    synchronized boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
        queue.clear();
        queued = 0;
      }
      file.close();
      closed();
    }
  }
}
