package dev.bellhop.url.pattern;

import dev.bellhop.url.SpecialScheme;
import dev.bellhop.url.Url;
import dev.bellhop.url.UrlComponents;
import dev.bellhop.url.pattern.UrlPatternResult.ComponentResult;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What URLs look like, component by component. Two patterns are equal if they have the same
 * components and the same way with upper and lower case. Immutable; safe from any thread unless it
 * has regular expression groups, which work where their compiler does.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#url-pattern">URL Pattern: URL pattern</a>
 */
public final class UrlPattern {
  private final Map<ComponentName, Component> components;
  private final CaseMatching caseMatching;

  private UrlPattern(Map<ComponentName, Component> components, CaseMatching caseMatching) {
    this.components = components;
    this.caseMatching = caseMatching;
  }

  /**
   * Parses a pattern that is written like a URL, without regular expression groups.
   *
   * @param base what a relative pattern is resolved against; without one it must be absolute
   * @throws UrlPatternException for a pattern that cannot be
   * @see <a href="https://urlpattern.spec.whatwg.org/#build-a-url-pattern-from-a-web-idl-value">URL
   *     Pattern: build a URL pattern from a Web IDL value</a>
   */
  public static UrlPattern parse(String input, @Nullable Url base) {
    String baseUrl = base == null ? null : base.href();
    return parse(input, baseUrl, CaseMatching.SENSITIVE, RegExpCompiler.NONE);
  }

  /**
   * Makes a pattern, without regular expression groups, from its components.
   *
   * @param base where absent components come from, unless the init names its own base, or null
   * @throws UrlPatternException for a pattern that cannot be
   */
  public static UrlPattern parse(UrlPatternInit init, @Nullable Url base) {
    UrlPatternInit based =
        base == null || init.baseUrl() != null ? init : init.withBase(base.href());
    return create(based, CaseMatching.SENSITIVE, RegExpCompiler.NONE);
  }

  /**
   * Parses a pattern that is written like a URL.
   *
   * @param baseUrl the base URL, not parsed yet, or null
   * @throws UrlPatternException for a pattern that cannot be
   * @see <a href="https://urlpattern.spec.whatwg.org/#url-pattern-create">URL Pattern: create</a>
   */
  public static UrlPattern parse(
      String input, @Nullable String baseUrl, CaseMatching caseMatching, RegExpCompiler regExps) {
    UrlPatternInit init = ConstructorStringParser.parse(input, regExps);
    if (baseUrl != null) {
      return create(init.withBase(baseUrl), caseMatching, regExps);
    }
    if (!init.contains(ComponentName.PROTOCOL)) {
      throw new UrlPatternException(
          "The pattern \"" + input + "\" has no protocol, so it needs a base URL.");
    }
    return create(init, caseMatching, regExps);
  }

  /**
   * Makes a pattern from its components.
   *
   * @throws UrlPatternException for a pattern that cannot be
   * @see <a href="https://urlpattern.spec.whatwg.org/#url-pattern-create">URL Pattern: create</a>
   */
  public static UrlPattern create(
      UrlPatternInit init, CaseMatching caseMatching, RegExpCompiler regExps) {
    Map<ComponentName, String> patterns = InitProcessing.ofPattern(init);
    for (ComponentName name : ComponentName.values()) {
      patterns.putIfAbsent(name, "*");
    }
    if (isDefaultPort(patterns.get(ComponentName.PROTOCOL), patterns.get(ComponentName.PORT))) {
      patterns.put(ComponentName.PORT, "");
    }
    Map<ComponentName, Component> components = new EnumMap<>(ComponentName.class);
    patterns.forEach(
        (name, pattern) ->
            components.put(
                name,
                Component.compile(
                    pattern,
                    canonicalization(name, pattern, components),
                    options(name, caseMatching, components),
                    regExps)));
    return new UrlPattern(components, caseMatching);
  }

  private static boolean isDefaultPort(@Nullable String protocol, @Nullable String port) {
    int known = protocol == null ? SpecialScheme.NO_PORT : SpecialScheme.defaultPort(protocol);
    return known != SpecialScheme.NO_PORT && Integer.toString(known).equals(port);
  }

  /** How to canonicalize a component, given those before it. */
  private static Canonicalization canonicalization(
      ComponentName name, String pattern, Map<ComponentName, Component> before) {
    return switch (name) {
      case PROTOCOL -> Canonicalization.PROTOCOL;
      case USERNAME -> Canonicalization.USERNAME;
      case PASSWORD -> Canonicalization.PASSWORD;
      case HOSTNAME ->
          isIpv6Address(pattern) ? Canonicalization.IPV6_HOSTNAME : Canonicalization.HOSTNAME;
      case PORT -> Canonicalization.PORT;
      case PATHNAME ->
          isSpecial(before) ? Canonicalization.PATHNAME : Canonicalization.OPAQUE_PATHNAME;
      case SEARCH -> Canonicalization.SEARCH;
      case HASH -> Canonicalization.HASH;
    };
  }

