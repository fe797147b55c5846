package dev.bellhop.ops;

import dev.bellhop.fetch.BlobUrl;
import dev.bellhop.fetch.BlobUrls;
import dev.bellhop.http.Body;
import dev.bellhop.url.Url;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/** Object URLs, for one realm. */
public final class BlobUrlOps implements AutoCloseable {
  private final BlobUrls urls;
  private final BlobUrls.Owner owner;
  private final String origin;

  /** For the realm at this location. */
  public BlobUrlOps(BlobUrls urls, Url location) {
    this.urls = urls;
    this.origin = location.origin();
    this.owner = urls.owner(origin);
  }

  /** A URL for a blob, which lives no longer than the realm. */
  @HostAccess.Export
  public String create(Body bytes, String type) {
    String url = owner.add(bytes, type);
    if (url == null) {
      throw new OpException(
          "QuotaExceededError",
          "The object URLs of a page keep "
              + (BlobUrls.MOST_BYTES >> 20)
              + " MiB at most, and "
              + BlobUrls.MOST_URLS
              + " of them are allowed; end those that are not needed any more with"
              + " URL.revokeObjectURL().");
    }
    return url;
  }

  /** Revokes a URL, if it is one of this origin's. */
  @HostAccess.Export
  public void revoke(String text) {
    Url url = Url.parse(text, null);
    if (url != null) {
      urls.revoke(url, origin);
    }
  }

  /** What a URL stands for, or null. */
  @HostAccess.Export
  public @Nullable BlobUrl resolve(String text) {
    return urls.resolve(Messages.url(text));
  }

  /** Ends the URLs that the realm has made. */
  @Override
  public void close() {
    owner.close();
  }
}
