package dev.bellhop.url.pattern;

/** A URL pattern that cannot be. Where a script made it, it is a TypeError with this message. */
public final class UrlPatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** An exception that says in one sentence what is wrong with the pattern. */
  public UrlPatternException(String message) {
    super(message);
  }
}
