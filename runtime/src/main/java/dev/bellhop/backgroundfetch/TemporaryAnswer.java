package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchResponse;
import org.jspecify.annotations.Nullable;

/**
 * Which answers say that another one will come later. The specification calls each of them
 * "bad-status" at once; it also leaves to the host when a resource is only temporarily unavailable,
 * and a server that says until when, or a network that wants a login first, says just that. So a
 * GET is sent again first, and the last attempt's answer is the one that counts.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#complete-a-record-algorithm">Background
 *     Fetch: complete a record</a>
 */
final class TemporaryAnswer {
  private TemporaryAnswer() {}

  /** Why to ask again later, in words, or null where the answer is one. */
  static @Nullable String why(FetchResponse head) {
    return switch (head.status()) {
      case 429, 503 ->
          RetryAfter.of(head.headers()) == null
              ? null
              : "the server answered " + head.status() + " and wants to be asked again later";
      case 511 -> "the network wants a login first, as status 511 says";
      default -> null;
    };
  }
}
