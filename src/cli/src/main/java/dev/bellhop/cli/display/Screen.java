package dev.bellhop.cli.display;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that stay, and below them a block of lines that change. Each change clears the block with
 * ANSI sequences and draws it again. Safe from any thread.
 */
final class Screen {
  private static final String ESCAPE = "\u001b[";

  private final PrintWriter out;
  private final Map<String, String> block = new LinkedHashMap<>();
  private int drawn;

  Screen(PrintWriter out) {
    this.out = out;
  }

  /** A line that stays, above the block. */
  synchronized void print(String line) {
    clear();
    out.println(line);
    draw();
  }

  /**
   * Sets a line of the block; a new one comes last. It must be shorter than the terminal is wide.
   */
  synchronized void put(String id, String line) {
    clear();
    block.put(id, line);
    draw();
  }

  /** Sets the whole block. The lines must be shorter than the terminal is wide. */
  synchronized void show(List<String> lines) {
    clear();
    block.clear();
    lines.forEach(line -> block.put(Integer.toString(block.size()), line));
    draw();
  }

  /** Takes a line off the block. */
  synchronized void remove(String id) {
    clear();
    block.remove(id);
    draw();
  }

  private void clear() {
    if (drawn > 0) {
      out.print(ESCAPE + drawn + "A\r" + ESCAPE + "J");
      drawn = 0;
    }
  }

  private void draw() {
    block.values().forEach(out::println);
    drawn = block.size();
    out.flush();
  }
}
