package dev.bellhop.url;

import dev.bellhop.url.ParserRun.Outcome;
import dev.bellhop.url.ParserRun.State;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The basic URL parser: a state machine that looks at one code point at a time. Its states and
 * their steps are those of the standard, in their order; they are in {@link SchemeStates}, {@link
 * AuthorityStates} and {@link PathStates}.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-basic-url-parser">URL: basic URL parser</a>
 */
final class UrlParser {
  private final ParserRun in;
  private final SchemeStates scheme;
  private final AuthorityStates authority;
  private final PathStates path;

  private UrlParser(ParserRun in, @Nullable Url base) {
    this.in = in;
    scheme = new SchemeStates(in, base);
    authority = new AuthorityStates(in);
    path = new PathStates(in);
  }

  /** Parses a whole URL; null stands for failure. */
  static @Nullable UrlRecord parse(String input, @Nullable Url base) {
    int start = 0;
    int end = input.length();
    while (start < end && CodePoints.isC0ControlOrSpace(input.charAt(start))) {
      start++;
    }
    while (end > start && CodePoints.isC0ControlOrSpace(input.charAt(end - 1))) {
      end--;
    }
    UrlRecord url = new UrlRecord();
    int[] codePoints = codePoints(input.substring(start, end));
    return new UrlParser(new ParserRun(codePoints, url, null), base).run() ? url : null;
  }

  /**
   * Parses one part into a record; false stands for failure. Where it fails the record keeps what
   * was set before.
   */
  static boolean parseInto(UrlRecord url, String input, State override) {
    return new UrlParser(new ParserRun(codePoints(input), url, override), null).run();
  }

  private static int[] codePoints(String input) {
    // No streams in what every request goes through.
    int[] found = new int[input.length()];
    int count = 0;
    for (int i = 0; i < input.length(); i++) {
      int c = input.codePointAt(i);
      i += Character.charCount(c) - 1;
      if (!CodePoints.isAsciiTabOrNewline(c)) {
        found[count++] = CodePoints.scalar(c);
      }
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  /** Runs the machine; false stands for failure. */
  private boolean run() {
    while (true) {
      Outcome outcome = step(in.at(in.pointer));
      if (outcome != Outcome.GO_ON) {
        return outcome == Outcome.RETURN;
      }
      if (in.atEnd()) {
        return true;
      }
      in.pointer++;
    }
  }

  private Outcome step(int c) {
    return switch (in.state) {
      case SCHEME_START -> scheme.schemeStart(c);
      case SCHEME -> scheme.scheme(c);
      case NO_SCHEME -> scheme.noScheme(c);
      case SPECIAL_RELATIVE_OR_AUTHORITY -> scheme.specialRelativeOrAuthority(c);
      case PATH_OR_AUTHORITY -> scheme.pathOrAuthority(c);
      case RELATIVE -> scheme.relative(c);
      case RELATIVE_SLASH -> scheme.relativeSlash(c);
      case SPECIAL_AUTHORITY_SLASHES -> scheme.specialAuthoritySlashes(c);
      case SPECIAL_AUTHORITY_IGNORE_SLASHES -> scheme.specialAuthorityIgnoreSlashes(c);
      case AUTHORITY -> authority.authority(c);
      case HOST, HOSTNAME -> authority.host(c);
      case PORT -> authority.port(c);
      case FILE -> scheme.file(c);
      case FILE_SLASH -> scheme.fileSlash(c);
      case FILE_HOST -> authority.fileHost(c);
      case PATH_START -> path.pathStart(c);
      case PATH -> path.path(c);
      case OPAQUE_PATH -> path.opaquePath(c);
      case QUERY -> path.query(c);
      case FRAGMENT -> path.fragment(c);
    };
  }
}
