package dev.bellhop.conformance.output;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Folders among the resources of a program, in its jar or not. */
public final class Bundled {
  private Bundled() {}

  /**
   * Reads the folder of a resource.
   *
   * @param of whose package the resource's name is relative to
   * @param resource a file in that folder
   * @param read gets the folder, which it can read from until it returns
   */
  public static <T> T read(Class<?> of, String resource, Function<Path, T> read)
      throws IOException {
    URI file = uri(of, resource);
    if (!file.getScheme().equals("jar")) {
      return read.apply(Path.of(file).resolveSibling(""));
    }
    try (FileSystem jar = FileSystems.newFileSystem(file, Map.of())) {
      return read.apply(jar.provider().getPath(file).getParent());
    }
  }

  private static URI uri(Class<?> of, String resource) {
    try {
      return Objects.requireNonNull(of.getResource(resource)).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
