package dev.bellhop.bench;

import java.util.Locale;

/** What one program took for the same job, again and again. */
final class DownloadResults {
  private final DownloadJob job;
  private final Samples seconds = new Samples();
  private final Samples wholeSeconds = new Samples();
  private final Samples cpuPerGigabyte = new Samples();
  private final Samples peak = new Samples();

  DownloadResults(DownloadJob job) {
    this.job = job;
  }

  void add(DownloadPeer.Run run) {
    seconds.add(run.seconds());
    MeasuredProcess process = run.process();
    if (process != null) {
      wholeSeconds.add(process.wall().toNanos() / 1e9);
      cpuPerGigabyte.add(process.cpu().toNanos() / 1e9 / job.gigabytes());
      peak.add(process.peakBytes() / 1e6);
    }
  }

  private double filesPerSecond() {
    return job.names().size() / seconds.median();
  }

  /** One line, with how many times as fast as this one another program was. */
  String line(String name, DownloadResults other) {
    var line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "  %-22s %7.2f s for %d files, %.0f MB/s, %.0f files/s",
            name,
            seconds.median(),
            job.names().size(),
            job.gigabytes() * 1e3 / seconds.median(),
            filesPerSecond()));
    if (!peak.all().isEmpty()) {
      line.append(
          String.format(
              Locale.ROOT,
              "; process %.2f s, %.2f CPU s/GB, peak RSS %.0f MB",
              wholeSeconds.median(),
              cpuPerGigabyte.median(),
              peak.largest()));
    }
    if (other != this) {
      line.append(
          String.format(
              Locale.ROOT,
              "; bellhop's time per file is %.3f times that",
              filesPerSecond() / other.filesPerSecond()));
    }
    return line.toString();
  }
}
