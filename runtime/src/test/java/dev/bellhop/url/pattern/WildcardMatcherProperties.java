package dev.bellhop.url.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Holds the matcher to what the standard's regular expression does in JavaScript. */
class WildcardMatcherProperties {
  private static Context context;
  private static Value exec;

  @BeforeContainer
  static void open() {
    context = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    exec = context.eval("js", "(source, flags, input) => new RegExp(source, flags).exec(input)");
  }

  @AfterContainer
  static void close() {
    context.close();
  }

  @Property(tries = 4000)
  void matchesAndCapturesAsJavaScriptDoes(
      @ForAll("parts") List<Part> parts,
      @ForAll("options") PatternOptions options,
      @ForAll("inputs") String input) {
    assertThat(WildcardProgram.matcher(parts, options).match(input))
        .as(() -> RegExpText.of(parts, options))
        .isEqualTo(inJavaScript(parts, options, input));
  }

  private static @Nullable List<@Nullable String> inJavaScript(
      List<Part> parts, PatternOptions options, String input) {
    String flags = options.caseMatching() == CaseMatching.IGNORED ? "vi" : "v";
    Value matched = exec.execute(RegExpText.of(parts, options), flags, input);
    if (matched.isNull()) {
      return null;
    }
    List<@Nullable String> groups = new ArrayList<>();
    for (long i = 1; i < matched.getArraySize(); i++) {
      Value group = matched.getArrayElement(i);
      groups.add(group.isNull() ? null : group.asString());
    }
    return groups;
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    Arbitrary<Modifier> modifiers = Arbitraries.of(Modifier.class);
    Arbitrary<String> affixes = text(0, 1);
    Arbitrary<Part> groups =
        Combinators.combine(
                Arbitraries.<Part.Matcher>of(new Part.SegmentWildcard(), new Part.FullWildcard()),
                affixes,
                affixes,
                modifiers)
            .as((matcher, prefix, suffix, m) -> new Part.Group("x", matcher, prefix, suffix, m));
    Arbitrary<Part> texts = Combinators.combine(text(1, 2), modifiers).as(Part.FixedText::new);
    return Arbitraries.oneOf(groups, texts).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<PatternOptions> options() {
    return Arbitraries.of(PatternOptions.DEFAULT, PatternOptions.HOSTNAME, PatternOptions.PATHNAME)
        .flatMap(options -> Arbitraries.of(CaseMatching.class).map(options::with));
  }

  @Provide
  Arbitrary<String> inputs() {
    return Arbitraries.oneOf(text(0, 4), text(4, 8));
  }

  private static Arbitrary<String> text(int shortest, int longest) {
    return Arbitraries.strings().withChars("abA/.").ofMinLength(shortest).ofMaxLength(longest);
  }
}
