package dev.bellhop.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the file that a request's path means, and nothing outside the folder. Blocks. */
final class SiteFolder {
  /** Where the state of a site lives; never served. */
  private static final String STATE = ".bellhop";

  private final Path root;

  /**
   * @throws IOException where there is no such folder
   */
  SiteFolder(Path folder) throws IOException {
    this.root = folder.toRealPath();
    if (!Files.isDirectory(root)) {
      throw new IOException(folder + " is not a folder");
    }
  }

  /**
   * The file for a request target, or null where there is none that may be seen. A folder stands
   * for its index.html.
   */
  @Nullable Path find(String target) {
    int end = target.indexOf('?');
    String decoded = decode(end < 0 ? target : target.substring(0, end));
    if (decoded == null || !decoded.startsWith("/") || decoded.indexOf('\0') >= 0) {
      return null;
    }
    for (String segment : decoded.split("/")) {
      if (segment.equals("..") || segment.indexOf('\\') >= 0) {
        return null;
      }
    }
    try {
      Path file = root.resolve(decoded.substring(1)).toRealPath();
      if (Files.isDirectory(file)) {
        file = file.resolve("index.html").toRealPath();
      } else if (decoded.endsWith("/")) {
        return null;
      }
      return isInside(file) && Files.isRegularFile(file) ? file : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /** Looks at the real path, so that neither a link nor another spelling leads out or in. */
  private boolean isInside(Path real) {
    if (!real.startsWith(root)) {
      return false;
    }
    for (Path name : root.relativize(real)) {
      if (name.toString().equalsIgnoreCase(STATE)) {
        return false;
      }
    }
    return true;
  }

  /** Percent-decodes, as UTF-8; null where the result is no text or the input is malformed. */
  private static @Nullable String decode(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    var bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
