package dev.bellhop.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds.
 *
 * @param heapBytes live objects, right after a collection
 * @param residentBytes its resident set (Linux; 0 elsewhere)
 */
record ProcessMemory(long heapBytes, long residentBytes) {
  /** Collects garbage, then looks. */
  static ProcessMemory now() throws IOException {
    // The second collection takes what the first one made unreachable by clearing references.
    System.gc();
    System.gc();
    return new ProcessMemory(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), resident());
  }

  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
