package dev.bellhop.store;

import java.util.regex.Pattern;

/**
 * Which bucket of which origin.
 *
 * @param name empty for the default bucket, which every origin has
 * @see <a href="https://wicg.github.io/storage-buckets/#validate-a-bucket-name">Storage Buckets:
 *     validate a bucket name</a>
 */
public record BucketKey(String origin, String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** No origin and no name has it. */
  private static final char BETWEEN = ' ';

  /** The default bucket of an origin. */
  public static BucketKey defaultOf(String origin) {
    return new BucketKey(origin, "");
  }

  static BucketKey parse(String text) {
    int between = text.indexOf(BETWEEN);
    return between < 0
        ? defaultOf(text)
        : new BucketKey(text.substring(0, between), text.substring(between + 1));
  }

  /** Whether a bucket that is not the default one can have this name. */
  public static boolean isValidName(String name) {
    return NAME.matcher(name).matches();
  }

  /** As it stands in the tables, where the default bucket is called as its origin. */
  public String text() {
    return name.isEmpty() ? origin : origin + BETWEEN + name;
  }
}
