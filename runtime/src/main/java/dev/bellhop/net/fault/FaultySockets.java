package dev.bellhop.net.fault;

import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.net.WebSocketConnection;
import dev.bellhop.net.WebSocketListener;
import dev.bellhop.net.WebSocketRequest;
import dev.bellhop.net.WebSocketTransport;
import java.util.concurrent.CompletableFuture;

/**
 * WebSockets on a network that misbehaves: the opening handshake is a request like others, and the
 * messages are its answer's body. Safe from any thread.
 */
public final class FaultySockets implements WebSocketTransport {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final FaultyNetwork network;
  private final WebSocketTransport transport;

  /** With the faults of a network, in front of a transport. */
  public FaultySockets(FaultyNetwork network, WebSocketTransport transport) {
    this.network = network;
    this.transport = transport;
  }

  @Override
  public WebSocketConnection open(WebSocketRequest request, WebSocketListener listener) {
    if (network.isWell()) {
      return transport.open(request, listener);
    }
    var socket = new FaultySocket(listener);
    var cancel = new CancelToken();
    var handshake =
        new TransportRequest("GET", request.url(), request.headers(), null, uploaded -> {}, cancel);
    CompletableFuture<TransportResponse> answer =
        network.through(
            handshake,
            sent ->
                CompletableFuture.completedFuture(
                    new TransportResponse(
                        SWITCHING_PROTOCOLS, "", HeaderList.empty(), socket.messages())));
    answer.whenComplete(
        (head, failure) -> {
          if (failure == null && head.status() == SWITCHING_PROTOCOLS) {
            socket.begin(transport.open(request, socket.behind()), head.body());
          } else {
            socket.refuse();
          }
        });
    socket.onAbort(cancel::cancel);
    return socket;
  }
}
