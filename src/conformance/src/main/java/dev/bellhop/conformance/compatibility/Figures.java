package dev.bellhop.conformance.compatibility;

/** What was measured and kept. */
record Figures(ChromiumMembers chromium, WptFigures wpt, MdnFigures mdn) {
  /** As it is in the tables. */
  static Figures kept() {
    return new Figures(ChromiumMembers.kept(), WptFigures.kept(), MdnFigures.kept());
  }
}
