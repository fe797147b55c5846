package dev.bellhop.url;

import java.util.List;

/**
 * The schemes that the parser treats as addresses in a network or file system.
 *
 * @see <a href="https://url.spec.whatwg.org/#special-scheme">URL: special scheme</a>
 */
public final class SpecialScheme {
  /** Stands for a null port. */
  public static final int NO_PORT = -1;

  /** All of them. */
  public static final List<String> NAMES = List.of("ftp", "file", "http", "https", "ws", "wss");

  private SpecialScheme() {}

  /** Whether a scheme, in lower case and without its colon, is one of them. */
  public static boolean contains(String scheme) {
    return scheme.equals("file") || defaultPort(scheme) != NO_PORT;
  }

  /** The scheme's default port, or {@link #NO_PORT}. */
  public static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> NO_PORT;
    };
  }
}
