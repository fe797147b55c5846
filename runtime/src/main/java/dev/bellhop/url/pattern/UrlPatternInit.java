package dev.bellhop.url.pattern;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The components of a pattern, or of a URL to match, one by one.
 *
 * @param components what is given, unmodifiable; a component that is absent comes from the base
 *     URL, or matches anything
 * @param baseUrl the URL that absent components come from, or null
 * @see <a href="https://urlpattern.spec.whatwg.org/#dictdef-urlpatterninit">URL Pattern:
 *     URLPatternInit</a>
 */
public record UrlPatternInit(Map<ComponentName, String> components, @Nullable String baseUrl) {
  public UrlPatternInit {
    Map<ComponentName, String> copy = new EnumMap<>(ComponentName.class);
    copy.putAll(components);
    components = Collections.unmodifiableMap(copy);
  }

  /** Components without a base URL. */
  public UrlPatternInit(Map<ComponentName, String> components) {
    this(components, null);
  }

  /** The same components, with this base URL. */
  UrlPatternInit withBase(String base) {
    return new UrlPatternInit(components, base);
  }

  boolean contains(ComponentName name) {
    return components.containsKey(name);
  }

  /** Whether none of some components is given. */
  boolean lacks(ComponentName... names) {
    for (ComponentName name : names) {
      if (components.containsKey(name)) {
        return false;
      }
    }
    return true;
  }
}
