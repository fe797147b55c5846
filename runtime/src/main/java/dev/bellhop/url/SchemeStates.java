package dev.bellhop.url;

import static dev.bellhop.url.CodePoints.EOF;

import dev.bellhop.url.ParserRun.Outcome;
import dev.bellhop.url.ParserRun.State;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The states from the start of the input to the authority or the path: what the scheme says, and
 * what a relative URL takes from its base.
 *
 * @see <a href="https://url.spec.whatwg.org/#scheme-start-state">URL: scheme start state</a>
 */
final class SchemeStates {
  private final ParserRun in;
  private final @Nullable Url base;

  SchemeStates(ParserRun in, @Nullable Url base) {
    this.in = in;
    this.base = base;
  }

  Outcome schemeStart(int c) {
    if (CodePoints.isAsciiAlpha(c)) {
      in.buffer.append((char) CodePoints.asciiLowercase(c));
      return in.goOnIn(State.SCHEME);
    }
    return in.given() ? Outcome.FAILURE : in.reconsumeIn(State.NO_SCHEME);
  }

  Outcome scheme(int c) {
    if (CodePoints.isAsciiAlphanumeric(c) || c == '+' || c == '-' || c == '.') {
      in.buffer.append((char) CodePoints.asciiLowercase(c));
      return Outcome.GO_ON;
    }
    if (c == ':') {
      return in.given() ? overrideScheme(in.takeBuffer()) : schemeEnd(in.takeBuffer());
    }
    if (in.given()) {
      return Outcome.FAILURE;
    }
    in.buffer.setLength(0);
    in.pointer = -1;
    return in.goOnIn(State.NO_SCHEME);
  }

  private Outcome overrideScheme(String scheme) {
    boolean file = scheme.equals("file");
    if (in.url.isSpecial() != SpecialScheme.contains(scheme)
        || file && (in.url.includesCredentials() || in.url.port != SpecialScheme.NO_PORT)
        || in.url.isFile() && in.url.host instanceof Host.Empty) {
      return Outcome.RETURN;
    }
    in.url.scheme = scheme;
    in.url.setPort(in.url.port);
    return Outcome.RETURN;
  }

  private Outcome schemeEnd(String scheme) {
    in.url.scheme = scheme;
    if (in.url.isFile()) {
      return in.goOnIn(State.FILE);
    }
    if (in.url.isSpecial()) {
      return in.goOnIn(
          base != null && base.scheme().equals(scheme)
              ? State.SPECIAL_RELATIVE_OR_AUTHORITY
              : State.SPECIAL_AUTHORITY_SLASHES);
    }
    if (in.at(in.pointer + 1) == '/') {
      in.pointer++;
      return in.goOnIn(State.PATH_OR_AUTHORITY);
    }
    in.url.opaquePath = new StringBuilder();
    return in.goOnIn(State.OPAQUE_PATH);
  }

  Outcome noScheme(int c) {
    if (base == null || base.hasOpaquePath() && c != '#') {
      return Outcome.FAILURE;
    }
    if (base.hasOpaquePath()) {
      in.url.scheme = base.scheme();
      in.url.takePath(base);
      in.url.query = base.query();
      return in.goOnIn(State.FRAGMENT);
    }
    return in.reconsumeIn(base.scheme().equals("file") ? State.FILE : State.RELATIVE);
  }

  Outcome specialRelativeOrAuthority(int c) {
    if (c == '/' && in.at(in.pointer + 1) == '/') {
      in.pointer++;
      return in.goOnIn(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
    }
    return in.reconsumeIn(State.RELATIVE);
  }

  Outcome pathOrAuthority(int c) {
    return c == '/' ? in.goOnIn(State.AUTHORITY) : in.reconsumeIn(State.PATH);
  }

  Outcome relative(int c) {
    Url base = Objects.requireNonNull(this.base);
    in.url.scheme = base.scheme();
    if (in.isSlash(c)) {
      return in.goOnIn(State.RELATIVE_SLASH);
    }
    in.url.takeAuthority(base);
    in.url.takePath(base);
    in.url.query = base.query();
    if (c == '?' || c == '#' || c == EOF) {
      return in.afterPath(c);
    }
    in.url.query = null;
    in.url.shortenPath();
    return in.reconsumeIn(State.PATH);
  }

  Outcome relativeSlash(int c) {
    if (in.url.isSpecial() && in.isSlash(c)) {
      return in.goOnIn(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
    }
    if (c == '/') {
      return in.goOnIn(State.AUTHORITY);
    }
    in.url.takeAuthority(Objects.requireNonNull(base));
    return in.reconsumeIn(State.PATH);
  }

  Outcome specialAuthoritySlashes(int c) {
    if (c == '/' && in.at(in.pointer + 1) == '/') {
      in.pointer++;
      return in.goOnIn(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
    }
    return in.reconsumeIn(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
  }

  Outcome specialAuthorityIgnoreSlashes(int c) {
    return c == '/' || c == '\\' ? Outcome.GO_ON : in.reconsumeIn(State.AUTHORITY);
  }

  Outcome file(int c) {
    in.url.scheme = "file";
    in.url.host = new Host.Empty();
    if (in.isSlash(c)) {
      return in.goOnIn(State.FILE_SLASH);
    }
    if (base == null || !base.scheme().equals("file")) {
      return in.reconsumeIn(State.PATH);
    }
    in.url.host = base.parsedHost();
    in.url.takePath(base);
    in.url.query = base.query();
    if (c == '?' || c == '#' || c == EOF) {
      return in.afterPath(c);
    }
    in.url.query = null;
    if (PathSegment.startsWithDrive(in.input, in.pointer)) {
      in.url.path.clear();
    } else {
      in.url.shortenPath();
    }
    return in.reconsumeIn(State.PATH);
  }

  Outcome fileSlash(int c) {
    if (in.isSlash(c)) {
      return in.goOnIn(State.FILE_HOST);
    }
    if (base != null && base.scheme().equals("file")) {
      in.url.host = base.parsedHost();
      boolean baseHasDrive =
          !base.pathSegments().isEmpty()
              && PathSegment.isNormalizedDrive(base.pathSegments().getFirst());
      if (baseHasDrive && !PathSegment.startsWithDrive(in.input, in.pointer)) {
        in.url.path.add(base.pathSegments().getFirst());
      }
    }
    return in.reconsumeIn(State.PATH);
  }
}
