package dev.bellhop.httpcache;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live body whose bytes are written down as they are read. What is given up or fails before its
 * end, or is too long, leaves nothing behind; its reader notices nothing of that.
 */
final class KeptBody implements Body {
  private final Body source;
  private final BodyStore bodies;
  private final long most;
  private final Consumer<BodyStore.Writer> whole;

  /**
   * @param most how many bytes are kept at most
   * @param whole is given the writer with all bytes, before the reader learns of the end
   */
  KeptBody(Body source, BodyStore bodies, long most, Consumer<BodyStore.Writer> whole) {
    this.source = source;
    this.bodies = bodies;
    this.most = most;
    this.whole = whole;
  }

  @Override
  public OptionalLong length() {
    return source.length();
  }

  @Override
  public boolean replayable() {
    return false;
  }

  @Override
  public BodyReader open() {
    return new Reader(source.open(), bodies.create());
  }

  /** One read is outstanding at a time, so nothing here happens twice at once but closing. */
  private final class Reader implements BodyReader {
    private final BodyReader reader;
    private BodyStore.@Nullable Writer writer;
    private CompletableFuture<@Nullable Void> written = CompletableFuture.completedFuture(null);

    Reader(BodyReader reader, BodyStore.Writer writer) {
      this.reader = reader;
      this.writer = writer;
    }

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      // The network waits for the disk, or the memory between them would grow.
      return written
          .thenCompose(done -> reader.read())
          .whenComplete(
              (chunk, failure) -> {
                if (failure != null) {
                  giveUp();
                } else if (chunk == null) {
                  end();
                }
              })
          .thenApply(chunk -> chunk == null ? null : kept(chunk));
    }

    private synchronized Chunk kept(Chunk chunk) {
      BodyStore.Writer target = writer;
      if (target == null) {
        return chunk;
      }
      if (target.length() + chunk.bytes().remaining() > most) {
        giveUp();
        return chunk;
      }
      byte[] bytes = BodyChunks.copy(chunk);
      written =
          target
              .append(Chunk.of(bytes))
              .exceptionally(
                  full -> {
                    giveUp();
                    return null;
                  });
      return Chunk.of(bytes);
    }

    private synchronized void end() {
      BodyStore.Writer target = writer;
      writer = null;
      if (target != null) {
        whole.accept(target);
      }
    }

    private synchronized void giveUp() {
      BodyStore.Writer target = writer;
      writer = null;
      if (target != null) {
        target.discard();
      }
    }

    @Override
    public void close() {
      giveUp();
      reader.close();
    }
  }
}
