package dev.bellhop.archive;

import dev.bellhop.url.Url;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names for files that come from URLs: the last part of the path in readable characters, what the
 * query adds, an extension, and a number where the name is taken. For one folder.
 */
final class FileNames {
  private static final int LONGEST_PART = 80;

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("text/html", "html"),
          Map.entry("text/plain", "txt"),
          Map.entry("text/css", "css"),
          Map.entry("text/csv", "csv"),
          Map.entry("text/javascript", "js"),
          Map.entry("application/javascript", "js"),
          Map.entry("application/json", "json"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("application/wasm", "wasm"),
          Map.entry("application/xml", "xml"),
          Map.entry("text/xml", "xml"),
          Map.entry("application/zip", "zip"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/wav", "wav"),
          Map.entry("font/woff2", "woff2"),
          Map.entry("image/avif", "avif"),
          Map.entry("image/gif", "gif"),
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/svg+xml", "svg"),
          Map.entry("image/webp", "webp"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/webm", "webm"));

  private final Predicate<String> taken;
  private final Set<String> given = new HashSet<>();

  /** Gives names that are not taken, nor given before, whatever their case. */
  FileNames(Predicate<String> taken) {
    this.taken = taken;
  }

  /** A name for the response of a URL, with this Content-Type. */
  String next(Url url, @Nullable String contentType) {
    String last = lastSegment(url);
    int dot = last.lastIndexOf('.');
    String stem = dot > 0 ? last.substring(0, dot) : last;
    String extension = dot > 0 ? last.substring(dot + 1) : extension(contentType);
    String query = url.query();
    if (query != null && !query.isEmpty()) {
      stem = stem + "-" + safe(decoded(query));
    }
    return distinct(shortened(stem), extension);
  }

  private static String lastSegment(Url url) {
    String path = url.path();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String name = safe(decoded(path.substring(path.lastIndexOf('/') + 1)));
    return name.isEmpty() ? "index" : name;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  /** Letters, digits and a few signs that no file system and no shell minds. */
  private static String safe(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isLetterOrDigit(c) || "._-=() ".indexOf(c) >= 0 ? c : '_')
        .forEach(safe::appendCodePoint);
    String stripped = safe.toString().strip();
    int start = 0;
    while (start < stripped.length() && stripped.charAt(start) == '.') {
      start++;
    }
    return stripped.substring(start);
  }

  private static String shortened(String stem) {
    int codePoints = stem.codePointCount(0, stem.length());
    return codePoints <= LONGEST_PART
        ? stem
        : stem.substring(0, stem.offsetByCodePoints(0, LONGEST_PART));
  }

  private static String extension(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType;
    int end = type.indexOf(';');
    String essence = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return EXTENSIONS.getOrDefault(essence, "");
  }

  private String distinct(String stem, String extension) {
    String ending = extension.isEmpty() ? "" : "." + shortened(extension);
    String name = stem + ending;
    for (int number = 2; !given.add(name.toLowerCase(Locale.ROOT)) || taken.test(name); number++) {
      name = stem + " (" + number + ")" + ending;
    }
    return name;
  }
}
