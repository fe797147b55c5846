package dev.bellhop.net.fault;

import dev.bellhop.HostClock;
import dev.bellhop.NetworkFault;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes wrong before a body comes. */
final class FaultyHeads implements FaultyTransport {
  private static final Pattern FIRST_BYTE = Pattern.compile("bytes (\\d{1,18})-");

  private final NetworkFault.OfHead fault;
  private final HostClock clock;
  private final AtomicInteger answers = new AtomicInteger();

  FaultyHeads(NetworkFault.OfHead fault, HostClock clock) {
    this.fault = fault;
    this.clock = clock;
  }

  @Override
  public boolean fits(TransportRequest request) {
    return switch (fault) {
      case NetworkFault.WrongContentRange(),
          NetworkFault.IgnoreRange(),
          NetworkFault.RangeNotSatisfiable() ->
          request.headers().contains("Range");
      default -> true;
    };
  }

  @Override
  public CompletableFuture<TransportResponse> send(
      TransportRequest request,
      Function<TransportRequest, CompletableFuture<TransportResponse>> rest) {
    return switch (fault) {
      case NetworkFault.Offline() -> failed(Kind.OFFLINE, request, "there is no network");
      case NetworkFault.NoSuchHost() -> failed(Kind.NO_SUCH_HOST, request, "no such host: %s");
      case NetworkFault.BadCertificate() ->
          failed(Kind.CERTIFICATE, request, "the certificate of %s is not trusted");
      case NetworkFault.Reset() ->
          failed(Kind.CLOSED, request, "%s reset the connection before it answered");
      case NetworkFault.Delay(Duration time) ->
          delayed(time, request).thenCompose(nothing -> rest.apply(request));
      case NetworkFault.CaptivePortal() ->
          answered(511, "Network Authentication Required", HeaderList.empty());
      case NetworkFault.RedirectLoop() ->
          answered(302, "Found", HeaderList.of("Location", request.url().href()));
      case NetworkFault.RangeNotSatisfiable() ->
          answered(416, "Range Not Satisfiable", readable(request));
      case NetworkFault.Status(int status, Duration retryAfter) ->
          answered(status, "", withRetryAfter(readable(request), retryAfter));
      case NetworkFault.IgnoreRange() -> rest.apply(withoutRange(request));
      case NetworkFault.ChangedEtag() ->
          rest.apply(request).thenApply(response -> with(response, "ETag", freshTag()));
      case NetworkFault.WrongContentRange() -> rest.apply(request).thenApply(this::shifted);
    };
  }

  private static CompletableFuture<TransportResponse> failed(
      Kind kind, TransportRequest request, String what) {
    return CompletableFuture.failedFuture(FaultyTransport.failure(kind, request, what));
  }

  private CompletableFuture<@Nullable Void> delayed(Duration time, TransportRequest request) {
    var over = new CompletableFuture<@Nullable Void>();
    Runnable cancel = clock.schedule(time, () -> over.complete(null));
    request
        .cancel()
        .onCancel(
            () -> {
              cancel.run();
              over.completeExceptionally(
                  new TransportException(Kind.CANCELLED, "the request was cancelled", null));
            });
    return over;
  }

  private static CompletableFuture<TransportResponse> answered(
      int status, String text, HeaderList headers) {
    return CompletableFuture.completedFuture(
        new TransportResponse(
            status, text, headers.with("Content-Length", "0"), BytesBody.of(new byte[0])));
  }

  /**
   * What lets a page of another origin see the answer: this is about the status, not about CORS.
   */
  private static HeaderList readable(TransportRequest request) {
    String origin = request.headers().get("Origin");
    return origin == null
        ? HeaderList.empty()
        : HeaderList.of(
            "Access-Control-Allow-Origin", origin, "Access-Control-Allow-Credentials", "true");
  }

  private static HeaderList withRetryAfter(HeaderList headers, @Nullable Duration retryAfter) {
    return retryAfter == null
        ? headers
        : headers.with("Retry-After", Long.toString(retryAfter.toSeconds()));
  }

  private static TransportRequest withoutRange(TransportRequest request) {
    return new TransportRequest(
        request.method(),
        request.url(),
        request.headers().without("Range"),
        request.body(),
        request.uploaded(),
        request.cancel(),
        request.reuse(),
        request.priority());
  }

  private String freshTag() {
    return "\"changed-" + answers.incrementAndGet() + "\"";
  }

  private TransportResponse shifted(TransportResponse response) {
    String range = response.headers().get("Content-Range");
    Matcher first = FIRST_BYTE.matcher(range == null ? "" : range);
    if (!first.lookingAt()) {
      return response;
    }
    long wrong = Long.parseLong(first.group(1)) + 1;
    return with(response, "Content-Range", "bytes " + wrong + "-" + range.substring(first.end()));
  }

  private static TransportResponse with(TransportResponse response, String name, String value) {
    return new TransportResponse(
        response.status(),
        response.statusText(),
        response.headers().without(name).with(name, value),
        response.body());
  }
}
