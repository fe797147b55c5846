package dev.bellhop.net.fault;

import dev.bellhop.HostClock;
import dev.bellhop.NetworkFault;
import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.Pace;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What goes wrong while a body comes. */
final class FaultyBodies implements FaultyTransport {
  /** How long a client waits for a server that has fallen silent, as on a real connection. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final NetworkFault.OfBody fault;
  private final HostClock clock;
  private final Pace pace;

  FaultyBodies(NetworkFault.OfBody fault, HostClock clock) {
    this.fault = fault;
    this.clock = clock;
    this.pace =
        new Pace(
            clock,
            fault instanceof NetworkFault.Throttle(long bytesPerSecond) ? bytesPerSecond : 1);
  }

  @Override
  public boolean fits(TransportRequest request) {
    return true;
  }

  @Override
  public CompletableFuture<TransportResponse> send(
      TransportRequest request,
      Function<TransportRequest, CompletableFuture<TransportResponse>> rest) {
    return rest.apply(request).thenApply(response -> changed(request, response));
  }

  private TransportResponse changed(TransportRequest request, TransportResponse response) {
    Body body = response.body();
    return switch (fault) {
      case NetworkFault.Throttle(long bytesPerSecond) ->
          with(response, response.headers(), new FaultyBody(body, pace::paced));
      case NetworkFault.DropAfter(long bytes) ->
          with(response, response.headers(), dropped(request, body, bytes));
      case NetworkFault.StallAfter(long bytes) ->
          with(response, response.headers(), stalled(request, body, bytes));
      case NetworkFault.Truncate(long bytes) ->
          with(
              response,
              response.headers().without("Content-Length"),
              new FaultyBody(
                  body, reader -> new CutReader(reader, bytes, CutReader.CLEAN, CutReader.WHOLE)));
      case NetworkFault.Excess(int bytes) ->
          with(
              response,
              response.headers().without("Content-Length"),
              new FaultyBody(body, reader -> new ExcessReader(reader, bytes)));
      case NetworkFault.ContentLength(long bytes) ->
          with(
              response,
              response.headers().without("Content-Length").with("Content-Length", "" + bytes),
              promised(request, body, bytes));
    };
  }

  private static TransportResponse with(TransportResponse response, HeaderList headers, Body body) {
    return new TransportResponse(response.status(), response.statusText(), headers, body);
  }

  private static Body dropped(TransportRequest request, Body body, long bytes) {
    return new FaultyBody(
        body,
        reader ->
            new CutReader(
                reader,
                bytes,
                () ->
                    CompletableFuture.failedFuture(
                        FaultyTransport.failure(
                            Kind.CLOSED,
                            request,
                            String.format(
                                Locale.ROOT, "%%s closed the connection after %,d bytes", bytes))),
                CutReader.WHOLE));
  }

  private Body stalled(TransportRequest request, Body body, long bytes) {
    return new FaultyBody(
        body,
        reader ->
            new CutReader(
                reader, bytes, () -> Silence.of(clock, SILENCE, request), CutReader.WHOLE));
  }

  private static Body promised(TransportRequest request, Body body, long bytes) {
    return new FaultyBody(
        body,
        reader ->
            new CutReader(
                reader,
                bytes,
                CutReader.CLEAN,
                count ->
                    CompletableFuture.failedFuture(
                        FaultyTransport.failure(
                            Kind.CLOSED,
                            request,
                            String.format(
                                Locale.ROOT,
                                "%%s closed the connection after %,d of %,d bytes",
                                count,
                                bytes)))));
  }
}
