package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import dev.bellhop.http.HeaderList;
import dev.bellhop.mime.MimeType;
import dev.bellhop.url.Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Fetches scripts, with the checks that the Update algorithm makes on a worker's. */
public final class ScriptFetch {
  /** Scripts are text for an interpreter; one beyond this is a mistake. */
  static final int LONGEST = 32 << 20;

  private final Fetcher fetcher;

  /** Over this fetcher. */
  public ScriptFetch(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * A script as it came.
   *
   * @param text its source
   * @param maxScope the longest scope that it may have, as a path
   */
  record Script(String text, String maxScope) {}

  /**
   * Fetches the script of a registration.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Service Workers: Update,
   *     the step "perform the fetch"</a>
   */
  CompletableFuture<Script> fetch(Url url, String cacheMode) {
    return fetch(url, HeaderList.of("Service-Worker", "script"), cacheMode, "serviceworker");
  }

  /**
   * Fetches a script for {@code importScripts()}. Fails with a {@link RegistrationException} named
   * NetworkError.
   *
   * @param importer the worker's own script
   * @see <a href="https://html.spec.whatwg.org/#fetch-a-classic-worker-imported-script">HTML: fetch
   *     a classic worker-imported script</a>
   */
  CompletableFuture<String> fetchImported(Url url, Url importer, String cacheMode) {
    FetchRequest request =
        new FetchRequest(
            "GET",
            url.withoutFragment(),
            HeaderList.empty(),
            null,
            "no-cors",
            "same-origin",
            cacheMode,
            "follow",
            "script",
            "client",
            "",
            "",
            false,
            importer.origin(),
            importer);
    return send(url, request)
        .thenApply(Script::text)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    new RegistrationException("NetworkError", message(failure))));
  }

  private CompletableFuture<Script> fetch(
      Url url, HeaderList headers, String cacheMode, String destination) {
    FetchRequest request =
        new FetchRequest(
            "GET",
            url.withoutFragment(),
            headers,
            null,
            "same-origin",
            "same-origin",
            cacheMode,
            "error",
            destination,
            "client",
            "",
            "",
            false,
            url.origin(),
            url);
    return send(url, request);
  }

  private CompletableFuture<Script> send(Url url, FetchRequest request) {
    return fetcher
        .fetch(request, new CancelToken())
        .exceptionally(
            failure -> {
              throw new RegistrationException(
                  "TypeError",
                  "the script " + url.href() + " could not be fetched: " + message(failure));
            })
        .thenCompose(response -> accept(url, response));
  }

  private static CompletableFuture<Script> accept(Url url, FetchResponse response) {
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
    if (mime == null || !mime.isJavaScript()) {
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
    if (response.body() == null) {
      return CompletableFuture.completedFuture(new Script("", longestScope));
    }
    return readAll(response.body()).thenApply(bytes -> new Script(decode(bytes), longestScope));
  }

  private static CompletableFuture<byte[]> readAll(Body body) {
    var bytes = new ByteArrayOutputStream();
    return BodyChunks.forEach(
            body.open(),
            chunk -> {
              bytes.writeBytes(BodyChunks.copy(chunk));
              return bytes.size() > LONGEST
                  ? CompletableFuture.failedFuture(
                      new RegistrationException("TypeError", "the script is longer than 32 MiB"))
                  : CompletableFuture.completedFuture(null);
            })
        .thenApply(end -> bytes.toByteArray());
  }

  private static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String message(Throwable failure) {
    Throwable cause = Causes.of(failure);
    return cause.getMessage();
  }
}
