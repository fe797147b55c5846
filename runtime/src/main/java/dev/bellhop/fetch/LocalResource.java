package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodySlice;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.ByteRange;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a request that needs no network leads to.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#scheme-fetch">Fetch: scheme fetch</a>
 */
record LocalResource(int status, String statusText, HeaderList headers, Body body) {
  /** The resource; fails with a {@link NetworkError} where there is none. */
  static CompletableFuture<LocalResource> of(FetchRequest request) {
    Url url = request.url();
    return switch (url.scheme()) {
      case "data" -> {
        DataUrl data = DataUrl.parse(url);
        yield data == null
            ? NetworkErrors.fail(Reason.PROTOCOL, "the data: URL has no comma or is no base64")
            : whole(data.type().toString(), BytesBody.of(data.body()));
      }
      case "about" ->
          url.path().equals("blank")
              ? whole("text/html;charset=utf-8", BytesBody.of(""))
              : badScheme(url);
      case "blob" -> blob(request);
      default -> badScheme(url);
    };
  }

  /** The response to a request of this method that came here by these URLs. */
  FetchResponse response(Tainting tainting, List<Url> urlList, String method) {
    return new FetchResponse(
        tainting.type(),
        List.copyOf(urlList),
        status,
        statusText,
        headers,
        List.of(),
        HandledResponse.hasNullBody(method, status) ? null : body);
  }

  /** The failure of a URL that cannot be fetched. */
  static <T> CompletableFuture<T> badScheme(Url url) {
    return NetworkErrors.fail(
        Reason.BAD_SCHEME,
        "the scheme \"" + url.scheme() + ":\" of " + url + " cannot be fetched; use http or https");
  }

  private static CompletableFuture<LocalResource> whole(String type, Body body) {
    return CompletableFuture.completedFuture(
        new LocalResource(200, "OK", HeaderList.of("Content-Type", type), body));
  }

  private static CompletableFuture<LocalResource> blob(FetchRequest request) {
    Url url = request.url();
    BlobUrl blob = request.blob();
    if (blob == null || !blob.origin().equals(request.origin())) {
      return NetworkErrors.fail(
          Reason.PROTOCOL,
          url + " stands for no blob: it was revoked, or the page that made it has gone");
    }
    if (!request.method().equals("GET")) {
      return NetworkErrors.fail(
          Reason.PROTOCOL, "a blob: URL can be fetched with GET, but not with " + request.method());
    }
    String asked = request.headers().get("Range");
    if (asked == null) {
      return CompletableFuture.completedFuture(
          new LocalResource(200, "OK", headers(blob, blob.size()), blob.bytes()));
    }
    ByteRange range = ByteRange.of(asked, blob.size());
    if (range == null || range == ByteRange.UNSATISFIABLE) {
      return NetworkErrors.fail(
          Reason.PROTOCOL,
          "the blob of " + url + " has " + blob.size() + " bytes, but no range \"" + asked + "\"");
    }
    return CompletableFuture.completedFuture(
        new LocalResource(
            206,
            "Partial Content",
            headers(blob, range.length()).with("Content-Range", range.of(blob.size())),
            new BodySlice(blob.bytes(), range.first(), range.length())));
  }

  private static HeaderList headers(BlobUrl blob, long length) {
    return HeaderList.of("Content-Length", Long.toString(length), "Content-Type", blob.type());
  }
}
