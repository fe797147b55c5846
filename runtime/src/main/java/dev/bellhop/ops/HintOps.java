package dev.bellhop.ops;

import dev.bellhop.SourceFrame;
import dev.bellhop.cache.Cache;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/** What the host knows of a site that tells a mistake from what is meant. On a realm's loop. */
public final class HintOps {
  private final Url location;
  private final Supplier<List<Url>> bases;
  private final Predicate<Url> isFile;
  private final BiConsumer<String, SourceFrame> opened;
  private final Consumer<String> written;

  /**
   * For the realm at this location.
   *
   * @param bases what relative URLs of the site's scripts may be meant against
   * @param isFile whether a URL leads to a file of the site's folder
   * @param opened is told which caches a script opens, and where
   * @param written is told which caches a script begins to write to
   */
  public HintOps(
      Url location,
      Supplier<List<Url>> bases,
      Predicate<Url> isFile,
      BiConsumer<String, SourceFrame> opened,
      Consumer<String> written) {
    this.location = location;
    this.bases = bases;
    this.isFile = isFile;
    this.opened = opened;
    this.written = written;
  }

  /**
   * The URL of a file that a relative URL may have been meant for, or null where it leads to one.
   */
  @HostAccess.Export
  public @Nullable String elsewhere(String text) {
    Url used = Url.parse(text, location);
    if (used == null || isFile.test(used)) {
      return null;
    }
    return bases.get().stream()
        .map(base -> Url.parse(text, base))
        .filter(url -> url != null && isFile.test(url))
        .map(Url::href)
        .findFirst()
        .orElse(null);
  }

  /** A script opens a cache. */
  @HostAccess.Export
  public void cacheOpened(String name, @Nullable SourceFrame place) {
    if (place != null) {
      opened.accept(name, place);
    }
  }

  /** A script begins to write to a cache. */
  @HostAccess.Export
  public void cacheWritten(Cache cache) {
    written.accept(cache.name());
  }
}
