package dev.bellhop.conformance.mdn;

/**
 * Something that an example has brought about.
 *
 * @param kind what, in the words that expectations use
 * @param detail of what exactly; may be empty
 */
record Effect(String kind, String detail) {
  static final String STORED = "stored";
  static final String TITLE = "title updated";
  static final String NOTIFICATION = "notification shown";
  static final String WINDOW = "window opened";

  /** In words. */
  String text() {
    return detail.isEmpty() ? kind : kind + ": " + detail;
  }
}
