package dev.bellhop.net;

import dev.bellhop.http.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection, which serves one exchange after the other. All state belongs to its event loop;
 * {@link #run} may be called from anywhere.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final Endpoint endpoint;
  private final ConnectionPool pool;
  private final TransportOptions options;
  private final ActivityWatch watch;

  private @Nullable Exchange current;
  private @Nullable ReadAheadQueue body;
  private @Nullable Upload upload;
  private long expected;
  private long received;
  private boolean servedBefore;
  private boolean anyByte;
  private boolean informational;
  private boolean responseEnded;
  private boolean gone;
  private boolean reusable;
  private @Nullable Throwable cause;

  HttpConnection(
      Channel channel, Endpoint endpoint, ConnectionPool pool, TransportOptions options) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.pool = pool;
    this.options = options;
    this.watch = new ActivityWatch(new Watched(), options);
  }

  /** Puts the connection to work on its channel. */
  void install() {
    channel.pipeline().addLast(new WireWatch(), WireCodec.of(channel), this);
    watch.start();
    if (!channel.isActive()) {
      later(this::onClosed);
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Ends the connection. */
  void close() {
    channel.close();
  }

  /** Sends an exchange's request and brings its response. */
  void run(Exchange exchange) {
    onLoop(() -> start(exchange));
  }

  private void onLoop(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
    } else {
      later(task);
    }
  }

  private void later(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      // The network has been shut down: whoever waits has been told, or is told here.
      Exchange exchange = current;
      if (exchange != null) {
        exchange.fail(Failures.stopping());
      }
    }
  }

  private void start(Exchange exchange) {
    if (!channel.isActive()) {
      pool.submitAgain(exchange);
      return;
    }
    if (exchange.isCancelled()) {
      pool.release(this);
      return;
    }
    current = exchange;
    body = null;
    upload = null;
    expected = -1;
    received = 0;
    anyByte = false;
    informational = false;
    responseEnded = false;
    reusable = true;
    watch.activity();
    exchange.onAbort(() -> onLoop(() -> abort(exchange)));
    try {
      send(exchange);
    } catch (IllegalArgumentException | IllegalStateException e) {
      fail(Failures.badRequest(endpoint, e));
    }
  }

  private void send(Exchange exchange) {
    TransportRequest request = exchange.request();
    HttpRequest head = RequestHead.of(request, exchange.route());
    Body sent = request.body();
    if (sent != null) {
      LongConsumer uploaded =
          bytes -> {
            watch.activity();
            request.uploaded().accept(bytes);
          };
      upload = new Upload(channel, endpoint, sent, uploaded, this::fail);
    }
    channel
        .write(head)
        .addListener(
            written -> {
              if (written.cause() instanceof Http2Exception refused
                  && refused.error() == Http2Error.REFUSED_STREAM
                  && sendAgain()) {
                // The server's GOAWAY was quicker than the request, of which nothing was sent.
                return;
              }
              if (written.cause() != null && !(written.cause() instanceof IOException)) {
                fail(Failures.badRequest(endpoint, written.cause()));
              }
            });
    if (upload != null) {
      upload.pump();
    } else {
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void abort(Exchange exchange) {
    if (current == exchange) {
      endExchange();
      channel.close();
    }
  }

  /** Ends the exchange and, as nobody knows where the next response would begin, the connection. */
  private void fail(TransportException why) {
    Exchange exchange = current;
    current = null;
    if (upload != null) {
      upload.stop();
    }
    if (exchange != null) {
      exchange.fail(why);
    }
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean handedOn = false;
    try {
      if (current == null || responseEnded) {
        // More than was asked for: it must not become the answer to the next request.
        reusable = false;
        if (current == null) {
          channel.close();
        }
      } else if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
        undecodable(object.decoderResult().cause());
      } else if (message instanceof HttpResponse response) {
        onHead(current, response);
        if (message instanceof LastHttpContent last) {
          // The head of a stream that ends with it; a body of no bytes keeps no memory.
          onContent(last);
        }
      } else if (message instanceof HttpContent content) {
        handedOn = onContent(content);
      }
    } finally {
      if (!handedOn) {
        ReferenceCountUtil.release(message);
      }
    }
  }

  private void undecodable(Throwable why) {
    if (why instanceof PrematureChannelClosureException) {
      cause = why;
      channel.close();
    } else if (body == null && servedBefore && sendAgain()) {
      // What the server sent too much after the last response stood before this one's.
      return;
    } else if (body == null) {
      fail(Failures.notHttp(endpoint, why));
    } else {
      fail(Failures.brokenBody(endpoint, why));
    }
  }

  /** Whether the exchange goes on over another connection, in place of this one. */
  private boolean sendAgain() {
    Exchange exchange = current;
    if (exchange == null || !exchange.retry()) {
      return false;
    }
    current = null;
    if (upload != null) {
      upload.stop();
    }
    channel.close();
    pool.submitAgain(exchange);
    return true;
  }

  private void onHead(Exchange exchange, HttpResponse response) {
    int status = response.status().code();
    if (status == 101 || status < 100) {
      fail(Failures.notHttp(endpoint, null));
      return;
    }
    if (status < 200) {
      informational = true;
      return;
    }
    informational = false;
    WireCodec.restore(channel, response);
    ResponseHead head;
    try {
      head = ResponseHead.of(response, exchange.request().method());
    } catch (IllegalArgumentException e) {
      fail(Failures.notHttp(endpoint, e));
      return;
    }
    reusable = head.keepAlive() && !WireCodec.isStream(channel);
    expected = head.length().orElse(-1);
    var queue = new ReadAheadQueue(options.readAhead(), new Flow(this, exchange));
    body = queue;
    exchange.respond(head.response(queue, endpoint), queue);
  }

  /** Returns whether the content's memory now belongs to somebody else. */
  private boolean onContent(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (informational) {
      return false;
    }
    ReadAheadQueue queue = body;
    if (queue == null) {
      return false;
    }
    ByteBuf bytes = content.content();
    boolean handedOn = bytes.isReadable();
    if (handedOn) {
      received += bytes.readableBytes();
      queue.add(bytes, channel.alloc());
    }
    if (last) {
      responseEnded = true;
    } else if (queue.isFull()) {
      channel.config().setAutoRead(false);
    }
    return handedOn;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (responseEnded && current != null && body != null) {
      finish(current, body);
    } else if (body != null) {
      body.flush();
    }
  }

  /**
   * The connection is free before the reader learns of the end, so that a request which follows
   * from it finds it.
   */
  private void finish(Exchange exchange, ReadAheadQueue queue) {
    exchange.finish();
    boolean uploadedAll = upload == null || upload.isEnded();
    if (upload != null) {
      upload.stop();
    }
    current = null;
    body = null;
    upload = null;
    servedBefore = true;
    watch.activity();
    if (reusable && uploadedAll && !exchange.isCancelled() && channel.isActive()) {
      channel.config().setAutoRead(true);
      pool.release(this);
    } else {
      channel.close();
    }
    queue.end();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (upload != null) {
      upload.pump();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    cause = thrown;
    endExchange();
    channel.close();
  }

  /**
   * Comes after the codec has seen the end, which is the end of a body without a declared length:
   * the future of closing would be too early.
   */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    onClosed();
  }

  private void onClosed() {
    if (gone) {
      return;
    }
    gone = true;
    watch.stop();
    endExchange();
    pool.gone(this);
  }

  /** Nothing more is to come. */
  private void endExchange() {
    Exchange exchange = current;
    current = null;
    if (upload != null) {
      upload.stop();
    }
    if (exchange != null && body != null && responseEnded) {
      exchange.finish();
      body.end();
    } else if (exchange != null) {
      lost(exchange);
    }
  }

  private void lost(Exchange exchange) {
    if (pool.isClosed()) {
      exchange.fail(Failures.stopping());
    } else if (body != null) {
      exchange.fail(Failures.closedInBody(endpoint, received, expected, cause));
    } else if (servedBefore && !anyByte && exchange.retry()) {
      pool.submitAgain(exchange);
    } else {
      exchange.fail(Failures.closedBeforeHead(endpoint, cause));
    }
  }

  private boolean hasRoom() {
    return body != null && !body.isFull();
  }

  /**
   * How the body's queue steers the connection, while it is still its exchange's. Abandoning waits
   * for its turn on the loop: a short body, such as a redirect's, is often here by then, and the
   * connection can be kept.
   */
  private record Flow(HttpConnection connection, Exchange owner) implements ReadAheadQueue.Source {
    @Override
    public void resume() {
      connection.later(
          () -> {
            if (connection.current == owner && connection.hasRoom()) {
              connection.watch.activity();
              connection.channel.config().setAutoRead(true);
            }
          });
    }

    @Override
    public void abandon() {
      connection.later(() -> connection.abort(owner));
    }
  }

  private final class Watched implements ActivityWatch.Watched {
    @Override
    public void onLoop(Runnable task) {
      HttpConnection.this.onLoop(task);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public boolean isBusy() {
      return current != null;
    }

    @Override
    public boolean waitsForServer() {
      return channel.config().isAutoRead() && (upload == null || !upload.waitsForBody());
    }

    @Override
    public void unused() {
      channel.close();
    }

    @Override
    public void silent() {
      fail(Failures.silence(endpoint, options.silenceTimeout()));
    }
  }

  /** Sees the bytes before they are decoded. */
  private final class WireWatch extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      anyByte = true;
      watch.activity();
      context.fireChannelRead(message);
    }
  }
}
