package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What stands around a block: our own script that declares what the block leaves open, and scripts
 * for the page beside it.
 */
final class Fixture {
  /** Nothing at all. */
  static final Fixture NONE = new Fixture(Map.of());

  /** The parts of a fixture's file; each begins with a line {@code //# name}. */
  private enum Part {
    /** Before the block, in the same script. */
    DECLARE,
    /** Where the block goes, and what follows it in the same script. */
    BLOCK,
    /** In the page, before the worker is registered. */
    BEFORE,
    /** In the page, after everything was dispatched. */
    AFTER
  }

  private static final String WITH = "//# with ";

  /** What fixtures say what must hold with, in one line. */
  private static final String HELPER =
      "globalThis.expectThat = (what, holds) => console.debug('bellhop-mdn:' +"
          + " JSON.stringify({ type: 'check', what, holds: Boolean(holds) }));\n";

  private final Map<Part, String> parts;

  private Fixture(Map<Part, String> parts) {
    this.parts = parts;
  }

  /**
   * A script with a block in it.
   *
   * @param linesBefore how many lines stand before the block's first one
   */
  record Script(String text, int linesBefore) {}

  /**
   * Reads a fixture's file. A line {@code //# with name} takes over what another one declares.
   *
   * @param others finds other fixtures
   * @throws BellhopException where it has a part that there is none of
   */
  static Fixture parse(String name, String text, Function<String, Fixture> others) {
    Map<Part, StringBuilder> parts = new EnumMap<>(Part.class);
    Part part = null;
    for (String line : text.lines().toList()) {
      if (line.startsWith(WITH)) {
        Fixture other = others.apply(line.substring(WITH.length()).strip());
        parts.put(Part.DECLARE, new StringBuilder(other.parts.getOrDefault(Part.DECLARE, "")));
      } else if (line.startsWith("//# ")) {
        part = part(name, line.substring(4).strip());
        parts.putIfAbsent(part, new StringBuilder());
      } else if (part != null) {
        parts.get(part).append(line).append('\n');
      }
    }
    return new Fixture(
        parts.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString())));
  }

  private static Part part(String name, String word) {
    for (Part part : Part.values()) {
      if (part.name().equalsIgnoreCase(word)) {
        return part;
      }
    }
    throw BadInput.saying(
        "The fixture "
            + name
            + " has a part '"
            + word
            + "'; there are declare, block, before and"
            + " after.");
  }

  /** Whether it says itself what goes around a block. */
  boolean surrounds() {
    return parts.containsKey(Part.BLOCK) || parts.containsKey(Part.DECLARE);
  }

  /**
   * A block with what goes around it.
   *
   * @param checks what follows all of that
   */
  Script around(String block, String checks) {
    String before = HELPER + parts.getOrDefault(Part.DECLARE, "");
    return new Script(
        before + block + parts.getOrDefault(Part.BLOCK, "") + checks, (int) before.lines().count());
  }

  /** What the page does first; may be empty. */
  String before() {
    return parts.getOrDefault(Part.BEFORE, "");
  }

  /** What the page does in the end; may be empty. */
  String after() {
    return parts.getOrDefault(Part.AFTER, "");
  }
}
