package dev.bellhop.url.pattern;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A match of a URL pattern.
 *
 * @param components the match of each component, unmodifiable
 * @see <a href="https://urlpattern.spec.whatwg.org/#dictdef-urlpatternresult">URL Pattern:
 *     URLPatternResult</a>
 */
public record UrlPatternResult(Map<ComponentName, ComponentResult> components) {
  public UrlPatternResult {
    components = Collections.unmodifiableMap(components);
  }

  /**
   * A match of a component.
   *
   * @param input the component of the URL
   * @param groups what the groups match, by name and in their order, unmodifiable; null for a group
   *     that takes no part
   * @see <a href="https://urlpattern.spec.whatwg.org/#dictdef-urlpatterncomponentresult">URL
   *     Pattern: URLPatternComponentResult</a>
   */
  public record ComponentResult(String input, Map<String, @Nullable String> groups) {
    public ComponentResult {
      groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }
  }
}
