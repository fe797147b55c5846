package dev.bellhop.ops;

import dev.bellhop.url.Url;
import dev.bellhop.url.pattern.CaseMatching;
import dev.bellhop.url.pattern.ComponentMatcher;
import dev.bellhop.url.pattern.ComponentName;
import dev.bellhop.url.pattern.RegExpCompiler;
import dev.bellhop.url.pattern.UrlPattern;
import dev.bellhop.url.pattern.UrlPatternException;
import dev.bellhop.url.pattern.UrlPatternInit;
import dev.bellhop.url.pattern.UrlPatternResult;
import dev.bellhop.url.pattern.UrlPatternResult.ComponentResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * URL patterns for the URLPattern class. Components pass as arrays in the order of {@link
 * ComponentName}, in an init with the base URL behind them and null for what is absent. Regular
 * expression groups are matched by the script's own RegExp, so patterns with such groups stay on
 * their realm's thread.
 *
 * <p>A {@code compile} argument is a function of a regular expression's source and flags. It
 * returns null for a regular expression that is none, otherwise a function of an input that returns
 * the array of its captures, or null.
 */
public final class UrlPatternOps {
  /** Parses a pattern that is written like a URL. */
  @HostAccess.Export
  public UrlPattern parse(
      String input, @Nullable String baseUrl, boolean ignoreCase, Value compile) {
    return orTypeError(
        () -> UrlPattern.parse(input, baseUrl, caseMatching(ignoreCase), compiler(compile)));
  }

  /** Makes a pattern from its components. */
  @HostAccess.Export
  public UrlPattern create(Value init, boolean ignoreCase, Value compile) {
    return orTypeError(
        () -> UrlPattern.create(init(init), caseMatching(ignoreCase), compiler(compile)));
  }

  /** The normalized pattern string of each component. */
  @HostAccess.Export
  public String[] components(UrlPattern pattern) {
    String[] components = new String[ComponentName.values().length];
    for (ComponentName name : ComponentName.values()) {
      components[name.ordinal()] = pattern.component(name);
    }
    return components;
  }

  /** Whether a regular expression takes part in matching. */
  @HostAccess.Export
  public boolean hasRegExpGroups(UrlPattern pattern) {
    return pattern.hasRegExpGroups();
  }

  /**
   * Matches a URL, parsed against a base, if given. For each component there is an array of its
   * input and its groups' names and values by turns; null stands for no match.
   */
  @HostAccess.Export
  public Object @Nullable [] match(UrlPattern pattern, String input, @Nullable String base) {
    Url url = UrlOps.parseUrl(input, base);
    return url == null ? null : shown(pattern.match(url));
  }

  /** Matches a URL that is given by its components, otherwise like {@link #match}. */
  @HostAccess.Export
  public Object @Nullable [] matchInit(UrlPattern pattern, Value init) {
    return shown(pattern.match(init(init)));
  }

  private static UrlPattern orTypeError(Supplier<UrlPattern> pattern) {
    try {
      return pattern.get();
    } catch (UrlPatternException e) {
      throw new OpException("TypeError", Objects.requireNonNull(e.getMessage()));
    }
  }

  private static CaseMatching caseMatching(boolean ignoreCase) {
    return ignoreCase ? CaseMatching.IGNORED : CaseMatching.SENSITIVE;
  }

  private static UrlPatternInit init(Value array) {
    Map<ComponentName, String> components = new EnumMap<>(ComponentName.class);
    for (ComponentName name : ComponentName.values()) {
      String value = string(array.getArrayElement(name.ordinal()));
      if (value != null) {
        components.put(name, value);
      }
    }
    return new UrlPatternInit(
        components, string(array.getArrayElement(ComponentName.values().length)));
  }

  private static @Nullable String string(Value value) {
    return value.isNull() ? null : value.asString();
  }

  private static RegExpCompiler compiler(Value compile) {
    return (source, caseMatching) -> {
      Value match = compile.execute(source, caseMatching == CaseMatching.IGNORED ? "vi" : "v");
      if (match.isNull()) {
        throw new UrlPatternException(
            "The pattern comes to /" + source + "/v, which is no regular expression.");
      }
      return matcher(match);
    };
  }

  private static ComponentMatcher matcher(Value match) {
    return input -> {
      Value captures = match.execute(input);
      if (captures.isNull()) {
        return null;
      }
      List<@Nullable String> groups = new ArrayList<>();
      for (long i = 0; i < captures.getArraySize(); i++) {
        groups.add(string(captures.getArrayElement(i)));
      }
      return groups;
    };
  }

  private static Object @Nullable [] shown(@Nullable UrlPatternResult result) {
    return result == null
        ? null
        : result.components().values().stream().map(UrlPatternOps::shown).toArray();
  }

  private static @Nullable String[] shown(ComponentResult component) {
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(component.input());
    component
        .groups()
        .forEach(
            (name, value) -> {
              texts.add(name);
              texts.add(value);
            });
    return texts.toArray(String[]::new);
  }
}
