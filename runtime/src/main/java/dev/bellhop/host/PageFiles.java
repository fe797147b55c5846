package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.html.ScriptElement;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.mime.ContentType;
import dev.bellhop.mime.MimeType;
import dev.bellhop.url.Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  /**
   * The page itself.
   *
   * @see <a href="https://html.spec.whatwg.org/#create-navigation-params-by-fetching">HTML: create
   *     navigation params by fetching</a>
   */
  CompletableFuture<Arrived> page(Url url) {
    return fetch(
        "page",
        new FetchRequest(
            "GET",
            url,
            HeaderList.empty(),
            null,
            "navigate",
            "include",
            "no-cache",
            "follow",
            "document",
            "client",
            "",
            "",
            false,
            url.origin(),
            null));
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
        new FetchRequest(
            "GET",
            url,
            HeaderList.empty(),
            null,
            crossOrigin == null ? "no-cors" : "cors",
            crossOrigin == null || crossOrigin.equals("use-credentials")
                ? "include"
                : "same-origin",
            "default",
            "follow",
            "script",
            "client",
            "",
            element.integrity(),
            false,
            page.origin(),
            page);
    return fetch("script", request).thenApply(PageFiles::runnable);
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

  private CompletableFuture<Arrived> fetch(String what, FetchRequest request) {
    String name = "the " + what + " " + request.url().withoutFragment().href();
    return fetcher
        .fetch(request, new CancelToken())
        .exceptionally(
            failure -> {
              throw notFetched(name, message(failure), failure);
            })
        .thenCompose(
            response -> {
              if (!response.ok()) {
                throw notFetched(name, "the server answered " + response.status(), null);
              }
              Body body = response.body();
              CompletableFuture<byte[]> bytes =
                  body == null
                      ? CompletableFuture.completedFuture(new byte[0])
                      : readAll(name, body);
              return bytes.thenApply(all -> arrived(request, response, all));
            });
  }

  private static Arrived arrived(FetchRequest request, FetchResponse response, byte[] bytes) {
    Url last = response.urlList().isEmpty() ? request.url() : response.urlList().getLast();
    return new Arrived(
        // Where there was no redirect, the fragment that was asked for stays.
        response.urlList().size() > 1 ? last : request.url(),
        ContentType.of(response.headers()),
        bytes);
  }

  private static CompletableFuture<byte[]> readAll(String name, Body body) {
    var bytes = new ByteArrayOutputStream();
    return BodyChunks.forEach(
            body.open(),
            chunk -> {
              bytes.writeBytes(BodyChunks.copy(chunk));
              return bytes.size() > LONGEST
                  ? CompletableFuture.failedFuture(
                      new BellhopException(
                          BellhopException.Kind.INPUT, name + " is longer than 32 MiB"))
                  : CompletableFuture.completedFuture(null);
            })
        .thenApply(end -> bytes.toByteArray());
  }

  private static BellhopException notFetched(
      String name, @Nullable String why, @Nullable Throwable cause) {
    return new BellhopException(
        BellhopException.Kind.INPUT, name + " could not be fetched: " + why, null, cause);
  }

  private static @Nullable String message(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause().getMessage()
        : failure.getMessage();
  }
}
