package dev.bellhop.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a folder's server: answers its requests in their order. Files are looked up on
 * another thread; meanwhile nothing more is read.
 */
final class SiteConnection extends ChannelInboundHandlerAdapter {
  private final SiteFolder folder;
  private final Executor files;
  private final Deque<HttpRequest> waiting = new ArrayDeque<>();
  private boolean answering;
  private boolean closing;

  SiteConnection(SiteFolder folder, Executor files) {
    this.folder = folder;
    this.files = files;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (closing) {
        return;
      }
      if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
        closing = true;
        context
            .writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST))
            .addListener(ChannelFutureListener.CLOSE);
      } else if (message instanceof HttpRequest request) {
        waiting.add(request);
        answerNext(context);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void answerNext(ChannelHandlerContext context) {
    if (answering || closing) {
      return;
    }
    HttpRequest request = waiting.poll();
    if (request == null) {
      context.channel().config().setAutoRead(true);
      return;
    }
    answering = true;
    context.channel().config().setAutoRead(false);
    files.execute(
        () -> {
          SiteResponse response =
              SiteResponse.to(folder, request.method().name(), request.uri(), request.headers());
          try {
            context.executor().execute(() -> send(context, request, response));
          } catch (RejectedExecutionException e) {
            close(response.file());
          }
        });
  }

  private void send(ChannelHandlerContext context, HttpRequest request, SiteResponse response) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpHeaders headers = response.headers();
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!request.protocolVersion().isKeepAliveDefault()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    boolean withBody = !request.method().name().equals("HEAD");
    FileChannel file = response.file();
    context.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), headers));
    if (withBody && file != null && response.part().length() > 0) {
      context.write(new DefaultFileRegion(file, response.part().first(), response.part().length()));
    } else {
      close(file);
      if (withBody && response.text().length > 0) {
        context.write(Unpooled.wrappedBuffer(response.text()));
      }
    }
    ChannelFuture sent = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    sent.addListener(
        done -> {
          answering = false;
          if (!keepAlive || !done.isSuccess()) {
            closing = true;
            context.close();
          } else {
            answerNext(context);
          }
        });
  }

  private static void close(@Nullable FileChannel file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // It was only read from: there is nothing to lose and nobody to tell.
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
