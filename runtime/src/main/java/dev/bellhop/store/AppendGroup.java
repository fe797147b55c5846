package dev.bellhop.store;

import dev.bellhop.http.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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
}
