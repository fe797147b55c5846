package dev.bellhop.url;

import dev.bellhop.url.ParserRun.State;

/**
 * A part of a URL that can be set by itself, as the URL class of scripts does it. The names and
 * rules are those of its attributes. A value that does not fit leaves the URL as it is, or sets
 * what stands before the mistake.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlutils-members">URL: the attributes' setters</a>
 */
public enum UrlPart {
  PROTOCOL {
    @Override
    void set(UrlRecord url, String value) {
      UrlParser.parseInto(url, value + ":", State.SCHEME_START);
    }
  },
  USERNAME {
    @Override
    void set(UrlRecord url, String value) {
      if (!url.cannotHaveUsernamePasswordPort()) {
        url.username = PercentEncodeSet.USERINFO.encode(value);
      }
    }
  },
  PASSWORD {
    @Override
    void set(UrlRecord url, String value) {
      if (!url.cannotHaveUsernamePasswordPort()) {
        url.password = PercentEncodeSet.USERINFO.encode(value);
      }
    }
  },
  HOST {
    @Override
    void set(UrlRecord url, String value) {
      if (url.opaquePath == null) {
        UrlParser.parseInto(url, value, State.HOST);
      }
    }
  },
  HOSTNAME {
    @Override
    void set(UrlRecord url, String value) {
      if (url.opaquePath == null) {
        UrlParser.parseInto(url, value, State.HOSTNAME);
      }
    }
  },
  PORT {
    @Override
    void set(UrlRecord url, String value) {
      if (url.cannotHaveUsernamePasswordPort()) {
        return;
      }
      if (value.isEmpty()) {
        url.port = SpecialScheme.NO_PORT;
      } else {
        UrlParser.parseInto(url, value, State.PORT);
      }
    }
  },
  PATHNAME {
    @Override
    void set(UrlRecord url, String value) {
      if (url.opaquePath == null) {
        url.path.clear();
        UrlParser.parseInto(url, value, State.PATH_START);
      }
    }
  },
  SEARCH {
    @Override
    void set(UrlRecord url, String value) {
      url.query = null;
      if (!value.isEmpty()) {
        UrlParser.parseInto(url, withoutMark(value, '?'), State.QUERY);
      }
    }
  },
  HASH {
    @Override
    void set(UrlRecord url, String value) {
      url.fragment = null;
      if (!value.isEmpty()) {
        UrlParser.parseInto(url, withoutMark(value, '#'), State.FRAGMENT);
      }
    }
  };

  abstract void set(UrlRecord url, String value);

  private static String withoutMark(String value, char mark) {
    return value.charAt(0) == mark ? value.substring(1) : value;
  }
}
