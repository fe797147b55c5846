package dev.bellhop.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** Network threads and the channels that go with them: epoll where the system has it, else NIO. */
final class EventLoops implements AutoCloseable {
  private final EventLoopGroup group;
  private final boolean epoll = Epoll.isAvailable();

  EventLoops(String threadName, int threads) {
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory(threadName, true), handlers);
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends SocketChannel> socketType() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  Class<? extends ServerSocketChannel> serverSocketType() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** Ends the threads and waits for that, but not from one of them. */
  @Override
  public void close() {
    var ended = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    for (var executor : group) {
      if (executor.inEventLoop()) {
        return;
      }
    }
    ended.awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
