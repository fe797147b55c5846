package dev.bellhop.url;

import static dev.bellhop.url.CodePoints.EOF;

import dev.bellhop.url.ParserRun.Outcome;
import dev.bellhop.url.ParserRun.State;
import java.util.Objects;

/**
 * The states that read path, query and fragment.
 *
 * @see <a href="https://url.spec.whatwg.org/#path-start-state">URL: path start state</a>
 */
final class PathStates {
  private final ParserRun in;

  PathStates(ParserRun in) {
    this.in = in;
  }

  Outcome pathStart(int c) {
    if (in.url.isSpecial()) {
      return in.isSlash(c) ? in.goOnIn(State.PATH) : in.reconsumeIn(State.PATH);
    }
    if (!in.given() && (c == '?' || c == '#')) {
      return in.afterPath(c);
    }
    if (c != EOF) {
      return c == '/' ? in.goOnIn(State.PATH) : in.reconsumeIn(State.PATH);
    }
    if (in.given() && in.url.host == null) {
      in.url.path.add("");
    }
    return Outcome.GO_ON;
  }

  Outcome path(int c) {
    boolean ends = c == EOF || in.isSlash(c) || !in.given() && (c == '?' || c == '#');
    if (!ends) {
      PercentEncodeSet.PATH.encode(c, in.buffer);
      return Outcome.GO_ON;
    }
    appendSegment(in.isSlash(c));
    return in.afterPath(c);
  }

  private void appendSegment(boolean slashFollows) {
    String segment = in.takeBuffer();
    if (PathSegment.isDoubleDot(segment)) {
      in.url.shortenPath();
      if (!slashFollows) {
        in.url.path.add("");
      }
    } else if (PathSegment.isSingleDot(segment)) {
      if (!slashFollows) {
        in.url.path.add("");
      }
    } else if (in.url.isFile() && in.url.path.isEmpty() && PathSegment.isDrive(segment)) {
      in.url.path.add(segment.charAt(0) + ":");
    } else {
      in.url.path.add(segment);
    }
  }

  Outcome opaquePath(int c) {
    StringBuilder path = Objects.requireNonNull(in.url.opaquePath);
    if (c == ' ') {
      int next = in.at(in.pointer + 1);
      path.append(next == '?' || next == '#' ? "%20" : " ");
    } else if (c != EOF && c != '?' && c != '#') {
      PercentEncodeSet.C0_CONTROL.encode(c, path);
    }
    return in.afterPath(c);
  }

  Outcome query(int c) {
    boolean fragmentStarts = c == '#' && !in.given();
    if (c != EOF && !fragmentStarts) {
      in.buffer.appendCodePoint(c);
      return Outcome.GO_ON;
    }
    PercentEncodeSet set =
        in.url.isSpecial() ? PercentEncodeSet.SPECIAL_QUERY : PercentEncodeSet.QUERY;
    in.url.query = set.encode(in.takeBuffer());
    return fragmentStarts ? in.goOnIn(State.FRAGMENT) : Outcome.GO_ON;
  }

  Outcome fragment(int c) {
    if (c != EOF) {
      PercentEncodeSet.FRAGMENT.encode(c, in.buffer);
    } else {
      in.url.fragment = in.takeBuffer();
    }
    return Outcome.GO_ON;
  }
}
