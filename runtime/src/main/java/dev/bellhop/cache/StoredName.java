package dev.bellhop.cache;

/**
 * A cache's name as the database keeps it. Names are any code units, the database's texts are
 * Unicode: a surrogate without its other half stands there as an escape.
 */
final class StoredName {
  /** No character ever, so that it hardly ever has to be escaped itself. */
  private static final char ESCAPE = '\uFFFE';

  private StoredName() {}

  static String of(String name) {
    StringBuilder stored = null;
    for (int i = 0; i < name.length(); i++) {
      char unit = name.charAt(i);
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < name.length()
              && Character.isLowSurrogate(name.charAt(i + 1));
      if (stored == null && (pair || !isEscaped(unit))) {
        i += pair ? 1 : 0;
        continue;
      }
      if (stored == null) {
        stored = new StringBuilder(name.substring(0, i));
      }
      if (pair) {
        stored.append(unit).append(name.charAt(++i));
      } else if (isEscaped(unit)) {
        stored.append(ESCAPE).append("%04x".formatted((int) unit));
      } else {
        stored.append(unit);
      }
    }
    return stored == null ? name : stored.toString();
  }

  private static boolean isEscaped(char unit) {
    return Character.isSurrogate(unit) || unit == ESCAPE;
  }

  static String read(String stored) {
    int at = stored.indexOf(ESCAPE);
    if (at < 0) {
      return stored;
    }
    var name = new StringBuilder();
    int from = 0;
    for (; at >= 0; at = stored.indexOf(ESCAPE, from)) {
      name.append(stored, from, at);
      name.append((char) Integer.parseInt(stored, at + 1, at + 5, 16));
      from = at + 5;
    }
    return name.append(stored, from, stored.length()).toString();
  }
}
