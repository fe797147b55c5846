package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import dev.bellhop.syntax.ClientUrls;
import dev.bellhop.syntax.Place;
import java.util.Map;

/**
 * Looks for mistakes that no running script shows, since nothing of the platform takes part in
 * them: a comparison of two strings is one. It names only what can hardly be anything else.
 */
final class ScriptScan {
  private final Mistakes mistakes;

  ScriptScan(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Looks at a worker's script before it is evaluated. */
  void look(String url, String text) {
    if (mistakes.ofWorker() && text.contains("lient.url")) {
      for (ClientUrls.Comparison found : ClientUrls.in(text)) {
        Place place = found.place();
        mistakes.tell(
            "client-url-path",
            new SourceFrame(url, place.line(), place.column(), place.text()),
            Map.of("literal", found.literal()));
      }
    }
  }
}
