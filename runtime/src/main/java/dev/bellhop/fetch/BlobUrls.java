package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.url.Url;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The object URLs of pages: each stands for its blob until it is revoked or its page goes. Realms
 * of the same origin may use them, service workers too. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/FileAPI/#BlobURLStore">File API: blob URL store</a>
 */
public final class BlobUrls {
  /**
   * How many bytes the object URLs of one page keep at most. A blob that a script has dropped stays
   * in memory as long as it has a URL.
   */
  public static final long MOST_BYTES = 256L << 20;

  /** How many object URLs one page has at most. */
  public static final int MOST_URLS = 100_000;

  private record Entry(BlobUrl blob, Owner owner) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** A page of this origin, which has no object URLs yet. */
  public Owner owner(String origin) {
    return new Owner(origin);
  }

  /**
   * What a blob URL stands for; its fragment does not count. Null where it stands for nothing.
   *
   * @see <a href="https://w3c.github.io/FileAPI/#blob-url-resolve">File API: resolve a blob URL</a>
   */
  public @Nullable BlobUrl resolve(Url url) {
    Entry entry = entries.get(url.withoutFragment().href());
    return entry == null ? null : entry.blob();
  }

  /**
   * Ends what a URL stands for, where this origin may do that.
   *
   * @see <a href="https://w3c.github.io/FileAPI/#dfn-revokeObjectURL">File API: revokeObjectURL</a>
   */
  public void revoke(Url url, String origin) {
    Entry entry = entries.get(url.href());
    if (entry != null && entry.blob().origin().equals(origin)) {
      entry.owner().remove(url.href());
    }
  }

  /** A page that makes object URLs. */
  public final class Owner implements AutoCloseable {
    private final String origin;
    private final Set<String> urls = new HashSet<>();

    /** How many URLs each blob has: its bytes are there once. */
    private final Map<Body, Integer> kept = new IdentityHashMap<>();

    private long bytes;
    private boolean closed;

    private Owner(String origin) {
      this.origin = origin;
    }

    /**
     * A new URL for a blob, or null where the page would keep too much.
     *
     * @see <a href="https://w3c.github.io/FileAPI/#add-an-entry">File API: add an entry</a>
     */
    public synchronized @Nullable String add(Body blob, String type) {
      var entry = new BlobUrl(blob, type, origin);
      long more = kept.containsKey(blob) ? 0 : entry.size();
      if (closed || urls.size() >= MOST_URLS || more > MOST_BYTES - bytes) {
        return null;
      }
      String url = "blob:" + origin + "/" + UUID.randomUUID();
      bytes += more;
      kept.merge(blob, 1, Integer::sum);
      urls.add(url);
      entries.put(url, new Entry(entry, this));
      return url;
    }

    private synchronized void remove(String url) {
      if (urls.remove(url)) {
        BlobUrl blob = entries.remove(url).blob();
        if (kept.merge(blob.bytes(), -1, Integer::sum) == 0) {
          kept.remove(blob.bytes());
          bytes -= blob.size();
        }
      }
    }

    /** Ends all of them: the page has gone. */
    @Override
    public synchronized void close() {
      closed = true;
      urls.forEach(entries::remove);
      urls.clear();
      kept.clear();
    }
  }
}
