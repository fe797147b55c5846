package dev.bellhop.cli.display;

/** Colours, or none. */
public enum Style {
  /** Text as it is. */
  PLAIN,
  /** With ANSI escape sequences. */
  COLOURS;

  /** What stands out. */
  public String strong(String text) {
    return wrap("1", text);
  }

  /** What stands back. */
  public String faint(String text) {
    return wrap("2", text);
  }

  /** What went well. */
  public String good(String text) {
    return wrap("32", text);
  }

  /** What wants a look. */
  public String warning(String text) {
    return wrap("33", text);
  }

  /** What went wrong. */
  public String bad(String text) {
    return wrap("31", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
