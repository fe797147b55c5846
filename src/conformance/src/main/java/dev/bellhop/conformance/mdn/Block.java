package dev.bellhop.conformance.mdn;

/**
 * A block of JavaScript on a page.
 *
 * @param page the page's path, such as {@code web/api/cache/add}
 * @param line the line of its opening fence in the page's file, from 1
 * @param heading the headings that it is below, with {@code >} between; empty above the first
 * @param number which of the heading's blocks it is, from 1
 * @param info what stands after {@code js} on the fence, such as {@code example-bad}
 * @param text its lines
 */
record Block(String page, int line, String heading, int number, String info, String text) {
  /** What expectations know it by: it stays when lines are added elsewhere on the page. */
  String key() {
    return number == 1 ? heading : heading + " (" + number + ")";
  }

  /** Where it is, for a person. */
  String place() {
    return page + ":" + line;
  }

  /** A line of it, from 1, or an empty one where it has none. */
  String textLine(int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("").strip();
  }
}
