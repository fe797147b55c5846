package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder itself: whether it is ours, and that it is ours alone. It holds {@code bellhop-data}
 * (the marker), {@code lock}, {@code store.db} with its {@code -wal} and {@code -shm}, {@code
 * writes.log}, {@code bodies/}, where something was set aside {@code damaged/}, and {@code
 * emptying} while what is stored is being deleted.
 */
final class DataFolder implements AutoCloseable {
  private static final int FORMAT = 1;
  private static final String MARKER = "bellhop-data";
  private static final String NEW_MARKER = "bellhop-data.new";
  private static final String EMPTYING = "emptying";
  private static final String LOCK = "lock";
  private static final String FIRST_WORDS = "Bellhop data folder, format ";

  /** A process holds a POSIX lock as one, so within it the folders in use are told apart here. */
  private static final Set<Path> IN_USE_HERE = new HashSet<>();

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Creates the folder where it is missing, makes sure that it is ours, and locks it. */
  static DataFolder open(Path given) throws StoreException {
    try {
      if (Files.exists(given) && !Files.isDirectory(given)) {
        throw notOurs(given, "it is a file");
      }
      boolean created = !Files.exists(given);
      if (created) {
        create(given);
      }
      Path path = given.toRealPath();
      requireOurs(given, path);
      if (!Files.isWritable(path)) {
        throw new StoreException(
            Kind.READ_ONLY, "The data folder " + given + " cannot be written.", null);
      }
      DataFolder folder = lock(given, path);
      try {
        folder.mark();
        if (Files.exists(path.resolve(EMPTYING))) {
          folder.empty();
        }
      } catch (IOException e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw Failures.of("open the data folder " + given, e);
    }
  }

  private static void create(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static void requireOurs(Path given, Path path) throws IOException {
    Path marker = path.resolve(MARKER);
    if (!Files.exists(marker)) {
      try (var entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          // These two are there without a marker when the very first opening was cut short.
          if (!name.equals(LOCK) && !name.equals(NEW_MARKER)) {
            throw notOurs(given, "it holds " + name);
          }
        }
      }
      return;
    }
    String words = Files.readString(marker).strip();
    if (!words.matches(FIRST_WORDS + "\\d{1,9}")) {
      throw notOurs(given, "its file " + MARKER + " says something else");
    }
    if (Integer.parseInt(words.substring(FIRST_WORDS.length())) > FORMAT) {
      throw tooNew(given);
    }
  }

  static StoreException tooNew(Path given) {
    return new StoreException(
        Kind.TOO_NEW,
        "The data folder " + given + " was written by a newer version of Bellhop; use that one.",
        null);
  }

  private static StoreException notOurs(Path given, String why) {
    return new StoreException(
        Kind.NOT_OURS,
        "The folder " + given + " is not Bellhop's data (" + why + "); name an empty or new one.",
        null);
  }

  private static DataFolder lock(Path given, Path path) throws IOException {
    synchronized (IN_USE_HERE) {
      // Not even opened twice: closing any descriptor of the file would drop the process's lock.
      if (!IN_USE_HERE.add(path)) {
        throw inUse(given, Long.toString(ProcessHandle.current().pid()));
      }
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path.resolve(LOCK),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(given, holder(path));
      }
      channel.truncate(0);
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(pid));
      return new DataFolder(path, channel);
    } catch (OverlappingFileLockException e) {
      throw letGo(path, channel, inUse(given, holder(path)));
    } catch (IOException e) {
      throw letGo(path, channel, e);
    }
  }

  private static IOException letGo(Path path, @Nullable FileChannel channel, IOException why)
      throws IOException {
    synchronized (IN_USE_HERE) {
      IN_USE_HERE.remove(path);
    }
    if (channel != null) {
      channel.close();
    }
    return why;
  }

  private static String holder(Path path) throws IOException {
    try {
      return Files.readString(path.resolve(LOCK)).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static StoreException inUse(Path given, String pid) {
    String who = pid.isEmpty() ? "another process" : "process " + pid;
    return new StoreException(
        Kind.IN_USE,
        "The data folder " + given + " is in use by " + who + "; end it or name another folder.",
        null);
  }

  private void mark() throws IOException {
    Path marker = path.resolve(MARKER);
    if (Files.exists(marker)) {
      return;
    }
    Path written = path.resolve(NEW_MARKER);
    Files.writeString(written, FIRST_WORDS + FORMAT + "\n");
    // Its bytes first: after a power cut an empty marker would lock everybody out.
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(written, marker, StandardCopyOption.ATOMIC_MOVE);
    FileSync.FORCE.syncNames(path);
  }

  /**
   * Deletes what is stored, and nothing else that may lie here. Where that is cut short, the next
   * opening goes on with it: a half of the files would look like damage.
   */
  void empty() throws IOException {
    Files.writeString(path.resolve(EMPTYING), "");
    FileSync.FORCE.syncNames(path);
    // A new database first, lest it takes the place of the one that is gone.
    new DatabaseSwap(path).cancel();
    Files.deleteIfExists(path.resolve(WriteLog.NAME));
    for (Path file : SqliteFiles.all(path.resolve(Store.DATABASE))) {
      Files.deleteIfExists(file);
    }
    for (String name : List.of(BodyFiles.FOLDER, "spill")) {
      Path tree = path.resolve(name);
      if (Files.exists(tree)) {
        try (var paths = Files.walk(tree)) {
          for (Path entry : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(entry);
          }
        }
      }
    }
    FileSync.FORCE.syncNames(path);
    Files.delete(path.resolve(EMPTYING));
  }

  /** The folder's real path. */
  Path path() {
    return path;
  }

  /** Lets another process have it. */
  @Override
  public void close() throws IOException {
    lockFile.close();
    synchronized (IN_USE_HERE) {
      IN_USE_HERE.remove(path);
    }
  }
}
