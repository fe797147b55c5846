package dev.bellhop.fetch;

import dev.bellhop.Cors;
import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.Priority;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One fetch, over all its redirects. Its members are what the specification keeps in the request
 * while it runs; steps follow one another, so no two threads are in it at once.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#main-fetch">Fetch: main fetch</a>
 */
final class FetchRun {
  private static final int MAX_REDIRECTS = 20;
  private static final Set<Integer> REDIRECT_STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final List<String> REQUEST_BODY_HEADERS =
      List.of("Content-Encoding", "Content-Language", "Content-Location", "Content-Type");

  private final FetchRequest request;
  private final HttpExchange exchange;
  private final CorsPreflight preflight;
  private final Cors cors;
  private final List<Url> urlList = new ArrayList<>();
  private String method;
  private HeaderList headers;
  private @Nullable Body body;
  private String referrerPolicy;
  private @Nullable Url referrer;
  private Tainting tainting = Tainting.BASIC;
  private int redirectCount;
  private @Nullable Handler handler;

  /** A {@link RequestHandler} that knows how this fetch is aborted. */
  interface Handler {
    CompletableFuture<Optional<FetchResponse>> handle(FetchRequest request);
  }

  FetchRun(FetchRequest request, HttpExchange exchange, CorsPreflight preflight, Cors cors) {
    this.request = request;
    this.cors = cors;
    this.exchange = exchange;
    this.preflight = preflight;
    this.method = request.method();
    this.body = request.body();
    this.headers = DefaultHeaders.added(request);
    this.referrerPolicy =
        request.referrerPolicy().isEmpty() ? Referrer.DEFAULT_POLICY : request.referrerPolicy();
    this.referrer =
        switch (request.referrer()) {
          case "no-referrer" -> null;
          case "client" -> request.clientUrl();
          default -> Url.parse(request.referrer(), null);
        };
    urlList.add(request.url());
  }

  /** Sets the service-workers mode to "all", with the worker to ask. */
  void handledBy(Handler handler) {
    this.handler = handler;
  }

  CompletableFuture<FetchResponse> run() {
    return mainFetch();
  }

  private CompletableFuture<FetchResponse> mainFetch() {
    if (exchange.isCancelled()) {
      return NetworkErrors.fail(Reason.ABORTED, "the fetch was aborted");
    }
    Url url = currentUrl();
    if (url.isHttp() && BadPorts.contains(url.effectivePort())) {
      return NetworkErrors.fail(
          Reason.BAD_PORT,
          "port " + url.effectivePort() + " of " + url + " belongs to another protocol than HTTP");
    }
    if (cors == Cors.ON
        && url.isHttp()
        && request.origin().startsWith("https://")
        && !url.isPotentiallyTrustworthy()) {
      return NetworkErrors.fail(
          Reason.MIXED_CONTENT,
          "mixed content: " + request.origin() + " may not fetch " + url + "; use https");
    }
    determineReferrer(url);
    if (isSameOrigin(url) && tainting == Tainting.BASIC
        || url.scheme().equals("data")
        || request.mode().equals("navigate")) {
      tainting = Tainting.BASIC;
      return schemeFetch();
    }
    if (request.mode().equals("same-origin")) {
      return NetworkErrors.fail(
          Reason.SAME_ORIGIN,
          url + " is not of the origin " + request.origin() + ", but the mode is \"same-origin\"");
    }
    if (request.mode().equals("no-cors")) {
      if (!request.redirect().equals("follow")) {
        return NetworkErrors.fail(
            Reason.REDIRECT,
            "mode \"no-cors\" with another origin needs redirect: \"follow\", not \""
                + request.redirect()
                + "\"");
      }
      tainting = Tainting.OPAQUE;
      return schemeFetch();
    }
    if (!url.isHttp()) {
      return LocalResource.badScheme(url);
    }
    tainting = Tainting.CORS;
    return handled(this::corsFetch);
  }

  /**
   * @see <a href="https://fetch.spec.whatwg.org/#scheme-fetch">Fetch: scheme fetch</a>
   */
  private CompletableFuture<FetchResponse> schemeFetch() {
    Url url = currentUrl();
    return url.isHttp()
        ? handled(this::httpFetch)
        : LocalResource.of(request).thenApply(local -> local.response(tainting, urlList, method));
  }

  /**
   * The steps of HTTP fetch with a service worker, or else those that go to the network.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#http-fetch">Fetch: HTTP fetch</a>
   */
  private CompletableFuture<FetchResponse> handled(
      Supplier<CompletableFuture<FetchResponse>> network) {
    Handler asked = handler;
    if (asked == null) {
      return network.get();
    }
    FetchRequest current = currentRequest();
    return asked
        .handle(current)
        .thenCompose(
            answer -> {
              if (answer.isPresent()) {
                return answered(current, answer.get());
              }
              if (request.redirect().equals("follow")) {
                // Redirects of the network are not shown to a worker.
                handler = null;
              }
              return network.get();
            });
  }

