package dev.bellhop.engine;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a module in the clothes of a file's path, which is how GraalJS names modules. Unlike a
 * real path it is never taken apart: two slashes stay two slashes.
 *
 * @param name the module's URL
 * @param source what the module is
 */
record ModulePath(String name, ModuleSource source) implements Path {
  @Override
  public String toString() {
    return name;
  }

  /** By its ending GraalJS tells JSON from JavaScript. */
  @Override
  public Path getFileName() {
    return Path.of("module." + source.format().name().toLowerCase(Locale.ROOT));
  }

  /** What {@code import.meta.url} shows. */
  @Override
  public URI toUri() {
    String text = source.base().href();
    while (true) {
      try {
        return new URI(text);
      } catch (URISyntaxException e) {
        // The URL Standard leaves some characters alone that Java's URI does not take.
        int at = e.getIndex();
        text =
            text.substring(0, at)
                + "%%%02X".formatted((int) text.charAt(at))
                + text.substring(at + 1);
      }
    }
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public Path toAbsolutePath() {
    return this;
  }

  @Override
  public Path normalize() {
    return this;
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return this;
  }

  @Override
  public int compareTo(Path other) {
    return name.compareTo(other.toString());
  }

  @Override
  public int getNameCount() {
    return 1;
  }

  @Override
  public Path getName(int index) {
    return this;
  }

  @Override
  public boolean startsWith(Path other) {
    return equals(other);
  }

  @Override
  public boolean endsWith(Path other) {
    return equals(other);
  }

  @Override
  public @Nullable Path getRoot() {
    return null;
  }

  @Override
  public @Nullable Path getParent() {
    return null;
  }

  @Override
  public FileSystem getFileSystem() {
    throw taken();
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    throw taken();
  }

  @Override
  public Path resolve(Path other) {
    throw taken();
  }

  @Override
  public Path relativize(Path other) {
    throw taken();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    throw taken();
  }

  private static UnsupportedOperationException taken() {
    return new UnsupportedOperationException("A module's URL is not taken apart as a path.");
  }
}
