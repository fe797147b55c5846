package dev.bellhop.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while what servers allowed. Safe from any thread.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-cache">Fetch: CORS-preflight
 *     cache</a>
 */
final class PreflightCache {
  static final long MAX_AGE_SECONDS = 7200;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int MAX_ENTRIES = 1000;

  /** Exactly one of method and headerName is set. */
  private record Entry(
      String origin,
      String url,
      boolean credentials,
      @Nullable String method,
      @Nullable String headerName,
      long expires) {}

  private final LongSupplier nanoTime;
  private final List<Entry> entries = new ArrayList<>();

  PreflightCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void add(
      String origin,
      String url,
      boolean credentials,
      List<String> methods,
      List<String> headerNames,
      long maxAgeSeconds) {
    long expires = nanoTime.getAsLong() + maxAgeSeconds * NANOS_PER_SECOND;
    expire();
    for (String method : methods) {
      entries.removeIf(e -> isFor(e, origin, url, credentials) && method.equals(e.method()));
      entries.add(new Entry(origin, url, credentials, method, null, expires));
    }
    for (String name : headerNames) {
      entries.removeIf(
          e ->
              isFor(e, origin, url, credentials)
                  && e.headerName() != null
                  && name.equalsIgnoreCase(e.headerName()));
      entries.add(new Entry(origin, url, credentials, null, name, expires));
    }
    while (entries.size() > MAX_ENTRIES) {
      entries.removeFirst();
    }
  }

  synchronized boolean allowsMethod(String origin, String url, boolean credentials, String method) {
    expire();
    return entries.stream()
        .filter(e -> isFor(e, origin, url, credentials))
        .anyMatch(e -> method.equals(e.method()) || "*".equals(e.method()));
  }

  synchronized boolean allowsHeader(String origin, String url, boolean credentials, String name) {
    expire();
    return entries.stream()
        .filter(e -> isFor(e, origin, url, credentials))
        .anyMatch(
            e ->
                name.equalsIgnoreCase(e.headerName())
                    || "*".equals(e.headerName()) && !name.equalsIgnoreCase("authorization"));
  }

  synchronized void clear(String origin, String url) {
    entries.removeIf(e -> e.origin().equals(origin) && e.url().equals(url));
  }

  private static boolean isFor(Entry entry, String origin, String url, boolean credentials) {
    return entry.origin().equals(origin)
        && entry.url().equals(url)
        && (entry.credentials() || !credentials);
  }

  private void expire() {
    long now = nanoTime.getAsLong();
    entries.removeIf(e -> e.expires() - now <= 0);
  }
}
