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
    var appends = new Samples();
    var overwrites = new Samples();
    var single = new Samples();
    var many = new Samples();
    var bellhop = new BellhopCaches(launcher, work, base, "--durability", "strict");
    for (int round = 0; round < rounds; round++) {
      measureDisk(appends, overwrites);
      JsonNode found =
          bellhop.run(
              """
              await putRate(0, %1$d, 16);
              return { one: await putRate(%1$d, 1000, 1), many: await putRate(%1$d, 4000, 16) };"""
                  .formatted(WARM_UP));
      single.add(found.path("one").asDouble());
      many.add(found.path("many").asDouble());
      // Its rate changes within minutes.
      measureDisk(appends, overwrites);
    }
    System.out.printf(
        "strict, after %,d puts each to warm up: puts one by one %,.0f/s, 16 in flight %,.0f/s%n",
        WARM_UP, single.median(), many.median());
    tell("a file that grows", appends.median(), single.median(), many.median());
    tell("a file that is overwritten", overwrites.median(), single.median(), many.median());
  }

  private static void tell(String what, double disk, double single, double many) {
    System.out.printf(
        "of the disk's own %,.0f writes and fdatasyncs/s to %s: %.2f and %.2f%n",
        disk, what, single / disk, many / disk);
  }

  /** About as many bytes as a put of 1 KiB appends to a log, each time synced. */
  private void measureDisk(Samples appends, Samples overwrites) throws IOException {
    try (Scratch scratch = Scratch.in(work);
        FileChannel file =
            FileChannel.open(
                scratch.folder().resolve("log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
      appends.add(rate(file));
      overwrites.add(rate(file.position(0)));
    }
  }

  private static double rate(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(4096);
    long begun = System.nanoTime();
    for (int i = 0; i < WRITES; i++) {
      file.write(bytes.clear());
      file.force(false);
    }
    return WRITES * 1e9 / (System.nanoTime() - begun);
  }
}
