package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.Utf8;
import dev.bellhop.mime.MimeType;
import dev.bellhop.store.RegistrationRows.ScriptRow;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fetches scripts, with the checks that the Update algorithm makes on a worker's. */
public final class ScriptFetch {
  /** Scripts are text for an interpreter; one beyond this is a mistake. */
  static final int LONGEST = 32 << 20;

  private static final String JAVASCRIPT = "text/javascript";
  private static final String JSON = "application/json";
  private static final HeaderList SERVICE_WORKER = HeaderList.of("Service-Worker", "script");

  private final Fetcher fetcher;

  /** Over this fetcher. */
  public ScriptFetch(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * A script as it came.
   *
   * @param maxScope the longest scope that it may have, as a path
   */
  record Script(ScriptRow row, String maxScope) {}

  /**
   * Fetches the script of a registration.
   *
   * @param client the URL of the page or worker that asks, which is the referrer, or null
   * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Service Workers: Update,
   *     the step "perform the fetch"</a>
   */
  CompletableFuture<Script> fetch(Url url, @Nullable Url client, String cacheMode) {
    return send(
            url,
            request(url, SERVICE_WORKER, "same-origin", "error", "serviceworker", cacheMode, url)
                .withClientUrl(client))
        .thenCompose(response -> accept(url, response, ScriptFetch::javaScript));
  }

  /**
   * Fetches a script for {@code importScripts()}. Fails with a {@link RegistrationException} named
   * NetworkError.
   *
   * @param importer the worker's own script
   * @see <a href="https://html.spec.whatwg.org/#fetch-a-classic-worker-imported-script">HTML: fetch
   *     a classic worker-imported script</a>
   */
  CompletableFuture<ScriptRow> fetchImported(Url url, Url importer, String cacheMode) {
    return send(
            url,
            request(url, HeaderList.empty(), "no-cors", "follow", "script", cacheMode, importer))
        .thenCompose(response -> accept(url, response, ScriptFetch::javaScript))
        .thenApply(Script::row)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    new RegistrationException("NetworkError", message(failure))));
  }

  /**
   * Fetches a module that another one imports.
   *
   * @param referrer the module that imports it
   * @param main the worker's own script
   * @see <a href="https://html.spec.whatwg.org/#fetch-a-single-module-script">HTML: fetch a single
   *     module script</a>
   */
  CompletableFuture<ScriptRow> fetchModule(Url url, Url referrer, Url main, String cacheMode) {
    FetchRequest request =
        FetchRequest.to(url.withoutFragment(), main.origin())
            // To another origin it would need a preflight, which these requests never make.
            .headers(url.origin().equals(main.origin()) ? SERVICE_WORKER : HeaderList.empty())
            .cache(cacheMode)
            .destination("script")
            .clientUrl(referrer)
            .build();
    return send(url, request)
        .thenCompose(response -> accept(url, response, ScriptFetch::javaScriptOrJson))
        .thenApply(Script::row);
  }

  private static FetchRequest request(
      Url url,
      HeaderList headers,
      String mode,
      String redirect,
      String destination,
      String cacheMode,
      Url client) {
    return FetchRequest.to(url.withoutFragment(), client.origin())
        .headers(headers)
        .mode(mode)
        .cache(cacheMode)
        .redirect(redirect)
        .destination(destination)
        .clientUrl(client)
        .build();
  }

  private CompletableFuture<FetchResponse> send(Url url, FetchRequest request) {
    return fetcher
        .fetch(request, new CancelToken())
        .exceptionally(
            failure -> {
              String message =
                  "the script " + url.href() + " could not be fetched: " + message(failure);
              throw isRedirect(request, failure)
                  ? new RegistrationException.Redirected(message)
                  : new RegistrationException("TypeError", message);
            });
  }

  /** Whether it is a worker's own script that was redirected. */
  private static boolean isRedirect(FetchRequest request, Throwable failure) {
    return request.redirect().equals("error")
        && Causes.of(failure) instanceof NetworkError error
        && error.reason() == NetworkError.Reason.REDIRECT;
  }

  private static @Nullable String javaScript(MimeType type) {
    return type.isJavaScript() ? JAVASCRIPT : null;
  }

  private static @Nullable String javaScriptOrJson(MimeType type) {
    boolean json =
        type.subtype().endsWith("+json")
            || type.essence().equals(JSON)
            || type.essence().equals("text/json");
    return json ? JSON : javaScript(type);
  }

  private static CompletableFuture<Script> accept(
      Url url, FetchResponse response, Function<MimeType, @Nullable String> use) {
    if (!response.ok()) {
      throw new RegistrationException(
          "TypeError",
          "the script "
              + url.href()
              + " could not be fetched: the server answered "
              + response.status());
    }
    String type = response.headers().get("Content-Type");
    MimeType mime = type == null ? null : MimeType.parse(type);
    String mimeType = mime == null ? null : use.apply(mime);
    if (mimeType == null) {
      throw new RegistrationException(
          "SecurityError",
          "the script "
              + url.href()
              + (type == null
                  ? " came without a Content-Type"
                  : " came with the Content-Type " + type)
              + "; a script needs text/javascript");
    }
    String allowed = response.headers().get("Service-Worker-Allowed");
    String path = url.path();
    String maxScope = path.substring(0, path.lastIndexOf('/') + 1);
    if (allowed != null) {
      Url allowedUrl = Url.parse(allowed, url);
      if (allowedUrl != null && allowedUrl.origin().equals(url.origin())) {
        maxScope = allowedUrl.path();
      }
    }
    String longestScope = maxScope;
    List<Url> urls = response.urlList();
    String finalUrl = (urls.isEmpty() ? url : urls.getLast()).withoutFragment().href();
    CompletableFuture<String> text =
        response.body() == null
            ? CompletableFuture.completedFuture("")
            : BodyChunks.readAll(
                    response.body(),
                    LONGEST,
                    () ->
                        new RegistrationException("TypeError", "the script is longer than 32 MiB"))
                .exceptionallyCompose(failure -> brokenOff(url, failure))
                .thenApply(Utf8::decode);
    return text.thenApply(
        source -> new Script(new ScriptRow(source, finalUrl, mimeType), longestScope));
  }

  private static <T> CompletableFuture<T> brokenOff(Url url, Throwable failure) {
    return CompletableFuture.failedFuture(
        new RegistrationException(
            "TypeError",
            "the script " + url.href() + " could not be read to its end: " + message(failure)));
  }

  private static String message(Throwable failure) {
    Throwable cause = Causes.of(failure);
    return cause.getMessage();
  }
}
