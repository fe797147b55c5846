package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that ran to its end, as seen from outside.
 *
 * @param wall from its start to its end
 * @param cpu processor time of all its threads, in and out of the kernel, as last seen
 * @param peakBytes its largest resident set (Linux; 0 elsewhere), bytes
 * @param output what it wrote; removed with the folder that it ran in
 */
record MeasuredProcess(Duration wall, Duration cpu, long peakBytes, Path output) {
  private static final long SAMPLE_MILLISECONDS = 10;
  private static final int TAIL = 2000;

  static MeasuredProcess run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    return run(command, Map.of(), folder);
  }

  /**
   * Runs a command and waits for it. Output goes to a file, for a pipe would be a second load.
   *
   * @throws IOException also where it ends with another code than 0, with the end of its output
   */
  static MeasuredProcess run(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    long peak = 0;
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(SAMPLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(status));
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    Duration wall = Duration.ofNanos(System.nanoTime() - begun);
    if (process.exitValue() != 0) {
      String text = Files.readString(output);
      throw new IOException(
          "%s ended with %d:%n%s"
              .formatted(
                  command.getFirst(),
                  process.exitValue(),
                  text.substring(Math.max(0, text.length() - TAIL))));
    }
    return new MeasuredProcess(wall, cpu, peak, output);
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
