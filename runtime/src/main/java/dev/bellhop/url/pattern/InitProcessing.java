package dev.bellhop.url.pattern;

import static dev.bellhop.url.pattern.ComponentName.HASH;
import static dev.bellhop.url.pattern.ComponentName.HOSTNAME;
import static dev.bellhop.url.pattern.ComponentName.PASSWORD;
import static dev.bellhop.url.pattern.ComponentName.PATHNAME;
import static dev.bellhop.url.pattern.ComponentName.PORT;
import static dev.bellhop.url.pattern.ComponentName.PROTOCOL;
import static dev.bellhop.url.pattern.ComponentName.SEARCH;
import static dev.bellhop.url.pattern.ComponentName.USERNAME;

import dev.bellhop.url.SpecialScheme;
import dev.bellhop.url.Url;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Completes components from a base URL; for the components of a URL to match, canonicalizes them.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#process-a-urlpatterninit">URL Pattern: process
 *     a URLPatternInit</a>
 */
final class InitProcessing {
  private enum Type {
    PATTERN,
    URL
  }

  private final UrlPatternInit init;
  private final Type type;
  private final @Nullable Url base;
  private final Map<ComponentName, String> result = new EnumMap<>(ComponentName.class);

  private InitProcessing(UrlPatternInit init, Type type) {
    this.init = init;
    this.type = type;
    base = init.baseUrl() == null ? null : parseBase(init.baseUrl());
  }

  /** The components of a pattern; absent ones stay absent where there is no base URL. */
  static Map<ComponentName, String> ofPattern(UrlPatternInit init) {
    return new InitProcessing(init, Type.PATTERN).run();
  }

  /** The components of a URL, all of them. */
  static Map<ComponentName, String> ofUrl(UrlPatternInit init) {
    InitProcessing processing = new InitProcessing(init, Type.URL);
    for (ComponentName name : ComponentName.values()) {
      processing.result.put(name, "");
    }
    return processing.run();
  }

  private static Url parseBase(String text) {
    Url url = Url.parse(text, null);
    if (url == null) {
      throw new UrlPatternException("\"" + text + "\" cannot be parsed as a base URL.");
    }
    return url;
  }

  private Map<ComponentName, String> run() {
    if (base != null) {
      inherit(base);
    }
    for (ComponentName name : ComponentName.values()) {
      String value = init.components().get(name);
      if (value != null) {
        String completed = name == PATHNAME && base != null ? resolved(value, base) : value;
        String stripped = withoutMark(name, completed);
        result.put(name, type == Type.PATTERN ? stripped : canonical(name, stripped));
      }
    }
    return result;
  }

  /** Takes from the base URL what is less specific than all that is given. */
  private void inherit(Url base) {
    if (init.lacks(PROTOCOL)) {
      put(PROTOCOL, base.scheme());
    }
    if (type == Type.URL && init.lacks(PROTOCOL, HOSTNAME, PORT, USERNAME)) {
      put(USERNAME, base.username());
    }
    if (type == Type.URL && init.lacks(PROTOCOL, HOSTNAME, PORT, USERNAME, PASSWORD)) {
      put(PASSWORD, base.password());
    }
    if (init.lacks(PROTOCOL, HOSTNAME)) {
      put(HOSTNAME, Objects.requireNonNullElse(base.host(), ""));
    }
    if (init.lacks(PROTOCOL, HOSTNAME, PORT)) {
      put(PORT, base.port() == SpecialScheme.NO_PORT ? "" : Integer.toString(base.port()));
    }
    if (init.lacks(PROTOCOL, HOSTNAME, PORT, PATHNAME)) {
      put(PATHNAME, base.path());
    }
    if (init.lacks(PROTOCOL, HOSTNAME, PORT, PATHNAME, SEARCH)) {
      put(SEARCH, Objects.requireNonNullElse(base.query(), ""));
    }
    if (init.lacks(PROTOCOL, HOSTNAME, PORT, PATHNAME, SEARCH, HASH)) {
      put(HASH, Objects.requireNonNullElse(base.fragment(), ""));
    }
  }

  private void put(ComponentName name, String baseText) {
    result.put(name, fromBase(baseText));
  }

  /** A base URL's text is mere text, also in a pattern. */
  private String fromBase(String text) {
    return type == Type.PATTERN ? PatternText.escape(text) : text;
  }

  /** A relative pathname against the base URL's. */
  private String resolved(String pathname, Url base) {
    if (base.hasOpaquePath() || isAbsolute(pathname)) {
      return pathname;
    }
    String basePath = fromBase(base.path());
    return basePath.substring(0, basePath.lastIndexOf('/') + 1) + pathname;
  }

  private boolean isAbsolute(String pathname) {
    return pathname.startsWith("/")
        || type == Type.PATTERN && (pathname.startsWith("\\/") || pathname.startsWith("{/"));
  }

  private static String withoutMark(ComponentName name, String value) {
    return switch (name) {
      case PROTOCOL -> value.endsWith(":") ? value.substring(0, value.length() - 1) : value;
      case SEARCH -> value.startsWith("?") ? value.substring(1) : value;
      case HASH -> value.startsWith("#") ? value.substring(1) : value;
      default -> value;
    };
  }

  private String canonical(ComponentName name, String value) {
    String protocol = Objects.requireNonNullElse(result.get(PROTOCOL), "");
    return switch (name) {
      case PROTOCOL -> Canonicalization.PROTOCOL.apply(value);
      case USERNAME -> Canonicalization.USERNAME.apply(value);
      case PASSWORD -> Canonicalization.PASSWORD.apply(value);
      case HOSTNAME -> Canonicalization.HOSTNAME.apply(value);
      case PORT -> Canonicalization.port(value, protocol);
      case PATHNAME ->
          // A URL without a protocol is most likely one of the web.
          protocol.isEmpty() || SpecialScheme.contains(protocol)
              ? Canonicalization.PATHNAME.apply(value)
              : Canonicalization.OPAQUE_PATHNAME.apply(value);
      case SEARCH -> Canonicalization.SEARCH.apply(value);
      case HASH -> Canonicalization.HASH.apply(value);
    };
  }
}
