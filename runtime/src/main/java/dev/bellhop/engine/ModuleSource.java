package dev.bellhop.engine;

import dev.bellhop.url.Url;

/**
 * What a module is made of.
 *
 * @param text its source
 * @param base what its imports are resolved against, and {@code import.meta.url}
 * @param format what the text is
 */
public record ModuleSource(String text, Url base, Format format) {
  /** The kinds of modules. */
  public enum Format {
    /** A JavaScript module. */
    JAVASCRIPT,
    /** A module whose default export is what its JSON text says. */
    JSON
  }
}