  private static PatternOptions options(
      ComponentName name, CaseMatching caseMatching, Map<ComponentName, Component> before) {
    return switch (name) {
      case HOSTNAME -> PatternOptions.HOSTNAME;
      case PROTOCOL, USERNAME, PASSWORD, PORT -> PatternOptions.DEFAULT;
      case PATHNAME ->
          (isSpecial(before) ? PatternOptions.PATHNAME : PatternOptions.DEFAULT).with(caseMatching);
      case SEARCH, HASH -> PatternOptions.DEFAULT.with(caseMatching);
    };
  }

  private static boolean isSpecial(Map<ComponentName, Component> components) {
    return ConstructorStringParser.matchesSpecialScheme(
        Objects.requireNonNull(components.get(ComponentName.PROTOCOL)));
  }

  /**
   * Whether a hostname's pattern is one of an IPv6 address.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#hostname-pattern-is-an-ipv6-address">URL
   *     Pattern: hostname pattern is an IPv6 address</a>
   */
  private static boolean isIpv6Address(String pattern) {
    return pattern.length() >= 2
        && (pattern.startsWith("[") || pattern.startsWith("{[") || pattern.startsWith("\\["));
  }

  /** Whether the pattern matches a URL, fragment included. */
  public boolean matches(Url url) {
    return match(url) != null;
  }

  /** The match of a URL, fragment included, or null. */
  public @Nullable UrlPatternResult match(Url url) {
    UrlComponents shown = UrlComponents.of(url);
    Map<ComponentName, String> inputs = new EnumMap<>(ComponentName.class);
    inputs.put(ComponentName.PROTOCOL, url.scheme());
    inputs.put(ComponentName.USERNAME, shown.username());
    inputs.put(ComponentName.PASSWORD, shown.password());
    inputs.put(ComponentName.HOSTNAME, shown.hostname());
    inputs.put(ComponentName.PORT, shown.port());
    inputs.put(ComponentName.PATHNAME, shown.pathname());
    inputs.put(ComponentName.SEARCH, Objects.requireNonNullElse(url.query(), ""));
    inputs.put(ComponentName.HASH, Objects.requireNonNullElse(url.fragment(), ""));
    return match(inputs);
  }

  /** The match of a URL that is given by its components, or null; also where there is no such. */
  public @Nullable UrlPatternResult match(UrlPatternInit init) {
    Map<ComponentName, String> inputs;
    try {
      inputs = InitProcessing.ofUrl(init);
    } catch (UrlPatternException e) {
      // By the standard, what is no URL is not matched.
      return null;
    }
    return match(inputs);
  }

  /**
   * Matches component by component.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#url-pattern-match">URL Pattern: match</a>
   */
  private @Nullable UrlPatternResult match(Map<ComponentName, String> inputs) {
    Map<ComponentName, ComponentResult> results = new EnumMap<>(ComponentName.class);
    for (Map.Entry<ComponentName, Component> entry : components.entrySet()) {
      Component component = entry.getValue();
      String input = Objects.requireNonNull(inputs.get(entry.getKey()));
      List<@Nullable String> groups = component.matcher().match(input);
      if (groups == null) {
        return null;
      }
      results.put(entry.getKey(), result(component, input, groups));
    }
    return new UrlPatternResult(results);
  }

  private static ComponentResult result(
      Component component, String input, List<@Nullable String> matched) {
    Map<String, @Nullable String> groups = new LinkedHashMap<>();
    Iterator<@Nullable String> values = matched.iterator();
    for (String name : component.groupNames()) {
      groups.put(name, values.next());
    }
    return new ComponentResult(input, groups);
  }

  /** The normalized pattern string of a component. */
  public String component(ComponentName name) {
    return Objects.requireNonNull(components.get(name)).pattern();
  }

  /**
   * All normalized pattern strings, from which {@link #create} makes an equal pattern: what to
   * store of it, with {@link #caseMatching}.
   */
  public UrlPatternInit toInit() {
    Map<ComponentName, String> patterns = new EnumMap<>(ComponentName.class);
    components.forEach((name, component) -> patterns.put(name, component.pattern()));
    return new UrlPatternInit(patterns);
  }

  /** Whether path, query and fragment must be in the pattern's case. */
  public CaseMatching caseMatching() {
    return caseMatching;
  }

  /**
   * Whether a component has a group with a regular expression, which only JavaScript can match.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#url-pattern-has-regexp-groups">URL Pattern:
   *     has regexp groups</a>
   */
  public boolean hasRegExpGroups() {
    return components.values().stream().anyMatch(Component::hasRegExpGroups);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UrlPattern that
        && caseMatching == that.caseMatching
        && toInit().equals(that.toInit());
  }

  @Override
  public int hashCode() {
    return Objects.hash(caseMatching, toInit());
  }

  /** The components with their patterns, to be read by people. */
  @Override
  public String toString() {
    return toInit().components().toString();
  }
}
