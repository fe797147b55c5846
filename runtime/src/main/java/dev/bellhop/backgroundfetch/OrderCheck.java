package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.PermissionState;
import dev.bellhop.backgroundfetch.BackgroundFetchException.Kind;
import dev.bellhop.fetch.BadPorts;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.url.Url;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;

/**
 * The steps of fetch() that refuse an order, in their order.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-manager-fetch">Background
 *     Fetch: fetch()</a>
 */
final class OrderCheck {
  /** What Chromium allows an origin. */
  private static final int MOST_OF_ORIGIN = 5;

  /** The bytes of the longest id that Chromium takes. */
  private static final int LONGEST_ID = 1 << 20;

  /** The fetches that are active, or about to be. */
  interface ActiveFetches {
    boolean contains(long registrationId, String id);

    int ofOrigin(String origin);
  }

  private final FetchHost host;
  private final ToLongFunction<String> available;
  private final ActiveFetches active;

  OrderCheck(FetchHost host, ToLongFunction<String> available, ActiveFetches active) {
    this.host = host;
    this.available = available;
    this.active = active;
  }

  /**
   * Checks an order.
   *
   * @throws BackgroundFetchException where it is refused
   */
  void check(FetchOrder order) {
    if (has(BackgroundFetchDifference.ACTIVE_WORKER_FIRST)) {
      checkWorker(order);
    }
    if (order.requests().isEmpty()) {
      throw refusal("A background fetch needs at least one request");
    }
    if (has(BackgroundFetchDifference.URLS_CHECKED_FIRST)) {
      order.requests().forEach(OrderCheck::checkUrl);
    }
    checkId(order.id());
    checkPermission(order);
    checkWorker(order);
    if (has(BackgroundFetchDifference.QUOTA_BEFORE_ID)) {
      checkQuota(order);
      checkUse(order);
    } else {
      checkUse(order);
      checkQuota(order);
    }
    if (has(BackgroundFetchDifference.FIVE_AN_ORIGIN)
        && active.ofOrigin(origin(order)) >= MOST_OF_ORIGIN) {
      throw refusal(
          "The origin has "
              + MOST_OF_ORIGIN
              + " active background fetches already; wait until one of them has ended");
    }
  }

  /**
   * Checks an id.
   *
   * @throws BackgroundFetchException where it is refused
   */
  void checkId(String id) {
    if (!has(BackgroundFetchDifference.IDS_LIMITED)) {
      return;
    }
    if (id.isEmpty()) {
      throw refusal("A background fetch's id must not be empty");
    }
    if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      throw refusal("A background fetch's id must not be longer than 1 MiB");
    }
  }

  private void checkPermission(FetchOrder order) {
    if (order.asker().permission() == PermissionState.DENIED) {
      throw new BackgroundFetchException(
          has(BackgroundFetchDifference.DENIED_IS_TYPE_ERROR) ? Kind.TYPE : Kind.NOT_ALLOWED,
          "The permission background-fetch is denied");
    }
  }

  private void checkWorker(FetchOrder order) {
    if (!order.asker().seesActiveWorker()
        || !host.delivery().hasActiveWorker(order.registrationId())) {
      throw refusal(
          "The registration has no active worker; wait for navigator.serviceWorker.ready before"
              + " backgroundFetch.fetch()");
    }
  }

  private void checkUse(FetchOrder order) {
    if (active.contains(order.registrationId(), order.id())) {
      throw refusal(
          "There is an active background fetch with the id \""
              + order.id()
              + "\" already; use another id or abort that one first");
    }
  }

  private void checkQuota(FetchOrder order) {
    long left = available.applyAsLong(order.origin());
    if (order.downloadTotal() > left) {
      throw new BackgroundFetchException(
          Kind.QUOTA,
          "A downloadTotal of %,d bytes is more than the storage that is left, which is %,d bytes"
              .formatted(order.downloadTotal(), left));
    }
  }

  private static void checkUrl(FetchRequest request) {
    Url url = request.url();
    if (!url.isHttp()) {
      throw refusal("A background fetch takes http and https URLs, and not " + url);
    }
    if (BadPorts.contains(url.effectivePort())) {
      throw refusal(
          "Port " + url.effectivePort() + " of " + url + " belongs to another protocol than HTTP");
    }
  }

  /** The origin that an order is from. */
  String origin(FetchOrder order) {
    return host.delivery().origin(order.registrationId());
  }

  private boolean has(BackgroundFetchDifference difference) {
    return host.policy().has(difference);
  }

  private static BackgroundFetchException refusal(String message) {
    return new BackgroundFetchException(Kind.TYPE, message);
  }
}