  private CompletableFuture<FetchResponse> answered(FetchRequest asked, FetchResponse response) {
    String refusal = HandledResponse.refusal(asked, response);
    if (refusal != null) {
      HandledResponse.discard(response);
      return NetworkErrors.fail(Reason.SERVICE_WORKER, refusal);
    }
    Url url = response.urlList().isEmpty() ? currentUrl() : response.urlList().getLast();
    if (tainting == Tainting.OPAQUE || response.type().equals("opaque")) {
      String who = "the response of " + url.withoutFragment();
      String policy = ResourcePolicy.refusal(who, response.headers(), request.origin(), url);
      if (policy != null) {
        HandledResponse.discard(response);
        return NetworkErrors.fail(Reason.CORS, policy);
      }
    }
    FetchResponse complete =
        HandledResponse.completed(asked, response, tainting.type(), List.copyOf(urlList));
    if (!REDIRECT_STATUSES.contains(response.status())) {
      return CompletableFuture.completedFuture(complete);
    }
    return switch (request.redirect()) {
      case "error" -> redirectForbidden(response.status());
      case "manual" -> CompletableFuture.completedFuture(complete.withType("opaqueredirect"));
      default ->
          redirect(
              response.status(),
              response.headers(),
              () -> complete,
              () -> HandledResponse.discard(response));
    };
  }

  private FetchRequest currentRequest() {
    String referer = referer();
    return request.toBuilder()
        .method(method)
        .url(currentUrl())
        .headers(headers)
        .body(body)
        .referrer(referer == null ? "no-referrer" : referer)
        .referrerPolicy(referrerPolicy)
        .build();
  }

