package dev.bellhop.net.fault;

import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One fault between a request and the rest of the network. */
interface FaultyTransport {
  /** Whether this request can meet the fault at all. */
  boolean fits(TransportRequest request);

  /** Sends it, through the rest of the network or not. */
  CompletableFuture<TransportResponse> send(
      TransportRequest request,
      Function<TransportRequest, CompletableFuture<TransportResponse>> rest);

  /** The failure of a request, in words that tell that it was asked for. */
  static TransportException failure(
      TransportException.Kind kind, TransportRequest request, String what) {
    return new TransportException(
        kind, what.formatted(request.url().host()) + ", as a fault was asked for", null);
  }
}
