package dev.bellhop.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A folder whose files may come and go while it is looked at. */
public record LiveFolder(Path path) {
  /** The files within it, of whatever depth. */
  public List<Path> files() throws IOException {
    return within().stream().filter(Files::isRegularFile).toList();
  }

  /** Itself, and all that is in it, folders before what they have. */
  private List<Path> within() throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            found.add(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException && !file.equals(path)) {
              return FileVisitResult.CONTINUE;
            }
            throw why;
          }
        });
    return found;
  }

  /** A data folder as it would be left if its process ended now. */
  public void copyTo(Path to) throws IOException {
    for (Path each : within()) {
      Path target = to.resolve(path.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectories(target);
      } else if (!each.toString().endsWith("-shm")) { // which SQLite makes anew
        try {
          Files.copy(each, target);
        } catch (NoSuchFileException e) {
          // It was removed just now: after a crash it would not be there either.
        }
      }
    }
  }
}
