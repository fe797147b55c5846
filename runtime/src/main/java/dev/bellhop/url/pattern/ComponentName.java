package dev.bellhop.url.pattern;

import java.util.Locale;

/** The components that a URL pattern has a pattern for, in the standard's order. */
public enum ComponentName {
  PROTOCOL,
  USERNAME,
  PASSWORD,
  HOSTNAME,
  PORT,
  PATHNAME,
  SEARCH,
  HASH;

  /** The name as it is in a script: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
