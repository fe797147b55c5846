package dev.bellhop.url.pattern;

import dev.bellhop.url.pattern.Token.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the pattern string of one component into parts.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#parse-a-pattern-string">URL Pattern: parse a
 *     pattern string</a>
 */
final class PatternParser {
  private static final String FULL_WILDCARD_REGEXP = ".*";

  private final String input;
  private final PatternOptions options;
  private final Canonicalization canonicalization;
  private final List<Token> tokens;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final StringBuilder pendingFixedValue = new StringBuilder();
  private int index;
  private int nextNumericName;

  private PatternParser(String input, PatternOptions options, Canonicalization canonicalization) {
    this.input = input;
    this.options = options;
    this.canonicalization = canonicalization;
    tokens = Tokenizer.tokenize(input, Tokenizer.Policy.STRICT);
  }

  static List<Part> parse(String input, PatternOptions options, Canonicalization canonicalization) {
    PatternParser parser = new PatternParser(input, options, canonicalization);
    while (parser.index < parser.tokens.size()) {
      parser.step();
    }
    return parser.parts;
  }

  private void step() {
    Token character = tryConsume(Type.CHAR);
    Token name = tryConsume(Type.NAME);
    Token regExpOrWildcard = tryConsumeRegExpOrWildcard(name);
    if (name != null || regExpOrWildcard != null) {
      addGroupAfter(character, name, regExpOrWildcard);
      return;
    }
    Token fixed = character != null ? character : tryConsume(Type.ESCAPED_CHAR);
    if (fixed != null) {
      pendingFixedValue.append(fixed.value());
    } else if (tryConsume(Type.OPEN) != null) {
      addBraced();
    } else {
      addPendingFixedValue();
      consumeRequired(Type.END);
    }
  }

  /** A group, and the character before it, which is the group's prefix if the options say so. */
  private void addGroupAfter(
      @Nullable Token character, @Nullable Token name, @Nullable Token regExpOrWildcard) {
    String prefix = character == null ? "" : character.value();
    if (!prefix.equals(options.prefix())) {
      pendingFixedValue.append(prefix);
      prefix = "";
    }
    addPendingFixedValue();
    addPart(prefix, name, regExpOrWildcard, "");
  }

  /** What stands in braces, from after the opening one on. */
  private void addBraced() {
    String prefix = consumeText();
    Token name = tryConsume(Type.NAME);
    Token regExpOrWildcard = tryConsumeRegExpOrWildcard(name);
    String suffix = consumeText();
    consumeRequired(Type.CLOSE);
    addPart(prefix, name, regExpOrWildcard, suffix);
  }

  private @Nullable Token tryConsume(Type type) {
    Token next = tokens.get(index);
    if (next.type() != type) {
      return null;
    }
    index++;
    return next;
  }

  private @Nullable Token tryConsumeModifier() {
    Token token = tryConsume(Type.OTHER_MODIFIER);
    return token != null ? token : tryConsume(Type.ASTERISK);
  }

  private @Nullable Token tryConsumeRegExpOrWildcard(@Nullable Token name) {
    Token token = tryConsume(Type.REGEXP);
    return token == null && name == null ? tryConsume(Type.ASTERISK) : token;
  }

  private void consumeRequired(Type type) {
    if (tryConsume(type) != null) {
      return;
    }
    Token next = tokens.get(index);
    String problem =
        next.type() == Type.END
            ? "has an opening brace that is not closed"
            : "has \""
                + input.charAt(next.index())
                + "\" at position "
                + next.index()
                + ", where it means nothing; a backslash before it makes it mere text";
    throw new UrlPatternException("The pattern \"" + input + "\" " + problem + ".");
  }

  private String consumeText() {
    StringBuilder text = new StringBuilder();
    while (true) {
      Token token = tryConsume(Type.CHAR);
      if (token == null) {
        token = tryConsume(Type.ESCAPED_CHAR);
      }
      if (token == null) {
        return text.toString();
      }
      text.append(token.value());
    }
  }

  private void addPendingFixedValue() {
    if (!pendingFixedValue.isEmpty()) {
      String value = canonicalization.apply(pendingFixedValue.toString());
      pendingFixedValue.setLength(0);
      parts.add(new Part.FixedText(value, Modifier.NONE));
    }
  }

  /**
   * Adds what has been read, with the modifier that follows.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#add-a-part">URL Pattern: add a part</a>
   */
  private void addPart(
      String prefix, @Nullable Token name, @Nullable Token regExpOrWildcard, String suffix) {
    Modifier modifier = Modifier.of(tryConsumeModifier());
    boolean onlyText = name == null && regExpOrWildcard == null;
    if (onlyText && modifier == Modifier.NONE) {
      pendingFixedValue.append(prefix);
      return;
    }
    addPendingFixedValue();
    if (onlyText) {
      if (!prefix.isEmpty()) {
        parts.add(new Part.FixedText(canonicalization.apply(prefix), modifier));
      }
      return;
    }
    String groupName = name != null ? name.value() : Integer.toString(nextNumericName++);
    if (!names.add(groupName)) {
      throw new UrlPatternException(
          "The pattern \"" + input + "\" has two groups named \"" + groupName + "\".");
    }
    parts.add(
        new Part.Group(
            groupName,
            matcher(regExpOrWildcard),
            canonicalization.apply(prefix),
            canonicalization.apply(suffix),
            modifier));
  }

  /** What the group matches; a regular expression that says the same as a wildcard is one. */
  private Part.Matcher matcher(@Nullable Token token) {
    if (token == null) {
      return new Part.SegmentWildcard();
    }
    if (token.type() == Type.ASTERISK || token.value().equals(FULL_WILDCARD_REGEXP)) {
      return new Part.FullWildcard();
    }
    return token.value().equals(options.segmentWildcardRegExp())
        ? new Part.SegmentWildcard()
        : new Part.RegExp(token.value());
  }
}
