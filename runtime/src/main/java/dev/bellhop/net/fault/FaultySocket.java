package dev.bellhop.net.fault;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.OneTimeBody;
import dev.bellhop.net.PassingListener;
import dev.bellhop.net.PendingWebSocket;
import dev.bellhop.net.WebSocketConnection;
import dev.bellhop.net.WebSocketListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket whose messages go through the faults of bodies: their bytes are those of the body of
 * the answer to the opening handshake. A message comes when all of its bytes have come.
 */
final class FaultySocket extends PendingWebSocket {
  /** Brings a message to where it is heard. */
  private record Message(int size, Runnable heard) {}

  private final WebSocketListener listener;
  private @Nullable BodyReader faulty;
  private @Nullable CompletableFuture<@Nullable Chunk> asked;
  private @Nullable Message current;
  private long come;
  private long demand;
  private boolean reading;
  private boolean ended;
  private Runnable beforeOpen = () -> {};

  FaultySocket(WebSocketListener listener) {
    this.listener = listener;
  }

  /** Who hears of the connection itself. */
  WebSocketListener behind() {
    return new PassingListener(listener) {
      @Override
      public void text(String message) {
        int size = message.getBytes(StandardCharsets.UTF_8).length;
        arrived(size, () -> listener.text(message));
      }

      @Override
      public void binary(byte[] message) {
        arrived(message.length, () -> listener.binary(message));
      }

      @Override
      public void lost(int code, String reason) {
        FaultySocket.this.lost(code, reason);
      }
    };
  }

  /** The bytes of the messages, before any fault. */
  Body messages() {
    return new OneTimeBody() {
      @Override
      protected BodyReader begin() {
        return new BodyReader() {
          @Override
          public CompletableFuture<@Nullable Chunk> read() {
            return next();
          }

          @Override
          public void close() {}
        };
      }
    };
  }

  /** What gives the opening handshake up. */
  synchronized void onAbort(Runnable cancel) {
    beforeOpen = cancel;
  }

  /** There will be no connection. */
  void refuse() {
    lost(ABNORMAL, "");
  }

  /** Begins with an open connection, whose messages' bytes come as this body says. */
  void begin(WebSocketConnection connection, Body through) {
    boolean isLate;
    synchronized (this) {
      connected(connection);
      this.faulty = through.open();
      isLate = ended;
    }
    if (isLate) {
      connection.abort();
    } else {
      pump();
    }
  }

  private synchronized CompletableFuture<@Nullable Chunk> next() {
    var result = new CompletableFuture<@Nullable Chunk>();
    asked = result;
    WebSocketConnection open = connection();
    if (open != null) {
      open.request(1);
    }
    return result;
  }

  @Override
  public void request(long messages) {
    synchronized (this) {
      demand = sum(demand, messages);
    }
    pump();
  }

  private void pump() {
    BodyReader reader;
    synchronized (this) {
      reader = faulty;
      if (reader == null || reading || demand == 0) {
        return;
      }
      reading = true;
    }
    reader.read().whenComplete(this::read);
  }

  private void read(@Nullable Chunk chunk, @Nullable Throwable failure) {
    if (chunk == null) {
      abort();
      return;
    }
    Message whole = null;
    synchronized (this) {
      try (chunk) {
        come += chunk.bytes().remaining();
      }
      reading = false;
      Message message = current;
      if (message != null && come >= message.size) {
        whole = message;
        come = 0;
        demand = demand == ALL ? ALL : demand - 1;
      }
    }
    if (whole != null) {
      whole.heard.run();
    }
    pump();
  }

  private void arrived(int size, Runnable heard) {
    CompletableFuture<@Nullable Chunk> waiting;
    synchronized (this) {
      waiting = asked;
      current = new Message(Math.max(1, size), heard);
    }
    if (waiting != null) {
      // A chunk is never empty: a message that is counts as one byte.
      waiting.complete(Chunk.of(new byte[Math.max(1, size)]));
    }
  }

  private void lost(int code, String reason) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    listener.lost(code, reason);
  }

  @Override
  public void abort() {
    WebSocketConnection open = connection();
    if (open != null) {
      open.abort();
    } else {
      beforeOpen.run();
      refuse();
    }
  }
}
