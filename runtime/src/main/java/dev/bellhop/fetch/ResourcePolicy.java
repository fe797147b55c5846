package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.url.PublicSuffixes;
import dev.bellhop.url.Url;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server lets other origins have its response at all.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header">Fetch:
 *     Cross-Origin-Resource-Policy header</a>
 */
public final class ResourcePolicy {
  private ResourcePolicy() {}

  /** Why not, in a sentence; null where it does. */
  public static @Nullable String refusal(String who, HeaderList response, String origin, Url url) {
    String policy = response.get("Cross-Origin-Resource-Policy");
    boolean blocked =
        switch (policy) {
          case "same-origin" -> !url.origin().equals(origin);
          case "same-site" -> !isSameSite(Url.parse(origin, null), url);
          case null, default -> false;
        };
    return blocked
        ? who
            + " has \"Cross-Origin-Resource-Policy: "
            + policy
            + "\", which keeps it from "
            + origin
        : null;
  }

  private static boolean isSameSite(@Nullable Url origin, Url url) {
    return origin != null
        && PublicSuffixes.isSchemelesslySameSite(origin, url)
        && (origin.scheme().equals("https") || !url.scheme().equals("https"));
  }
}
