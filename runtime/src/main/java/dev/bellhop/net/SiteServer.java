package dev.bellhop.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the files of a site's folder over plain HTTP on loopback, with validators and ranges.
 * Nothing outside the folder can be seen, nor the state that Bellhop keeps in it.
 */
public final class SiteServer implements AutoCloseable {
  private static final int MAX_LINE = 64 * 1024;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final SiteFolder folder;
  private final EventLoops loops;
  private final ExecutorService files;
  private final Channel listening;

  private SiteServer(
      SiteFolder folder, EventLoops loops, ExecutorService files, Channel listening) {
    this.folder = folder;
    this.loops = loops;
    this.files = files;
    this.listening = listening;
  }

  /**
   * Starts to serve.
   *
   * @param folder an existing folder
   * @param port where to listen, or 0 for any free port
   * @throws BindException with a sentence, where the port is in use or may not be used
   * @throws IOException with a sentence, where there is no such folder
   */
  public static SiteServer start(Path folder, int port) throws IOException {
    var jail = new SiteFolder(folder);
    var loops = new EventLoops("bellhop-site", 1);
    var files =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bellhop-file").factory());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverSocketType())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 128)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(
                                new HttpDecoderConfig()
                                    .setMaxInitialLineLength(MAX_LINE)
                                    .setMaxHeaderSize(MAX_LINE)),
                            new SiteConnection(jail, files));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.close();
      files.shutdownNow();
      var failure = new BindException("port " + port + " is in use or may not be used here");
      failure.initCause(bound.cause());
      throw failure;
    }
    return new SiteServer(jail, loops, files, bound.channel());
  }

  /** Whether a request for this path gets a file. Looks at the disk. */
  public boolean has(String path) {
    return folder.find(path) != null;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Ends all connections and stops listening. */
  @Override
  public void close() {
    listening.close();
    loops.close();
    files.shutdownNow();
  }
}
