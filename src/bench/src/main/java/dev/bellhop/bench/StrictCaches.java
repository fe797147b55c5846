package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.JsonNode;

/** Puts that survive a power cut, beside the disk's own rate of a write and an fdatasync. */
record StrictCaches(Path launcher, Path work, String base) {
  private static final int WRITES = 2000;

  /** Puts before measuring begins, one by one and many at a time. */
  private static final int WARM_UP = 20_000;

  void measure(int rounds) throws IOException, InterruptedException {
    var disk = new Samples();
    var single = new Samples();
    var many = new Samples();
    var bellhop = new BellhopCaches(launcher, work, base, "--durability", "strict");
    for (int round = 0; round < rounds; round++) {
      disk.add(diskRate());
      JsonNode found =
          bellhop.run(
              """
              await putRate(0, %1$d, 16);
              return { one: await putRate(%1$d, 1000, 1), many: await putRate(%1$d, 4000, 16) };"""
                  .formatted(WARM_UP));
      single.add(found.path("one").asDouble());
      many.add(found.path("many").asDouble());
      // Its rate changes within minutes.
      disk.add(diskRate());
    }
    System.out.printf(
        "strict, after %,d puts each to warm up: disk %,.0f syncs/s; puts one by one %,.0f/s (%.2f),"
            + " 16 in flight %,.0f/s (%.2f)%n",
        WARM_UP,
        disk.median(),
        single.median(),
        single.median() / disk.median(),
        many.median(),
        many.median() / disk.median());
  }

  /** As many bytes as a put of 1 KiB appends to a log, each time synced. */
  private double diskRate() throws IOException {
    try (Scratch scratch = Scratch.in(work);
        FileChannel file =
            FileChannel.open(
                scratch.folder().resolve("log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(4096);
      long begun = System.nanoTime();
      for (int i = 0; i < WRITES; i++) {
        file.write(bytes.clear());
        file.force(false);
      }
      return WRITES * 1e9 / (System.nanoTime() - begun);
    }
  }
}
