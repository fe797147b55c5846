package dev.bellhop.url.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches one component of URLs. */
@FunctionalInterface
public interface ComponentMatcher {
  /**
   * What the groups match, in their order, null for a group that takes no part; or null where the
   * whole input does not match. There may be more than the component has named groups.
   */
  @Nullable List<@Nullable String> match(String input);
}
