package dev.bellhop.routing;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule sends a request.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#typedefdef-routersource">Service Workers:
 *     RouterSource</a>
 */
public sealed interface RouterSource {
  /** The network. */
  record Network() implements RouterSource {}

  /** The worker's fetch handler. */
  record FetchEvent() implements RouterSource {}

  /** The network and the fetch handler, whichever answers first. */
  record Race() implements RouterSource {}

  /**
   * A cache.
   *
   * @param name its name, or null for all caches
   */
  record Cache(@Nullable String name) implements RouterSource {}
}
