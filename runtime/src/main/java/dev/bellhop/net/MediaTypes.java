package dev.bellhop.net;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The media type that a file's name stands for.
 *
 * @see <a href="https://mimesniff.spec.whatwg.org/">MIME Sniffing</a>
 */
final class MediaTypes {
  private static final String OTHER = "application/octet-stream";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          text("js", "text/javascript"),
          text("mjs", "text/javascript"),
          text("html", "text/html"),
          text("htm", "text/html"),
          text("css", "text/css"),
          text("txt", "text/plain"),
          text("md", "text/markdown"),
          text("csv", "text/csv"),
          text("vtt", "text/vtt"),
          text("xml", "application/xml"),
          text("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("gz", "application/gzip"),
          Map.entry("m3u8", "application/vnd.apple.mpegurl"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("gif", "image/gif"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"));

  private MediaTypes() {}

  private static Map.Entry<String, String> text(String extension, String type) {
    return Map.entry(extension, type + ";charset=utf-8");
  }

  static String of(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_EXTENSION.getOrDefault(extension, OTHER);
  }
}
