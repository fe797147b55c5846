package dev.bellhop.net;

import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.List;

/**
 * What a WebSocket connection is opened with.
 *
 * @param url an http URL for ws, an https URL for wss
 * @param protocols the subprotocols to choose from, the best first; may be empty
 * @param headers more headers for the opening handshake, such as Origin
 */
public record WebSocketRequest(Url url, List<String> protocols, HeaderList headers) {
  /** Keeps its own copy of the protocols. */
  public WebSocketRequest {
    protocols = List.copyOf(protocols);
  }

  /** The same with other headers. */
  public WebSocketRequest withHeaders(HeaderList headers) {
    return new WebSocketRequest(url, protocols, headers);
  }
}
