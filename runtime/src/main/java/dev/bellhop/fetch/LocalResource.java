package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.url.Url;
import java.util.concurrent.CompletableFuture;

/**
 * What a URL leads to that needs no network.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#scheme-fetch">Fetch: scheme fetch</a>
 */
record LocalResource(String contentType, Body body) {
  /** The resource; fails with a {@link NetworkError} where there is none. */
  static CompletableFuture<LocalResource> of(Url url) {
    return switch (url.scheme()) {
      case "data" -> {
        DataUrl data = DataUrl.parse(url);
        yield data == null
            ? NetworkErrors.fail(Reason.PROTOCOL, "the data: URL has no comma or is no base64")
            : CompletableFuture.completedFuture(
                new LocalResource(data.type().toString(), BytesBody.of(data.body())));
      }
      case "about" ->
          url.path().equals("blank")
              ? CompletableFuture.completedFuture(
                  new LocalResource("text/html;charset=utf-8", BytesBody.of("")))
              : badScheme(url);
      default -> badScheme(url);
    };
  }

  /** The failure of a URL that cannot be fetched. */
  static <T> CompletableFuture<T> badScheme(Url url) {
    return NetworkErrors.fail(
        Reason.BAD_SCHEME,
        "the scheme \"" + url.scheme() + ":\" of " + url + " cannot be fetched; use http or https");
  }
}
