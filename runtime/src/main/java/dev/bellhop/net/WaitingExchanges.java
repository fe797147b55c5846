package dev.bellhop.net;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedSet;

/**
 * The exchanges that wait for a connection to one endpoint: those of a higher priority first, those
 * of the same in the order in which they came. For one thread at a time.
 */
final class WaitingExchanges {
  private final Map<Priority, SequencedSet<Exchange>> lines = new EnumMap<>(Priority.class);

  /** Adds one that goes after all others of its priority. */
  void addLast(Exchange exchange) {
    line(exchange).addLast(exchange);
  }

  /** Adds one that goes before all others of its priority. */
  void addFirst(Exchange exchange) {
    line(exchange).addFirst(exchange);
  }

  void remove(Exchange exchange) {
    line(exchange).remove(exchange);
  }

  boolean isEmpty() {
    return lines.values().stream().allMatch(SequencedSet::isEmpty);
  }

  /** The one whose turn it is. */
  Exchange getFirst() {
    for (SequencedSet<Exchange> line : lines.values()) {
      if (!line.isEmpty()) {
        return line.getFirst();
      }
    }
    throw new NoSuchElementException("nobody waits");
  }

  List<Exchange> all() {
    var all = new ArrayList<Exchange>();
    lines.values().forEach(all::addAll);
    return all;
  }

  private SequencedSet<Exchange> line(Exchange exchange) {
    return lines.computeIfAbsent(exchange.request().priority(), priority -> new LinkedHashSet<>());
  }
}
