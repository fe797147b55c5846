package dev.bellhop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a background fetch shows, and its limit.
 *
 * @param title what to show, or null
 * @param icons what to show beside it; their URLs are absolute, or relative to the registration's
 *     scope
 * @param downloadTotal the bytes that all bodies together may have at most; 0 for no limit
 */
public record BackgroundFetchOptions(
    @Nullable String title, List<BackgroundFetchIcon> icons, long downloadTotal) {
  /** Without title, icons and limit. */
  public static BackgroundFetchOptions none() {
    return new BackgroundFetchOptions(null, List.of(), 0);
  }

  /** With a title. */
  public static BackgroundFetchOptions titled(String title) {
    return new BackgroundFetchOptions(title, List.of(), 0);
  }
}
