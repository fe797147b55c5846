package dev.bellhop.url;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A URL record while the parser or a setter works on it. */
final class UrlRecord {
  String scheme = "";
  String username = "";
  String password = "";
  @Nullable Host host;
  int port = SpecialScheme.NO_PORT;
  final List<String> path = new ArrayList<>();

  /** The path where it is opaque; otherwise null. */
  @Nullable StringBuilder opaquePath;

  @Nullable String query;
  @Nullable String fragment;

  static UrlRecord copyOf(Url url) {
    UrlRecord copy = new UrlRecord();
    copy.scheme = url.scheme();
    copy.takeAuthority(url);
    copy.takePath(url);
    copy.query = url.query();
    copy.fragment = url.fragment();
    return copy;
  }

  /** Takes over username, password, host and port. */
  void takeAuthority(Url base) {
    username = base.username();
    password = base.password();
    host = base.parsedHost();
    port = base.port();
  }

  /** Takes over the path, opaque or not. */
  void takePath(Url base) {
    path.clear();
    path.addAll(base.pathSegments());
    opaquePath = base.hasOpaquePath() ? new StringBuilder(base.path()) : null;
  }

  boolean isSpecial() {
    return SpecialScheme.contains(scheme);
  }

  boolean isFile() {
    return scheme.equals("file");
  }

  boolean includesCredentials() {
    return !username.isEmpty() || !password.isEmpty();
  }

  boolean cannotHaveUsernamePasswordPort() {
    return host == null || host instanceof Host.Empty || isFile();
  }

  /** Sets the port, to null where it is the scheme's default. */
  void setPort(int value) {
    port = value == SpecialScheme.defaultPort(scheme) ? SpecialScheme.NO_PORT : value;
  }

  /**
   * Removes the path's last segment, but not a drive letter.
   *
   * @see <a href="https://url.spec.whatwg.org/#shorten-a-urls-path">URL: shorten a url's path</a>
   */
  void shortenPath() {
    boolean driveOnly = isFile() && path.size() == 1 && PathSegment.isNormalizedDrive(path.get(0));
    if (!path.isEmpty() && !driveOnly) {
      path.removeLast();
    }
  }
}
