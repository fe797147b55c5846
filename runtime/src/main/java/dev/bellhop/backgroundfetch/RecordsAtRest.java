package dev.bellhop.backgroundfetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of a fetch that wait for their first turn: a number each, by origin, so that very
 * many of them cost little. Not safe for several threads.
 */
final class RecordsAtRest {
  private static final class Line {
    private final int[] positions;
    private int next;

    Line(int[] positions) {
      this.positions = positions;
    }
  }

  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** The positions by origin, in the order of their turns. */
  RecordsAtRest(Map<String, int[]> positions) {
    positions.forEach((origin, all) -> lines.put(origin, new Line(all)));
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Where they go. */
  Set<String> origins() {
    return lines.keySet();
  }

  /** Takes the first one of an origin that has some. */
  int take(String origin) {
    Line line = lines.get(origin);
    if (line == null) {
      throw new IllegalArgumentException("nothing waits for " + origin);
    }
    int position = line.positions[line.next++];
    if (line.next == line.positions.length) {
      lines.remove(origin);
    }
    return position;
  }

  /** The first ones of an origin, as many as there are up to a number. */
  List<Integer> first(String origin, int most) {
    Line line = lines.get(origin);
    var first = new ArrayList<Integer>();
    if (line != null) {
      int end = Math.min(line.positions.length, line.next + most);
      Arrays.stream(line.positions, line.next, end).forEach(first::add);
    }
    return first;
  }

  /** None of them waits any more. */
  void clear() {
    lines.clear();
  }
}
