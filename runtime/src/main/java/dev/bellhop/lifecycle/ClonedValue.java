package dev.bellhop.lifecycle;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A script's value on its way from one realm to another: what structured clone has written, which
 * only the shims understand. Its cells are strings, numbers, booleans, byte buffers, bodies and the
 * ports that move with it. Safe from any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/#safe-passing-of-structured-data">HTML: safe passing
 *     of structured data</a>
 */
public final class ClonedValue {
  private final List<Object> cells;
  private final List<PortEnd> ports;
  private final AtomicBoolean opened = new AtomicBoolean();

  /** With a copy of these cells; no port is among them. */
  public ClonedValue(List<Object> cells) {
    this(cells, List.of());
  }

  /** With a copy of these cells, and the ports among them. */
  public ClonedValue(List<Object> cells, List<PortEnd> ports) {
    this.cells = List.copyOf(cells);
    this.ports = List.copyOf(ports);
  }

  /** What was written. */
  public List<Object> cells() {
    return cells;
  }

  /** The ports that move with the value. */
  public List<PortEnd> ports() {
    return ports;
  }

  /** A realm makes the value of its cells now: its ports are that realm's from here on. */
  public void open() {
    opened.set(true);
  }

  /** Nobody will get it: its ports are closed, unless a realm has them already. */
  public void discard() {
    if (!ports.isEmpty() && opened.compareAndSet(false, true)) {
      PortEnd.abandon(ports);
    }
  }
}
