package dev.bellhop.http;

import java.io.ByteArrayOutputStream;
import java.lang.ref.Cleaner;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body to its end and keeps it: a small one in memory, a larger one in a file that lives as
 * long as the result is reachable.
 */
public final class BodySpool {
  private static final int MEMORY = 1024 * 1024;
  private static final Cleaner CLEANER = Cleaner.create();

  private final BodyReader reader;
  private final Consumer<byte[]> watcher;
  private final SpillFiles files;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private SpillFiles.@Nullable SpillFile file;
  private long length;

  private BodySpool(BodyReader reader, SpillFiles files, Consumer<byte[]> watcher) {
    this.reader = reader;
    this.files = files;
    this.watcher = watcher;
  }

  /** A replayable body with the same bytes; a replayable source is returned as it is. */
  public static CompletableFuture<Body> keep(Body source, SpillFiles files) {
    if (source.replayable()) {
      return CompletableFuture.completedFuture(source);
    }
    return new BodySpool(source.open(), files, bytes -> {}).run();
  }

  /** A replayable body with the same bytes, all of which went through the digest. */
  public static CompletableFuture<Body> keep(Body source, SpillFiles files, MessageDigest digest) {
    return new BodySpool(source.open(), files, digest::update).run();
  }

  private CompletableFuture<Body> run() {
    return BodyChunks.forEach(reader, this::add).thenApply(end -> result());
  }

  private CompletableFuture<Void> add(Chunk chunk) {
    byte[] bytes = BodyChunks.copy(chunk);
    watcher.accept(bytes);
    length += bytes.length;
    if (file == null && length <= MEMORY) {
      memory.writeBytes(bytes);
      return CompletableFuture.completedFuture(null);
    }
    SpillFiles.SpillFile target = file;
    if (target == null) {
      target = files.create();
      file = target;
      memory.writeBytes(bytes);
      bytes = memory.toByteArray();
      memory.reset();
    }
    return target.append(bytes).thenAccept(end -> {});
  }

  private Body result() {
    SpillFiles.SpillFile spilled = file;
    if (spilled == null) {
      return BytesBody.of(memory.toByteArray());
    }
    var body = new FileBody(spilled, length);
    CLEANER.register(body, spilled::close);
    return body;
  }

  /** A body in a temporary file. Readers hold on to it, so that the file outlives them. */
  private record FileBody(SpillFiles.SpillFile file, long size) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(size);
    }

    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public BodyReader open() {
      FileBody body = this;
      return new BodyReader() {
        private long offset;

        @Override
        public CompletableFuture<@Nullable Chunk> read() {
          if (offset == body.size) {
            return CompletableFuture.completedFuture(null);
          }
          return body.file
              .read(offset)
              .thenApply(
                  bytes -> {
                    offset += bytes.length;
                    return Chunk.of(bytes);
                  });
        }

        @Override
        public void close() {
          offset = body.size;
        }
      };
    }
  }
}
