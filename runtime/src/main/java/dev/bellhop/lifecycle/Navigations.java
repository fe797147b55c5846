package dev.bellhop.lifecycle;

import dev.bellhop.SiteRequest.Through;
import dev.bellhop.SiteResponse.Source;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.fetch.RedirectTarget;
import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one origin's site that do not come from a client it has: navigations, each of
 * which is going to make a client, and those of somebody outside. Safe from any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/#create-navigation-params-by-fetching">HTML: create
 *     navigation params by fetching</a>
 */
public final class Navigations {
  private static final int MAX_REDIRECTS = 20;
  private static final List<String> BODY_HEADERS =
      List.of("Content-Encoding", "Content-Language", "Content-Location", "Content-Type");

  private final Registrations registrations;
  private final Clients clients;
  private final HandleFetch fetches;
  private final FetchAlgorithms fetcher;

  /** For the site of these registrations and clients. */
  public Navigations(
      Registrations registrations, Clients clients, HandleFetch fetches, FetchAlgorithms fetcher) {
    this.registrations = registrations;
    this.clients = clients;
    this.fetches = fetches;
    this.fetcher = fetcher;
  }

  /**
   * A navigation.
   *
   * @param destination "document" or "iframe"
   * @param replaced the id of the client that it replaces, or ""
   */
  public record Order(
      Url url,
      String method,
      HeaderList headers,
      @Nullable Body body,
      String destination,
      String replaced,
      Through through) {
    /** Opens a page of this URL. */
    public static Order page(Url url) {
      return new Order(url, "GET", HeaderList.empty(), null, "document", "", Through.WORKER);
    }

    /** The same, in the place of a client. */
    public Order replacing(Client client) {
      return new Order(url, method, headers, body, destination, client.id(), through);
    }

    private Order to(Url target, boolean asGet) {
      return new Order(
          target,
          asGet ? "GET" : method,
          asGet ? withoutBodyHeaders(headers) : headers,
          asGet ? null : body,
          destination,
          replaced,
          through);
    }
  }

  private static HeaderList withoutBodyHeaders(HeaderList headers) {
    HeaderList rest = headers;
    for (String name : BODY_HEADERS) {
      rest = rest.without(name);
    }
    return rest;
  }

  /**
   * The end of a request.
   *
   * @param clientId the id of the client that a navigation makes, as the worker was told it
   * @param url where it ended
   * @param controller the worker that will control the client, or null
   * @param source who gave the response
   */
  public record Arrival(
      String clientId,
      Url url,
      @Nullable Worker controller,
      Source source,
      FetchResponse response) {}

  /** One step of a navigation: a request that is not redirected further. */
  private final class Step {
    private final String clientId;
    private final Order order;
    private @Nullable Worker controller;
    private Source source = Source.NETWORK;

    private Step(String clientId, Order order) {
      this.clientId = clientId;
      this.order = order;
    }

    private CompletableFuture<FetchResponse> fetch(CancelToken cancel) {
      FetchRequest request =
          FetchRequest.to(order.url(), order.url().origin())
              .method(order.method())
              .headers(order.headers())
              .body(order.body())
              .mode("navigate")
              .credentials("include")
              .redirect("manual")
              .destination(order.destination())
              .referrer("no-referrer")
              .build();
      return (order.through() == Through.WORKER ? fetcher.handledBy(this::handle) : fetcher)
          .fetch(request, cancel);
    }

    private CompletableFuture<Optional<FetchResponse>> handle(
        FetchRequest request, CancelToken cancel) {
      WorkerRegistration registration = registrations.match(request.url()).orElse(null);
      controller = registration == null ? null : registration.active();
      if (registration == null || controller == null) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      return fetches
          .handle(
              registration, request, new FetchExchange.Ids("", clientId, order.replaced()), cancel)
          .thenApply(
              result -> {
                source = result.source();
                return result.response();
              })
          .whenComplete((response, failure) -> registrations.softUpdate(registration));
    }

    private Arrival arrived(FetchResponse response) {
      return new Arrival(clientId, order.url(), controller, source, response);
    }
  }

  /** Navigates, over all redirects. Fails with a {@link NetworkError}. */
  public CompletableFuture<Arrival> navigate(Order order, CancelToken cancel) {
    return navigate(new Step(clients.reserve(), order), MAX_REDIRECTS, cancel);
  }

  private CompletableFuture<Arrival> navigate(Step step, int redirects, CancelToken cancel) {
    return step.fetch(cancel)
        .thenCompose(
            response -> {
              Url target = RedirectTarget.of(response, step.order.url());
              return target == null
                  ? CompletableFuture.completedFuture(step.arrived(response))
                  : redirected(step, response, target, redirects, cancel);
            });
  }

  private CompletableFuture<Arrival> redirected(
      Step step, FetchResponse response, Url target, int redirects, CancelToken cancel) {
    Body body = response.body();
    if (body != null && !body.replayable()) {
      body.open().close();
    }
    Url from = step.order.url();
    if (!target.isHttp() || redirects == 0) {
      return CompletableFuture.failedFuture(
          new NetworkError(
              NetworkError.Reason.REDIRECT,
              from
                  + (redirects == 0
                      ? " redirects once more after " + MAX_REDIRECTS + " redirects"
                      : " redirects to " + target + ", which is neither http nor https"),
              null));
    }
    String method = step.order.method();
    boolean asGet =
        switch (response.status()) {
          case 301, 302 -> method.equals("POST");
          case 303 -> !method.equals("GET") && !method.equals("HEAD");
          default -> false;
        };
    // Another origin is another environment.
    String clientId = target.origin().equals(from.origin()) ? step.clientId : clients.reserve();
    return navigate(new Step(clientId, step.order.to(target, asGet)), redirects - 1, cancel);
  }

  /** The client that a navigation has made, with its controller. */
  public Client open(Arrival arrival) {
    Client client = clients.open(arrival.clientId(), arrival.url());
    Worker controller = arrival.controller();
    // A newer worker may have been activated since.
    Worker now = controller == null ? null : controller.registration().active();
    if (now != null) {
      client.controller(now);
    }
    return client;
  }

  /**
   * A request as a page of the site makes it for a subresource: through the worker of the
   * registration that the page would have.
   *
   * @param page the URL of the page
   */
  public CompletableFuture<Arrival> subresource(
      FetchRequest request, Url page, Through through, CancelToken cancel) {
    String clientId = clients.reserve();
    WorkerRegistration registration = registrations.match(page).orElse(null);
    if (registration == null || through == Through.NETWORK) {
      return fetcher
          .fetch(request, cancel)
          .thenApply(response -> arrived(clientId, request, null, Source.NETWORK, response));
    }
    Source[] source = {Source.NETWORK};
    return fetcher
        .handledBy(
            (handled, token) ->
                fetches
                    .handle(registration, handled, FetchExchange.Ids.subresource(clientId), token)
                    .thenApply(
                        result -> {
                          source[0] = result.source();
                          return result.response();
                        }))
        .fetch(request, cancel)
        .thenApply(
            response -> arrived(clientId, request, registration.active(), source[0], response));
  }

  private static Arrival arrived(
      String clientId,
      FetchRequest request,
      @Nullable Worker controller,
      Source source,
      FetchResponse response) {
    Url url = response.urlList().isEmpty() ? request.url() : response.urlList().getLast();
    return new Arrival(clientId, url, controller, source, response);
  }
}
