package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A program that downloads a job's files from a server. */
interface DownloadPeer {
  /**
   * One download of all files.
   *
   * @param seconds what it took
   * @param process the process that did it, start-up included; null where it is not looked at
   */
  record Run(double seconds, @Nullable MeasuredProcess process) {}

  String name();

  /** Downloads into a new folder, and removes it. */
  Run download(DownloadJob job, FileServer server, Path work)
      throws IOException, InterruptedException;
}
