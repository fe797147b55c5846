package dev.bellhop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the files of bodies are: {@code bodies/<two hexadecimal digits>/<id>}. */
final class BodyFiles {
  /** Its name in the data folder. */
  static final String FOLDER = "bodies";

  private final Path folder;
  private final FileSync sync;

  /** In this folder, which is made where it is missing. */
  BodyFiles(Path folder, FileSync sync) throws IOException {
    this.sync = sync;
    this.folder = Files.createDirectories(folder);
  }

  Path path(long id) {
    return shard(id).resolve(Long.toString(id));
  }

  /** The database's file, which holds the small bodies. */
  Path database() {
    return folder.resolveSibling(Store.DATABASE);
  }

  /** The folder for what is set aside at this time. */
  Path setAside(Instant now) throws IOException {
    return SetAside.folder(folder.resolveSibling(""), now);
  }

  private Path shard(long id) {
    return folder.resolve("%02x".formatted(id & 0xff));
  }

  /** Opens a body's file for writing at its end, and creates it where it is missing. */
  FileChannel openToWrite(long id) throws IOException {
    Path shard = shard(id);
    if (!Files.isDirectory(shard)) {
      Files.createDirectories(shard);
      sync.syncNames(folder);
    }
    FileChannel channel =
        FileChannel.open(path(id), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    channel.position(channel.size());
    return channel;
  }

  FileChannel openToRead(long id) throws IOException {
    return FileChannel.open(path(id), StandardOpenOption.READ);
  }

  void delete(long id) throws IOException {
    Files.deleteIfExists(path(id));
  }

  /** Deletes a body that has no row any more; what is left is swept at the next opening. */
  void deleteOrLeave(long id) {
    try {
      delete(id);
    } catch (IOException e) {
      // It costs room, and nothing else.
    }
  }

  boolean exists(long id) {
    return Files.exists(path(id));
  }

  /** The length of a body's file, 0 where there is none. */
  long length(long id) throws IOException {
    try {
      return Files.size(path(id));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** As {@link #length}, where it is only to be counted. */
  long lengthOrZero(long id) {
    try {
      return length(id);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Makes the name of a body's file durable; its bytes are synced through its channel. */
  void syncName(long id) throws IOException {
    sync.syncNames(shard(id));
  }

  /** Every file below the folder, ours or not. */
  List<Path> all() throws IOException {
    var found = new ArrayList<Path>();
    try (var shards = Files.newDirectoryStream(folder)) {
      for (Path shard : shards) {
        if (!Files.isDirectory(shard)) {
          found.add(shard);
          continue;
        }
        try (var files = Files.newDirectoryStream(shard)) {
          files.forEach(found::add);
        }
      }
    }
    return found;
  }
}
