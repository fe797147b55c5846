package dev.bellhop.net.fault;

import dev.bellhop.url.Url;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** URLs with stars for any text, as {@link dev.bellhop.FaultRule#urls} says. */
final class UrlGlob {
  private final @Nullable Pattern pattern;
  private final boolean pathOnly;

  /** Null is for all URLs. */
  UrlGlob(@Nullable String glob) {
    pathOnly = glob != null && glob.startsWith("/");
    pattern =
        glob == null
            ? null
            : Pattern.compile(
                Arrays.stream(glob.split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
  }

  boolean matches(Url url) {
    return pattern == null || pattern.matcher(pathOnly ? target(url) : href(url)).matches();
  }

  private static String href(Url url) {
    return url.withoutFragment().href();
  }

  private static String target(Url url) {
    String query = url.query();
    return query == null ? url.path() : url.path() + "?" + query;
  }
}
