package dev.bellhop.url.pattern;

/**
 * Compiles components that have regular expression groups, in the syntax of JavaScript's RegExp
 * with the flag {@code v}. Components without such groups need none.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#compile-a-component">URL Pattern: compile a
 *     component</a>
 */
@FunctionalInterface
public interface RegExpCompiler {
  /** Takes no pattern that has regular expression groups. */
  RegExpCompiler NONE =
      (source, _) -> {
        throw new UrlPatternException(
            "A pattern cannot have regular expression groups here, but this one comes to /"
                + source
                + "/.");
      };

  /**
   * A matcher for the whole of a component.
   *
   * @throws UrlPatternException for a regular expression that is none
   */
  ComponentMatcher compile(String source, CaseMatching caseMatching);
}
