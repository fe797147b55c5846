package dev.bellhop.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process holds.
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
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        resident(Path.of("/proc/self/status")));
  }

  /** Collects the garbage of another Java process, then looks. */
  static ProcessMemory of(ProcessHandle process) throws IOException, InterruptedException {
    long pid = process.pid();
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String total = "";
    try (var lines = histogram.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        total = line.startsWith("Total") ? line : total;
      }
    }
    if (histogram.waitFor() != 0 || total.isEmpty()) {
      throw new IOException("jcmd could not look into process " + pid);
    }
    // Total, the number of objects, and their bytes.
    return new ProcessMemory(
        Long.parseLong(total.strip().split("\\s+")[2]),
        resident(Path.of("/proc", Long.toString(pid), "status")));
  }

  private static long resident(Path status) throws IOException {
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
