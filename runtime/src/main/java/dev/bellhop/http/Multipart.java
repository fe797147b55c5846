package dev.bellhop.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The multipart/form-data format.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
public final class Multipart {
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Multipart() {}

  /**
   * An entry.
   *
   * @param filename the file's name, or null where the entry is text
   * @param type the Content-Type, or null where there is none
   * @param body a replayable body of known length
   */
  public record Part(String name, @Nullable String filename, @Nullable String type, Body body) {}

  /**
   * The parts as one body.
   *
   * @see <a href="https://html.spec.whatwg.org/#multipart-form-data">HTML: multipart/form-data
   *     encoding algorithm</a>
   */
  public static Body encode(List<Part> parts, String boundary) {
    var bodies = new ArrayList<Body>();
    for (Part part : parts) {
      var head = new StringBuilder("--").append(boundary);
      head.append("\r\nContent-Disposition: form-data; name=\"");
      head.append(escape(newlines(part.name()))).append('"');
      if (part.filename() != null) {
        head.append("; filename=\"").append(escape(part.filename())).append('"');
        head.append("\r\nContent-Type: ")
            .append(
                part.type() == null || part.type().isEmpty()
                    ? "application/octet-stream"
                    : part.type());
      }
      bodies.add(BytesBody.of(head.append("\r\n\r\n").toString()));
      bodies.add(part.body());
      bodies.add(BytesBody.of("\r\n"));
    }
    bodies.add(BytesBody.of("--" + boundary + "--\r\n"));
    return ConcatenatedBody.of(bodies);
  }

  /** Every line break as CR LF. */
  public static String newlines(String text) {
    return text.replaceAll("\\r\\n|\\r|\\n", "\r\n");
  }

  /** Takes a whole body apart; null stands for failure. */
  public static @Nullable List<Part> parse(byte[] bytes, String boundary) {
    byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    var parts = new ArrayList<Part>();
    int at = find(bytes, delimiter, 0);
    while (at >= 0) {
      at += delimiter.length;
      if (startsWith(bytes, at, '-', '-')) {
        return parts;
      }
      while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
        at++;
      }
      if (!startsWith(bytes, at, '\r', '\n')) {
        return null;
      }
      int headEnd = find(bytes, HEAD_END, at);
      int next = headEnd < 0 ? -1 : findDelimiter(bytes, delimiter, headEnd + 2);
      if (next < 0) {
        return null;
      }
      String head =
          new String(bytes, at + 2, Math.max(0, headEnd - at - 2), StandardCharsets.UTF_8);
      int start = headEnd + HEAD_END.length;
      byte[] content = Arrays.copyOfRange(bytes, start, Math.max(start, next - 2));
      Part part = part(head, content);
      if (part == null) {
        return null;
      }
      parts.add(part);
      at = next;
    }
    return null;
  }

  private static @Nullable Part part(String head, byte[] content) {
    String name = null;
    String filename = null;
    String type = null;
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        return null;
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          if (!value.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            return null;
          }
          name = parameter(value, "name");
          filename = parameter(value, "filename");
        }
        case "content-type" -> type = value;
        default -> {}
      }
    }
    if (name == null) {
      return null;
    }
    return new Part(
        name,
        filename,
        filename != null && type == null ? "text/plain" : type,
        BytesBody.of(content));
  }

  private static @Nullable String parameter(String value, String name) {
    int at = value.indexOf(';');
    while (at >= 0) {
      int equals = value.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      boolean quoted = equals + 1 < value.length() && value.charAt(equals + 1) == '"';
      int start = quoted ? equals + 2 : equals + 1;
      int end = value.indexOf(quoted ? '"' : ';', start);
      end = end < 0 ? value.length() : end;
      if (value.substring(at + 1, equals).strip().equalsIgnoreCase(name)) {
        return value
            .substring(start, end)
            .replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%22", "\"");
      }
      at = value.indexOf(';', end);
    }
    return null;
  }

  private static String escape(String text) {
    return text.replace("\n", "%0A").replace("\r", "%0D").replace("\"", "%22");
  }

  private static int findDelimiter(byte[] bytes, byte[] delimiter, int from) {
    int at = find(bytes, delimiter, from);
    while (at >= 0 && !startsWith(bytes, at - 2, '\r', '\n')) {
      at = find(bytes, delimiter, at + 1);
    }
    return at;
  }

  private static boolean startsWith(byte[] bytes, int at, char first, char second) {
    return at >= 0 && at + 1 < bytes.length && bytes[at] == first && bytes[at + 1] == second;
  }

  private static int find(byte[] bytes, byte[] wanted, int from) {
    for (int i = from; i <= bytes.length - wanted.length; i++) {
      int j = 0;
      while (j < wanted.length && bytes[i + j] == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
