package dev.bellhop.store;

import dev.bellhop.http.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Chunks that are written with one call. Guarded by the writer's lock until it is begun. */
final class AppendGroup {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_CHUNKS = 64;

  final int drops;
  final List<Chunk> chunks = new ArrayList<>();
  int size;
  CompletableFuture<Void> future = CompletableFuture.completedFuture(null);

  AppendGroup(int drops) {
    this.drops = drops;
  }

  void add(Chunk chunk, int bytes) {
    chunks.add(chunk);
    size += bytes;
  }

  boolean full() {
    return size >= MOST_BYTES || chunks.size() >= MOST_CHUNKS;
  }

  /**
   * What goes into the file with one call: bytes that were in memory before, if any, and these. The
   * beginning of each is marked.
   */
  ByteBuffer[] buffers(@Nullable SmallBytes before) {
    var buffers = new ArrayList<ByteBuffer>(chunks.size() + 1);
    if (before != null) {
      buffers.add(before.buffer().mark());
    }
    chunks.forEach(chunk -> buffers.add(chunk.bytes().duplicate().mark()));
    return buffers.toArray(ByteBuffer[]::new);
  }

  /** Gives the chunks' memory back; there are none after that. */
  void close() {
    chunks.forEach(Chunk::close);
    chunks.clear();
  }
}
