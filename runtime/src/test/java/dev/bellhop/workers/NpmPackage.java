package dev.bellhop.workers;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A package of the npm registry, kept in the user's cache folder, outside the sources. Where it is
 * not there and npm cannot bring it, the test that asks for it is skipped and says so.
 *
 * <p>No Maven artifact has the files of these workers (looked for as WebJars, 2026-11).
 */
record NpmPackage(String name, String version) {
  private static final long MINUTES = 5;

  private static final Path CACHE =
      Path.of(System.getProperty("user.home"), ".cache", "bellhop", "real-workers");

  /** The text of one of its files. */
  String text(String path) throws IOException {
    return Files.readString(folder().resolve(path));
  }

  /** The package's own folder. */
  Path folder() throws IOException {
    return modules().resolve(name);
  }

  /** The folder that has the package and all it depends on. */
  private Path modules() throws IOException {
    Path kept = CACHE.resolve(name + "@" + version);
    if (!Files.isDirectory(kept)) {
      Files.createDirectories(CACHE);
      install(kept);
    }
    return kept.resolve("node_modules");
  }

  private void install(Path kept) throws IOException {
    Path made = Files.createTempDirectory(CACHE, "installing");
    String output =
        run(
            made,
            List.of(
                "npm",
                "install",
                "--prefix",
                made.toString(),
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                name + "@" + version));
    assumeTrue(
        Files.isDirectory(made.resolve("node_modules").resolve(name)),
        () -> "npm cannot install " + name + " " + version + ":\n" + output);
    try {
      Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      // Another test process was quicker.
    }
  }

  /**
   * Runs a program in a folder; its output.
   *
   * @throws org.opentest4j.TestAbortedException where there is no such program
   */
  static String run(Path folder, List<String> command) throws IOException {
    Path log = Files.createTempFile("bellhop", ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return abort(command.getFirst() + " is not on this machine: " + e.getMessage());
    }
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return Files.readString(log);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException(e);
    } finally {
      Files.delete(log);
    }
  }
}
