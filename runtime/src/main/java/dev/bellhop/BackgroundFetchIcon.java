package dev.bellhop;

import org.jspecify.annotations.Nullable;

/**
 * An icon that a background fetch shows.
 *
 * @param src its URL
 * @param sizes its sizes in pixels, such as "96x96 192x192", or null
 * @param type its MIME type, or null
 * @param label what it shows, in words, or null
 * @see <a href="https://w3c.github.io/image-resource/#dom-imageresource">Image Resource:
 *     ImageResource</a>
 */
public record BackgroundFetchIcon(
    String src, @Nullable String sizes, @Nullable String type, @Nullable String label) {
  /** Just a URL. */
  public static BackgroundFetchIcon at(String src) {
    return new BackgroundFetchIcon(src, null, null, null);
  }

  /** At another URL. */
  public BackgroundFetchIcon withSrc(String src) {
    return new BackgroundFetchIcon(src, sizes, type, label);
  }
}
