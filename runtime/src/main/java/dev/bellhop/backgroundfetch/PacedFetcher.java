package dev.bellhop.backgroundfetch;

import dev.bellhop.HostClock;
import dev.bellhop.HostRate;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Pace;
import dev.bellhop.url.Url;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches, and lets bodies come and go no faster than their hosts' rates. */
final class PacedFetcher implements Fetcher {
  private final Fetcher fetcher;
  private final Map<HostRate, Pace> paces = new LinkedHashMap<>();

  PacedFetcher(Fetcher fetcher, HostClock clock, List<HostRate> rates) {
    this.fetcher = fetcher;
    for (HostRate rate : rates) {
      paces.put(rate, new Pace(clock, rate.bytesPerSecond()));
    }
  }

  @Override
  public CompletableFuture<FetchResponse> fetch(
      FetchRequest request, LongConsumer uploaded, CancelToken cancel) {
    Pace up = pace(request.url());
    FetchRequest sent =
        up == null || request.body() == null ? request : request.withBody(up.paced(request.body()));
    return fetcher
        .fetch(sent, uploaded, cancel)
        .thenApply(response -> paced(response, request.url()));
  }

  /** A redirect may have led to another host. */
  private FetchResponse paced(FetchResponse response, Url requested) {
    Url from = response.urlList().isEmpty() ? requested : response.urlList().getLast();
    Pace down = pace(from);
    return down == null || response.body() == null
        ? response
        : response.withBody(down.paced(response.body()));
  }

  /** Whether bytes from or to this URL's host wait for their time now. */
  boolean holdsBack(Url url) {
    Pace pace = pace(url);
    return pace != null && pace.holdsBack();
  }

  private @Nullable Pace pace(Url url) {
    String host = url.host();
    if (host == null) {
      return null;
    }
    for (Map.Entry<HostRate, Pace> each : paces.entrySet()) {
      if (each.getKey().isFor(host, url.effectivePort())) {
        return each.getValue();
      }
    }
    return null;
  }
}
