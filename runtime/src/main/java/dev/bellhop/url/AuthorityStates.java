package dev.bellhop.url;

import dev.bellhop.url.ParserRun.Outcome;
import dev.bellhop.url.ParserRun.State;

/**
 * The states that read credentials, host and port.
 *
 * @see <a href="https://url.spec.whatwg.org/#authority-state">URL: authority state</a>
 */
final class AuthorityStates {
  private final ParserRun in;
  private final StringBuilder credentials = new StringBuilder();
  private boolean atSignSeen;
  private boolean insideBrackets;

  AuthorityStates(ParserRun in) {
    this.in = in;
  }

  Outcome authority(int c) {
    if (c == '@') {
      if (atSignSeen) {
        credentials.append("%40");
      }
      atSignSeen = true;
      credentials.append(in.takeBuffer());
      return Outcome.GO_ON;
    }
    if (in.endsAuthority(c)) {
      if (atSignSeen && in.buffer.isEmpty()) {
        return Outcome.FAILURE;
      }
      setCredentials();
      in.pointer -= in.buffer.codePointCount(0, in.buffer.length());
      in.buffer.setLength(0);
      return in.reconsumeIn(State.HOST);
    }
    in.buffer.appendCodePoint(c);
    return Outcome.GO_ON;
  }

  /** Splits what stands before the last at sign at its first colon. */
  private void setCredentials() {
    int colon = credentials.indexOf(":");
    String username = colon < 0 ? credentials.toString() : credentials.substring(0, colon);
    String password = colon < 0 ? "" : credentials.substring(colon + 1);
    in.url.username = PercentEncodeSet.USERINFO.encode(username);
    in.url.password = PercentEncodeSet.USERINFO.encode(password);
  }

  Outcome host(int c) {
    if (in.given() && in.url.isFile()) {
      return in.reconsumeIn(State.FILE_HOST);
    }
    if (c == ':' && !insideBrackets) {
      if (in.buffer.isEmpty() || in.override == State.HOSTNAME) {
        return Outcome.FAILURE;
      }
      return setHost(in.takeBuffer()) ? in.goOnIn(State.PORT) : Outcome.FAILURE;
    }
    if (in.endsAuthority(c)) {
      if (in.buffer.isEmpty() && in.url.isSpecial()) {
        return Outcome.FAILURE;
      }
      boolean needsHost = in.url.includesCredentials() || in.url.port != SpecialScheme.NO_PORT;
      if (in.given() && in.buffer.isEmpty() && needsHost) {
        return Outcome.FAILURE;
      }
      if (!setHost(in.takeBuffer())) {
        return Outcome.FAILURE;
      }
      return in.given() ? Outcome.RETURN : in.reconsumeIn(State.PATH_START);
    }
    if (c == '[') {
      insideBrackets = true;
    } else if (c == ']') {
      insideBrackets = false;
    }
    in.buffer.appendCodePoint(c);
    return Outcome.GO_ON;
  }

  private boolean setHost(String input) {
    Host host = in.url.isSpecial() ? HostParser.parse(input) : HostParser.parseOpaque(input);
    if (host == null) {
      return false;
    }
    in.url.host = host;
    return true;
  }

  Outcome port(int c) {
    if (CodePoints.isAsciiDigit(c)) {
      in.buffer.append((char) c);
      return Outcome.GO_ON;
    }
    if (!in.endsAuthority(c) && !in.given()) {
      return Outcome.FAILURE;
    }
    if (!in.buffer.isEmpty()) {
      int port = parsePort(in.takeBuffer());
      if (port > 0xFFFF) {
        return Outcome.FAILURE;
      }
      in.url.setPort(port);
      if (in.given()) {
        return Outcome.RETURN;
      }
    }
    return in.given() ? Outcome.FAILURE : in.reconsumeIn(State.PATH_START);
  }

  /** Reads digits, however many; a number that is no port may come out as any such number. */
  private static int parsePort(String digits) {
    int port = 0;
    for (int i = 0; i < digits.length() && port <= 0xFFFF; i++) {
      port = port * 10 + digits.charAt(i) - '0';
    }
    return port;
  }

  Outcome fileHost(int c) {
    if (!in.endsAuthority(c)) {
      in.buffer.appendCodePoint(c);
      return Outcome.GO_ON;
    }
    if (!in.given() && PathSegment.isDrive(in.buffer)) {
      // The buffer is no host but the path's first segment, and stays for the path state.
      return in.reconsumeIn(State.PATH);
    }
    if (in.buffer.isEmpty()) {
      in.url.host = new Host.Empty();
    } else {
      if (!setHost(in.takeBuffer())) {
        return Outcome.FAILURE;
      }
      if (in.url.host instanceof Host.Domain(String name) && name.equals("localhost")) {
        in.url.host = new Host.Empty();
      }
    }
    return in.given() ? Outcome.RETURN : in.reconsumeIn(State.PATH_START);
  }
}