  private CompletableFuture<FetchResponse> corsFetch() {
    boolean alwaysAsk = body != null && !body.replayable();
    if (cors == Cors.OFF
        || !alwaysAsk
            && CorsSafelists.isSafelistedMethod(method)
            && CorsSafelists.unsafeRequestHeaderNames(headers).isEmpty()) {
      return httpFetch();
    }
    Url url = currentUrl();
    String origin = serializedOrigin();
    var question =
        new CorsPreflight.Question(
            method,
            url,
            headers,
            origin,
            withCredentials(),
            alwaysAsk,
            Priority.of(request.priority()),
            FetchMetadata.added(HeaderList.empty(), request, urlList),
            referer());
    return preflight
        .ask(question)
        .thenCompose(allowed -> httpFetch())
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                preflight.forget(origin, url);
              }
            });
  }

  /**
   * @see <a href="https://fetch.spec.whatwg.org/#http-fetch">Fetch: HTTP fetch</a>
   */
  private CompletableFuture<FetchResponse> httpFetch() {
    return exchange
        .send(
            new HttpExchange.Order(
                method,
                currentUrl(),
                FetchMetadata.added(headers, request, urlList),
                body,
                request.cache(),
                Priority.of(request.priority()),
                request.origin(),
                sendsCredentials() ? FetchMetadata.reach(request, method, urlList) : null,
                referer(),
                originHeader()))
        .thenCompose(this::received);
  }

  private CompletableFuture<FetchResponse> received(TransportResponse response) {
    String refusal = refusal(response.headers());
    if (refusal != null) {
      HttpExchange.discard(response);
      return NetworkErrors.refused(response.status(), refusal);
    }
    boolean sentOnce = body != null && !body.replayable();
    if (response.status() == 401 && sentOnce && tainting != Tainting.CORS && sendsCredentials()) {
      HttpExchange.discard(response);
      return NetworkErrors.fail(
          Reason.PROTOCOL,
          currentUrl()
              + " wants credentials (status 401), but the request's body is a stream, which cannot be"
              + " sent twice");
    }
    if (REDIRECT_STATUSES.contains(response.status())) {
      return switch (request.redirect()) {
        case "error" -> {
          HttpExchange.discard(response);
          yield redirectForbidden(response.status());
        }
        case "manual" -> CompletableFuture.completedFuture(finished(response, "opaqueredirect"));
        default ->
            redirect(
                response.status(),
                response.headers(),
                () -> finished(response, tainting.type()),
                () -> HttpExchange.discard(response));
      };
    }
    return CompletableFuture.completedFuture(finished(response, tainting.type()));
  }

  private @Nullable String refusal(HeaderList response) {
    if (cors == Cors.OFF) {
      return null;
    }
    String who = "the response of " + currentUrl().withoutFragment();
    return switch (tainting) {
      case BASIC -> null;
      case CORS -> CorsCheck.refusal(who, response, serializedOrigin(), withCredentials());
      case OPAQUE -> ResourcePolicy.refusal(who, response, request.origin(), currentUrl());
    };
  }

  /**
   * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch: HTTP-redirect
   *     fetch</a>
   */
  private CompletableFuture<FetchResponse> redirect(
      int status, HeaderList responded, Supplier<FetchResponse> asItIs, Runnable discard) {
    String location = responded.get("Location");
    if (location == null) {
      return CompletableFuture.completedFuture(asItIs.get());
    }
    discard.run();
    Url from = currentUrl();
    Url target = RedirectTarget.of(location, from);
    if (target == null) {
      return redirectFailure("redirects to \"" + location + "\", which is no URL");
    }
    if (!target.isHttp()) {
      return redirectFailure("redirects to " + target + ", which is neither http nor https");
    }
    if (redirectCount == MAX_REDIRECTS) {
      return redirectFailure("redirects once more after " + MAX_REDIRECTS + " redirects");
    }
    redirectCount++;
    boolean credentials = !target.username().isEmpty() || !target.password().isEmpty();
    if (credentials
        && (request.mode().equals("cors") && !isSameOrigin(target) || tainting == Tainting.CORS)) {
      return redirectFailure("redirects to a URL with a user name or password");
    }
    Body sent = body;
    if (status != 303 && sent != null && !sent.replayable()) {
      return redirectFailure(
          "redirects with status "
              + status
              + ", but the request's body is a stream, which cannot be sent twice");
    }
    rewriteMethod(status);
    if (!from.origin().equals(target.origin())) {
      headers = headers.without("Authorization");
    }
    urlList.add(target);
    referrerPolicy = Referrer.policyAfter(responded, referrerPolicy);
    return mainFetch();
  }

  private void rewriteMethod(int status) {
    boolean toGet =
        (status == 301 || status == 302) && method.equals("POST")
            || status == 303 && !method.equals("GET") && !method.equals("HEAD");
    if (toGet) {
      method = "GET";
      body = null;
      for (String name : REQUEST_BODY_HEADERS) {
        headers = headers.without(name);
      }
    }
  }

  private CompletableFuture<FetchResponse> redirectForbidden(int status) {
    return redirectFailure("redirects (status " + status + "), which redirect: \"error\" forbids");
  }

  private CompletableFuture<FetchResponse> redirectFailure(String what) {
    return NetworkErrors.fail(Reason.REDIRECT, currentUrl() + " " + what);
  }

  private FetchResponse finished(TransportResponse response, String type) {
    boolean nullBody = HandledResponse.hasNullBody(method, response.status());
    if (nullBody) {
      HttpExchange.discard(response);
    }
    return new FetchResponse(
        type,
        List.copyOf(urlList),
        response.status(),
        response.statusText(),
        response.headers(),
        type.equals("cors") ? exposedNames(response.headers()) : List.of(),
        nullBody ? null : NetworkErrors.translated(response.body()));
  }

  private List<String> exposedNames(HeaderList response) {
    return cors == Cors.OFF ? List.of("*") : ResponseFilter.exposedNames(response, request);
  }

  private Url currentUrl() {
    return urlList.getLast();
  }

  private boolean isSameOrigin(Url url) {
    return !request.origin().equals("null") && url.origin().equals(request.origin());
  }

  /**
   * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch:
   *     HTTP-network-or-cache fetch, includeCredentials</a>
   */
  private boolean sendsCredentials() {
    return withCredentials()
        || request.credentials().equals("same-origin") && tainting == Tainting.BASIC;
  }

  private boolean withCredentials() {
    return request.credentials().equals("include");
  }

  /**
   * What one request was not to tell, those that its redirects lead to do not tell either.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#main-fetch">Fetch: main fetch</a>
   */
  private void determineReferrer(Url target) {
    Url source = referrer;
    String told = source == null ? null : Referrer.value(source, target, referrerPolicy);
    referrer = told == null ? null : Url.parse(told, null);
  }

  private @Nullable String referer() {
    return referrer == null ? null : referrer.href();
  }

  private String serializedOrigin() {
    return RequestOrigin.serialized(request.origin(), urlList);
  }

  private @Nullable String originHeader() {
    String origin = serializedOrigin();
    if (tainting == Tainting.CORS) {
      return origin;
    }
    if (method.equals("GET") || method.equals("HEAD")) {
      return null;
    }
    return request.mode().equals("cors")
        ? origin
        : RequestOrigin.underPolicy(
            referrerPolicy, origin, currentUrl(), isSameOrigin(currentUrl()));
  }
}
