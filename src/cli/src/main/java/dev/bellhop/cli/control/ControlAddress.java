package dev.bellhop.cli.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where the control socket of a data folder is: in the folder, or, where its path would be longer
 * than a socket's may be, in a private folder for temporary files that a file in the data folder
 * names.
 */
final class ControlAddress {
  /** The smallest limit among the platforms is 104 bytes, with the NUL at the end. */
  private static final int LONGEST_PATH = 100;

  private static final String SOCKET = "control.sock";
  private static final String POINTER = "control.path";

  private final Path dataFolder;

  ControlAddress(Path dataFolder) {
    this.dataFolder = dataFolder.toAbsolutePath().normalize();
  }

  /** Where to connect to, where there is anything. It may be a dead process's. */
  Optional<Path> find() {
    Path socket = dataFolder.resolve(SOCKET);
    if (Files.exists(socket)) {
      return Optional.of(socket);
    }
    try {
      return Optional.of(Path.of(Files.readString(dataFolder.resolve(POINTER)).strip()))
          .filter(Files::exists);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Makes the way free for a socket of the data folder's owner: removes what a dead one left. */
  Path claim() throws IOException {
    remove();
    Files.setPosixFilePermissions(dataFolder, PosixFilePermissions.fromString("rwx------"));
    Path socket = dataFolder.resolve(SOCKET);
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
      return socket;
    }
    Path elsewhere = Files.createTempDirectory("bellhop-").resolve(SOCKET);
    Files.writeString(dataFolder.resolve(POINTER), elsewhere + "\n");
    return elsewhere;
  }

  /** Removes the socket and what points to it. */
  void remove() throws IOException {
    Files.deleteIfExists(dataFolder.resolve(SOCKET));
    Path pointer = dataFolder.resolve(POINTER);
    try {
      Path elsewhere = Path.of(Files.readString(pointer).strip());
      if (elsewhere.endsWith(SOCKET)) {
        Files.deleteIfExists(elsewhere);
        Files.deleteIfExists(elsewhere.getParent());
      }
    } catch (NoSuchFileException e) {
      return;
    } finally {
      Files.deleteIfExists(pointer);
    }
  }
}
