package dev.bellhop.net.fault;

import dev.bellhop.HostClock;
import dev.bellhop.http.Chunk;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server that sends nothing more. */
final class Silence {
  private Silence() {}

  /** A chunk that does not come: fails when a client would give up, or when it is cancelled. */
  static CompletableFuture<@Nullable Chunk> of(
      HostClock clock, Duration patience, TransportRequest request) {
    var chunk = new CompletableFuture<@Nullable Chunk>();
    Runnable timer =
        clock.schedule(
            patience,
            () ->
                chunk.completeExceptionally(
                    FaultyTransport.failure(
                        TransportException.Kind.TIMEOUT,
                        request,
                        "%s sent no bytes for " + patience.toSeconds() + " seconds")));
    chunk.whenComplete((never, failure) -> timer.run());
    request
        .cancel()
        .onCancel(
            () ->
                chunk.completeExceptionally(
                    new TransportException(
                        TransportException.Kind.CANCELLED, "the request was cancelled", null)));
    return chunk;
  }
}
