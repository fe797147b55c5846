package dev.bellhop.host;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchManager;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.BellhopException;
import dev.bellhop.Permission;
import dev.bellhop.backgroundfetch.BackgroundFetchService;
import dev.bellhop.backgroundfetch.FetchOrder;
import dev.bellhop.backgroundfetch.FetchSnapshot;
import dev.bellhop.events.Permissions;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A registration's background fetches as the public API shows them. */
final class HostedFetches implements BackgroundFetchManager {
  private final BackgroundFetchService service;
  private final Permissions permissions;
  private final WorkerRegistration registration;

  HostedFetches(
      BackgroundFetchService service, Permissions permissions, WorkerRegistration registration) {
    this.service = service;
    this.permissions = permissions;
    this.registration = registration;
  }

  @Override
  public CompletableFuture<BackgroundFetch> fetch(
      String id, List<String> urls, BackgroundFetchOptions options) {
    List<FetchRequest> requests = new ArrayList<>();
    List<BackgroundFetchIcon> icons = new ArrayList<>();
    try {
      for (String url : urls) {
        requests.add(FetchRequest.get(resolve(url), registration.scope().origin()));
      }
      for (BackgroundFetchIcon icon : options.icons()) {
        icons.add(icon.withSrc(resolve(icon.src()).href()));
      }
      if (urls.isEmpty()) {
        throw input("a background fetch needs at least one URL");
      }
      if (options.downloadTotal() < 0) {
        throw input("downloadTotal cannot be negative: " + options.downloadTotal());
      }
    } catch (BellhopException e) {
      return CompletableFuture.failedFuture(e);
    }
    return Futures.understood(
        service
            .fetch(
                new FetchOrder(
                    registration.id(),
                    id,
                    requests,
                    options.title(),
                    icons,
                    options.downloadTotal(),
                    new FetchOrder.Asker(permissions.request(Permission.BACKGROUND_FETCH), true)))
            .thenApply(this::hosted));
  }

  private Url resolve(String text) {
    Url url = Url.parse(text, registration.scope());
    if (url == null) {
      throw input("'" + text + "' is not a URL");
    }
    return url;
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }

  @Override
  public CompletableFuture<Optional<BackgroundFetch>> get(String id) {
    return Futures.understood(
        service
            .get(registration.id(), id)
            .thenApply(found -> Optional.ofNullable(found).map(this::hosted)));
  }

  @Override
  public CompletableFuture<BackgroundFetch> retry(String id) {
    return Futures.understood(service.retry(registration.id(), id).thenApply(this::hosted));
  }

  @Override
  public CompletableFuture<Void> click(String id) {
    return clicked(service.click(registration.id(), id), id);
  }

  private static CompletableFuture<Void> clicked(CompletableFuture<Boolean> click, String id) {
    return Futures.understood(
        click.thenAccept(
            shown -> {
              if (!shown) {
                throw input("no background fetch '" + id + "' is shown");
              }
            }));
  }

  @Override
  public CompletableFuture<List<BackgroundFetchInfo>> list() {
    return Futures.understood(service.list(registration.id()));
  }

  private BackgroundFetch hosted(FetchSnapshot snapshot) {
    return new HostedFetch(service, snapshot);
  }

  /** One of them. */
  private record HostedFetch(BackgroundFetchService service, FetchSnapshot begun)
      implements BackgroundFetch {
    @Override
    public String id() {
      return begun.id();
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> info() {
      return Futures.understood(
          service
              .info(begun.uid())
              .thenApply(
                  info -> {
                    if (info == null) {
                      throw input("the background fetch '" + id() + "' is not kept any more");
                    }
                    return info;
                  }));
    }

    @Override
    public CompletableFuture<Boolean> abort() {
      return Futures.understood(service.abort(begun.uid(), "user"));
    }

    @Override
    public CompletableFuture<Boolean> pause() {
      return Futures.understood(service.pause(begun.uid()));
    }

    @Override
    public CompletableFuture<Boolean> resume() {
      return Futures.understood(service.resume(begun.uid()));
    }

    @Override
    public CompletableFuture<Void> click() {
      return clicked(service.click(begun.uid()), id());
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> handled() {
      return Futures.understood(service.handled(begun.uid()));
    }
  }
}
