package dev.bellhop;

import java.time.Instant;
import java.util.List;

/**
 * A stored request and response.
 *
 * @param id names the entry to {@link Caches#copyBody}
 * @param headers the response's headers, each as "name: value"
 * @param length the body's bytes
 * @param type the response's type: "basic", "cors", "opaque", ...
 */
public record CacheEntry(
    long id,
    String method,
    String url,
    int status,
    String statusText,
    String type,
    List<String> headers,
    long length,
    Instant storedAt) {}
