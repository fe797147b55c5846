package dev.bellhop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A folder served on loopback by a process of its own, so that no measured one pays for it. */
final class FileServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private FileServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static FileServer start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ServeFolder.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = reader.readLine();
    if (line == null) {
      throw new IOException("the server did not start");
    }
    return new FileServer(process, Integer.parseInt(line.strip()));
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + "/" + path;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
