package dev.bellhop.lifecycle;

/**
 * Whether a registration's navigations are preloaded.
 *
 * @param headerValue the value of the header that tells the server
 * @see <a href="https://w3c.github.io/ServiceWorker/#dictdef-navigationpreloadstate">Service
 *     Workers: NavigationPreloadState</a>
 */
public record PreloadState(boolean enabled, String headerValue) {
  /** As a registration has it at first. */
  static final PreloadState INITIAL = new PreloadState(false, "true");

  /** Enabled or not, with the same header. */
  public PreloadState withEnabled(boolean enabled) {
    return new PreloadState(enabled, headerValue);
  }

  /** With another value of the header. */
  public PreloadState withHeaderValue(String headerValue) {
    return new PreloadState(enabled, headerValue);
  }
}
