package dev.bellhop.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Files to download.
 *
 * @param folder where the server has them
 * @param names their names there, which are their paths on the server, too
 * @param bytes the length of each
 */
record DownloadJob(Path folder, List<String> names, long bytes) {
  private static final int BLOCK = 1 << 10;

  /** Writes the files, unless an earlier run has. */
  static DownloadJob prepare(Path work, int files, long kib) throws IOException {
    Path folder = Files.createDirectories(work.resolve("served-" + files + "x" + kib));
    var names = new ArrayList<String>();
    var random = new Random(1);
    for (int i = 0; i < files; i++) {
      Path file = folder.resolve(String.format("file-%05d.bin", i));
      names.add(file.getFileName().toString());
      if (!Files.exists(file) || Files.size(file) != kib * BLOCK) {
        write(file, kib, random);
      }
    }
    return new DownloadJob(folder, names, kib * BLOCK);
  }

  private static void write(Path file, long kib, Random random) throws IOException {
    byte[] block = new byte[BLOCK];
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (long k = 0; k < kib; k++) {
        if (k % 64 == 0) {
          random.nextBytes(block);
        }
        out.write(block);
      }
    }
  }

  /** The first of them only. */
  DownloadJob first(int count) {
    return new DownloadJob(folder, names.subList(0, Math.min(count, names.size())), bytes);
  }

  double gigabytes() {
    return names.size() * bytes / 1e9;
  }
}
