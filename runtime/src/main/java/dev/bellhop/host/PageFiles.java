package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.html.ScriptElement;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Utf8;
import dev.bellhop.lifecycle.Navigations;
import dev.bellhop.mime.ContentType;
import dev.bellhop.mime.MimeType;
import dev.bellhop.url.Url;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a page is made of. Failures are {@link BellhopException}s with a sentence that names
 * the file.
 */
final class PageFiles {
  private static final int LONGEST = 32 << 20;
  private static final Set<String> NO_SCRIPT = Set.of("audio", "image", "video");

  private final Fetcher fetcher;

  PageFiles(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * A file that arrived.
   *
   * @param url where it came from, redirects followed
   * @param type its MIME type, or null where it has none
   */
  record Arrived(Url url, @Nullable MimeType type, byte[] bytes) {
    /** Its text as a script has it. */
    String text() {
      return Utf8.decode(bytes);
    }
  }

  /** The page itself, as its navigation has brought it. */
  static CompletableFuture<Arrived> page(Navigations.Arrival arrival) {
    return content(page(arrival.url()), arrival.url(), arrival.response());
  }

  /** The page's name in messages. */
  static String page(Url url) {
    return "the page " + url.withoutFragment().href();
  }

  /** Whether a response is a script that may run. */
  static boolean isScript(FetchResponse response) {
    MimeType type = ContentType.of(response.headers());
    return response.ok() && type != null && type.isJavaScript();
  }

  /** Gives up a body that nobody will read. */
  static void discard(FetchResponse response) {
    Body body = response.body();
    if (body != null && !body.replayable()) {
      body.open().close();
    }
  }

  /** A page that is just a script, past its worker. */
  CompletableFuture<Arrived> pageScript(Url url) {
    return fetch(
        page(url),
        FetchRequest.to(url, url.origin())
            .mode("same-origin")
            .cache("no-cache")
            .destination("script")
            .clientUrl(url)
            .build());
  }

  /**
   * A script of a page.
   *
   * @see <a href="https://html.spec.whatwg.org/#fetch-a-classic-script">HTML: fetch a classic
   *     script</a>
   */
  CompletableFuture<Arrived> script(Url url, ScriptElement element, Url page) {
    String crossOrigin = element.crossOrigin();
    var request =
        FetchRequest.to(url, page.origin())
            .mode(crossOrigin == null ? "no-cors" : "cors")
            .credentials(
                crossOrigin == null || crossOrigin.equals("use-credentials")
                    ? "include"
                    : "same-origin")
            .destination("script")
            .integrity(element.integrity())
            .clientUrl(page)
            .build();
    return fetch("the script " + url.withoutFragment().href(), request)
        .thenApply(PageFiles::runnable);
  }

  /**
   * @see <a
   *     href="https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type?">
   *     Fetch: should response to request be blocked due to its MIME type</a>
   */
  private static Arrived runnable(Arrived script) {
    MimeType type = script.type();
    if (type != null && (NO_SCRIPT.contains(type.type()) || type.essence().equals("text/csv"))) {
      throw new BellhopException(
          BellhopException.Kind.INPUT,
          "the script "
              + script.url().href()
              + " came with the Content-Type "
              + type.essence()
              + "; a script needs text/javascript");
    }
    return script;
  }

  private CompletableFuture<Arrived> fetch(String name, FetchRequest request) {
    return fetcher
        .fetch(request, new CancelToken())
        .exceptionally(
            failure -> {
              throw notFetched(name, failure);
            })
        .thenCompose(
            response -> {
              // Where there was no redirect, the fragment that was asked for stays.
              Url url =
                  response.urlList().size() > 1 ? response.urlList().getLast() : request.url();
              return content(name, url, response);
            });
  }

  private static CompletableFuture<Arrived> content(String name, Url url, FetchResponse response) {
    if (!response.ok()) {
      discard(response);
      throw notFetched(name, "the server answered " + response.status(), null);
    }
    Body body = response.body();
    CompletableFuture<byte[]> bytes =
        body == null
            ? CompletableFuture.completedFuture(new byte[0])
            : BodyChunks.readAll(
                body,
                LONGEST,
                () ->
                    new BellhopException(
                        BellhopException.Kind.INPUT, name + " is longer than 32 MiB"));
    return bytes.thenApply(all -> new Arrived(url, ContentType.of(response.headers()), all));
  }

  /** That something could not be fetched, and why. */
  static BellhopException notFetched(String name, Throwable failure) {
    return notFetched(name, Causes.of(failure).getMessage(), failure);
  }

  private static BellhopException notFetched(
      String name, @Nullable String why, @Nullable Throwable cause) {
    return new BellhopException(
        BellhopException.Kind.INPUT, name + " could not be fetched: " + why, null, cause);
  }
}
