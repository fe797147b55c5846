package dev.bellhop.url.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes parts as a pattern string, the shortest that means the same.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#converting-part-lists-to-pattern-strings">URL
 *     Pattern: converting part lists to pattern strings</a>
 */
final class PatternText {
  private static final String SPECIAL = "+*?:{}()\\";

  private final List<Part> parts;
  private final PatternOptions options;
  private final StringBuilder output = new StringBuilder();

  private PatternText(List<Part> parts, PatternOptions options) {
    this.parts = parts;
    this.options = options;
  }

  static String of(List<Part> parts, PatternOptions options) {
    PatternText text = new PatternText(parts, options);
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Part.FixedText fixed -> text.append(fixed);
        case Part.Group group -> text.append(group, i);
      }
    }
    return text.output.toString();
  }

  /**
   * The pattern string that matches only the input.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#escape-a-pattern-string">URL Pattern: escape
   *     a pattern string</a>
   */
  static String escape(String input) {
    return RegExpText.escape(input, SPECIAL);
  }

  private void append(Part.FixedText part) {
    String text = escape(part.value());
    if (part.modifier() == Modifier.NONE) {
      output.append(text);
    } else {
      output.append('{').append(text).append('}').append(part.modifier().symbol);
    }
  }

  private void append(Part.Group group, int index) {
    Part previous = index == 0 ? null : parts.get(index - 1);
    Part next = index == parts.size() - 1 ? null : parts.get(index + 1);
    boolean grouped = needsGrouping(group, previous, next);
    if (grouped) {
      output.append('{');
    }
    output.append(escape(group.prefix()));
    if (group.hasCustomName()) {
      output.append(':').append(group.name());
    }
    switch (group.matcher()) {
      case Part.RegExp(String source) -> output.append('(').append(source).append(')');
      case Part.SegmentWildcard _ -> appendSegmentWildcard(group);
      case Part.FullWildcard _ ->
          output.append(isPlainAsterisk(group, previous, grouped) ? "*" : "(.*)");
    }
    output.append(escape(group.suffix()));
    if (grouped) {
      output.append('}');
    }
    output.append(group.modifier().symbol);
  }

  private void appendSegmentWildcard(Part.Group group) {
    if (!group.hasCustomName()) {
      output.append('(').append(options.segmentWildcardRegExp()).append(')');
    } else if (canContinueName(group.suffix())) {
      output.append('\\');
    }
  }

  /** Whether braces are needed so that what is around the group is not taken for a part of it. */
  private boolean needsGrouping(Part.Group group, @Nullable Part previous, @Nullable Part next) {
    boolean ownPrefix = group.prefix().isEmpty() || group.prefix().equals(options.prefix());
    if (!group.suffix().isEmpty() || !ownPrefix) {
      return true;
    }
    boolean bareName =
        group.hasCustomName()
            && group.matcher() instanceof Part.SegmentWildcard
            && group.modifier() == Modifier.NONE;
    if (bareName && next != null && runsIntoName(next)) {
      return true;
    }
    return group.prefix().isEmpty()
        && !options.prefix().isEmpty()
        && previous instanceof Part.FixedText(String text, Modifier _)
        && text.endsWith(options.prefix());
  }

  private static boolean runsIntoName(Part next) {
    return switch (next) {
      case Part.FixedText(String text, Modifier _) -> canContinueName(text);
      case Part.Group group -> group.isBare() && !group.hasCustomName();
    };
  }

  private static boolean canContinueName(String text) {
    return !text.isEmpty() && NameCodePoints.canContinue(text.codePointAt(0));
  }

  /** Whether an asterisk would be read as a wildcard, not as the modifier of the part before. */
  private static boolean isPlainAsterisk(
      Part.Group group, @Nullable Part previous, boolean grouped) {
    return !group.hasCustomName()
        && (previous == null
            || previous instanceof Part.FixedText
            || previous.modifier() != Modifier.NONE
            || grouped
            || !group.prefix().isEmpty());
  }
}
