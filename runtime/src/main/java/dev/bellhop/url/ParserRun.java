package dev.bellhop.url;

import static dev.bellhop.url.CodePoints.EOF;

import org.jspecify.annotations.Nullable;

/** What the parser's states share in one run: input and pointer, buffer, and the URL so far. */
final class ParserRun {
  /** The states; a setter starts in one of them. */
  enum State {
    SCHEME_START,
    SCHEME,
    NO_SCHEME,
    SPECIAL_RELATIVE_OR_AUTHORITY,
    PATH_OR_AUTHORITY,
    RELATIVE,
    RELATIVE_SLASH,
    SPECIAL_AUTHORITY_SLASHES,
    SPECIAL_AUTHORITY_IGNORE_SLASHES,
    AUTHORITY,
    HOST,
    HOSTNAME,
    PORT,
    FILE,
    FILE_SLASH,
    FILE_HOST,
    PATH_START,
    PATH,
    OPAQUE_PATH,
    QUERY,
    FRAGMENT
  }

  /** What a step says about the run: go on, stop with what is there, or stop with failure. */
  enum Outcome {
    GO_ON,
    RETURN,
    FAILURE
  }

  final int[] input;
  final UrlRecord url;
  final @Nullable State override;
  final StringBuilder buffer = new StringBuilder();
  State state;
  int pointer;

  /** A run over scalar values; the override is the state that a setter starts in, or null. */
  ParserRun(int[] input, UrlRecord url, @Nullable State override) {
    this.input = input;
    this.url = url;
    this.override = override;
    this.state = override == null ? State.SCHEME_START : override;
  }

  /** The code point at an index, or EOF. */
  int at(int index) {
    return index < input.length ? input[index] : EOF;
  }

  boolean atEnd() {
    return pointer == input.length;
  }

  /** Whether a state override is given. */
  boolean given() {
    return override != null;
  }

  Outcome goOnIn(State next) {
    state = next;
    return Outcome.GO_ON;
  }

  /** Looks at the pointer's code point again, in another state. */
  Outcome reconsumeIn(State next) {
    pointer--;
    return goOnIn(next);
  }

  /** Starts the query or the fragment where the code point is their mark. */
  Outcome afterPath(int c) {
    return switch (c) {
      case '?' -> {
        url.query = "";
        yield goOnIn(State.QUERY);
      }
      case '#' -> goOnIn(State.FRAGMENT);
      default -> Outcome.GO_ON;
    };
  }

  /** A slash, or in a special URL a backslash, which counts as one. */
  boolean isSlash(int c) {
    return c == '/' || c == '\\' && url.isSpecial();
  }

  boolean endsAuthority(int c) {
    return c == EOF || isSlash(c) || c == '?' || c == '#';
  }

  /** The buffer's text; the buffer is empty afterwards. */
  String takeBuffer() {
    String taken = buffer.toString();
    buffer.setLength(0);
    return taken;
  }
}
