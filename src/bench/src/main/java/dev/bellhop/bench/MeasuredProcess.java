package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that ran to its end, as seen from outside.
 *
 * @param exit its exit code
 * @param wall from its start to its end
 * @param peakBytes its largest resident set (Linux; 0 elsewhere), bytes
 */
record MeasuredProcess(int exit, Duration wall, long peakBytes) {
  private static final long SAMPLE_MILLISECONDS = 10;

  /** Runs a command and waits for it. Output goes to a file, for a pipe would be a second load. */
  static MeasuredProcess run(List<String> command, Path folder, Path output)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    long peak = 0;
    while (!process.waitFor(SAMPLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(status));
    }
    return new MeasuredProcess(
        process.exitValue(), Duration.ofNanos(System.nanoTime() - begun), peak);
  }

  private static long peak(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // The process has just ended, or this is no Linux.
    }
    return 0;
  }
}
