package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.StandInServer.Answer;
import dev.bellhop.conformance.mdn.StandInServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the hosts of the stand-in network have: the scripts that were put there, and else what a
 * path looks like. Paths with {@code missing} in them have nothing, those with {@code slow} take
 * their time. Safe from any thread.
 */
final class StandInSites {
  private static final long SLOW_MILLIS = 200;
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
                  + "rkJggg==");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("js", "text/javascript"),
          Map.entry("txt", "text/plain"),
          Map.entry("json", "application/json"),
          Map.entry("php", "application/json"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"));

  /** Any other script tells that it has run. */
  private static final String SCRIPT = "(globalThis.scriptsRun ??= []).push('%s');\n";

  private static final String LINES = "First line.\nSecond line.\r\nThird line.\n".repeat(20);

  private final Map<String, String> scripts = new ConcurrentHashMap<>();
  private final String companion;

  /**
   * With nothing put anywhere.
   *
   * @param companion the worker that stands at every other path that looks like a worker's
   */
  StandInSites(String companion) {
    this.companion = companion;
  }

  /** Puts a script on a host. */
  void put(String host, String path, String script) {
    scripts.put(host + path, script);
  }

  Answer answer(Request request) throws IOException {
    String path = request.target().replaceFirst("\\?.*", "");
    String script = scripts.get(request.host() + path);
    if (script != null) {
      return Answer.text("text/javascript", script);
    }
    if (request.method().equals("OPTIONS")) {
      return new Answer(204, "text/plain", new byte[0]);
    }
    if (path.contains("slow")) {
      pause();
    }
    if (path.contains("missing")) {
      return new Answer(404, "text/plain", "Not here.".getBytes(StandardCharsets.UTF_8));
    }
    return plausible(request, path);
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Answer plausible(Request request, String path) {
    if (request.method().equals("POST")) {
      String said = new String(request.body(), StandardCharsets.UTF_8);
      return Answer.text(
          "application/json", "{\"received\":" + said.length() + ",\"from\":\"the network\"}");
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String extension = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    String type = type(name, extension);
    return switch (type) {
      case "text/html" ->
          Answer.text(type, "<!DOCTYPE html><meta charset=utf-8><title>A page</title>");
      case "text/javascript" ->
          Answer.text(type, looksLikeWorker(name) ? companion : SCRIPT.formatted(path));
      case "application/json" -> Answer.text(type, "{\"name\":\"products\",\"count\":3}");
      case "image/png", "image/jpeg", "image/gif", "image/x-icon" -> new Answer(200, type, PIXEL);
      default -> Answer.text(type, LINES);
    };
  }

  private static String type(String name, String extension) {
    if (extension.isEmpty()) {
      return switch (name) {
        case "get", "post", "login", "1" -> "application/json";
        default -> "text/html";
      };
    }
    return Optional.ofNullable(TYPES.get(extension)).orElse("application/octet-stream");
  }

  private static boolean looksLikeWorker(String name) {
    return name.matches("sw\\.js|service-?worker\\.js");
  }
}
