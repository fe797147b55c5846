package dev.bellhop.html;

import org.jspecify.annotations.Nullable;

/**
 * A script element that is to run.
 *
 * @param type how its text is to be understood
 * @param timing when it runs
 * @param source the value of its {@code src} attribute, or null for an inline script
 * @param text the inline text; empty where there is a source
 * @param line the line of the HTML file that the text begins in, from 1
 * @param crossOrigin the {@code crossorigin} attribute: null where there is none, else
 *     "use-credentials" or "anonymous"
 * @param integrity the {@code integrity} attribute, or ""
 * @see <a href="https://html.spec.whatwg.org/#the-script-element">HTML: the script element</a>
 */
public record ScriptElement(
    Type type,
    Timing timing,
    @Nullable String source,
    String text,
    int line,
    @Nullable String crossOrigin,
    String integrity) {

  /** How a script's text is to be understood. */
  public enum Type {
    /** As a script that shares the global's scope. */
    CLASSIC,
    /** As a JavaScript module. */
    MODULE
  }

  /** When a script runs. */
  public enum Timing {
    /** Where the parser meets it; the parser waits. */
    PARSING,
    /** When the page has been parsed, in order. */
    DEFERRED,
    /** As soon as it is there. */
    ASYNC
  }
}
