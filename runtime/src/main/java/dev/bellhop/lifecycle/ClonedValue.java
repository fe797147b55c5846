package dev.bellhop.lifecycle;

import java.util.List;

/**
 * A script's value on its way from one realm to another: what structured clone has written, which
 * only the shims understand. Its cells are strings, numbers, booleans, byte buffers and bodies.
 *
 * @see <a href="https://html.spec.whatwg.org/#safe-passing-of-structured-data">HTML: safe passing
 *     of structured data</a>
 */
public record ClonedValue(List<Object> cells) {
  /** With a copy of these cells. */
  public ClonedValue {
    cells = List.copyOf(cells);
  }
}
