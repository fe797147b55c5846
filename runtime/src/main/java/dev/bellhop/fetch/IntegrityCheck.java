package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodySpool;
import dev.bellhop.http.SpillFiles;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Holds a response back until its body is known to be the one that the request asks for. */
final class IntegrityCheck {
  private IntegrityCheck() {}

  static CompletableFuture<FetchResponse> hold(
      FetchRequest request, FetchResponse response, SpillFiles files) {
    if (request.integrity().isEmpty()) {
      return CompletableFuture.completedFuture(response);
    }
    Body body = response.type().startsWith("opaque") ? null : response.body();
    if (body == null) {
      discard(response);
      return NetworkErrors.fail(
          Reason.INTEGRITY,
          "the response of "
              + request.url()
              + " has no body that can be compared with the request's integrity value");
    }
    Integrity integrity = Integrity.parse(request.integrity());
    if (integrity == null) {
      return CompletableFuture.completedFuture(response);
    }
    MessageDigest digest = integrity.digest();
    return BodySpool.keep(body, files, digest)
        .thenCompose(
            kept -> {
              byte[] hash = digest.digest();
              return integrity.matches(hash)
                  ? CompletableFuture.completedFuture(response.withBody(kept))
                  : NetworkErrors.fail(
                      Reason.INTEGRITY,
                      "the body of "
                          + request.url()
                          + " is not the one that the integrity value names; its own is "
                          + integrity.algorithm().replace("-", "").toLowerCase(Locale.ROOT)
                          + "-"
                          + Base64.getEncoder().encodeToString(hash));
            });
  }

  private static void discard(FetchResponse response) {
    Body body = response.body();
    if (body != null) {
      body.open().close();
    }
  }
}
