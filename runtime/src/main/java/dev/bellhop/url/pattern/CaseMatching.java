package dev.bellhop.url.pattern;

/** Whether path, query and fragment must be in the pattern's case. */
public enum CaseMatching {
  SENSITIVE,
  IGNORED
}
