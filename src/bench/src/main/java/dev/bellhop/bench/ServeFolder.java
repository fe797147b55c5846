package dev.bellhop.bench;

import dev.bellhop.net.SiteServer;
import java.nio.file.Path;

/** The process of {@link FileServer}: serves a folder, prints its port, ends with its input. */
final class ServeFolder {
  private ServeFolder() {}

  public static void main(String[] args) throws Exception {
    try (SiteServer server = SiteServer.start(Path.of(args[0]), 0)) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // Nothing is said here: the end of the input is what counts.
      }
    }
  }
}
