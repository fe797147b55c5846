package dev.bellhop.url;

/**
 * The schemes that the parser treats as addresses in a network or file system.
 *
 * @see <a href="https://url.spec.whatwg.org/#special-scheme">URL: special scheme</a>
 */
final class SpecialScheme {
  /** Stands for a null port. */
  static final int NO_PORT = -1;

  private SpecialScheme() {}

  static boolean contains(String scheme) {
    return scheme.equals("file") || defaultPort(scheme) != NO_PORT;
  }

  /** The scheme's default port, or {@link #NO_PORT}. */
  static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> NO_PORT;
    };
  }
}
