package dev.bellhop.url.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * One component of a pattern, compiled.
 *
 * @param pattern the normalized pattern string
 * @see <a href="https://urlpattern.spec.whatwg.org/#component">URL Pattern: component</a>
 */
record Component(
    String pattern, ComponentMatcher matcher, List<String> groupNames, boolean hasRegExpGroups) {

  /**
   * Compiles a pattern string.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#compile-a-component">URL Pattern: compile a
   *     component</a>
   */
  static Component compile(
      String input,
      Canonicalization canonicalization,
      PatternOptions options,
      RegExpCompiler regExps) {
    List<Part> parts = PatternParser.parse(input, options, canonicalization);
    List<String> names = new ArrayList<>();
    boolean regExpGroups = false;
    for (Part part : parts) {
      if (part instanceof Part.Group group) {
        names.add(group.name());
        regExpGroups |= group.matcher() instanceof Part.RegExp;
      }
    }
    ComponentMatcher matcher =
        regExpGroups
            ? regExps.compile(RegExpText.of(parts, options), options.caseMatching())
            : WildcardProgram.matcher(parts, options);
    return new Component(PatternText.of(parts, options), matcher, List.copyOf(names), regExpGroups);
  }
}
