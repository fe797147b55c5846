package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;
import dev.bellhop.Site;
import dev.bellhop.TraceEntry;
import dev.bellhop.cli.display.TraceFeed;
import dev.bellhop.cli.display.TraceReader;
import dev.bellhop.cli.json.TraceJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets other processes of the same user ask the site that this process runs: a socket that only its
 * owner can open. To be made by the owner of the data folder alone.
 */
public final class ControlServer implements AutoCloseable {
  private final ControlAddress address;
  private final Site site;
  private final TraceHub trace;
  private final ServerSocketChannel listening;

  /**
   * Listens for requests to this site.
   *
   * @throws BellhopException where the socket cannot be made
   */
  public ControlServer(Path dataFolder, Site site, TraceHub trace) {
    this.address = new ControlAddress(dataFolder);
    this.site = site;
    this.trace = trace;
    try {
      Path socket = address.claim();
      listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listening.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new BellhopException(
          BellhopException.Kind.STORE,
          "The control socket in " + dataFolder + " cannot be made: " + e.getMessage() + ".",
          null,
          e);
    }
    Thread.ofVirtual().name("bellhop-control").start(this::accept);
  }

  /** Listens no more and removes the socket. Requests that are being answered are left to end. */
  @Override
  public void close() {
    try {
      listening.close();
      address.remove();
    } catch (IOException e) {
      // A socket that stays is recognized as a dead process's by the next one.
    }
  }

  private void accept() {
    while (true) {
      try {
        SocketChannel connection = listening.accept();
        Thread.ofVirtual().name("bellhop-control-request").start(() -> serve(connection));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        close();
        return;
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (connection;
        var in =
            new BufferedReader(
                Channels.newReader(connection, StandardCharsets.UTF_8.newDecoder(), -1));
        var out = new PrintWriter(Channels.newWriter(connection, StandardCharsets.UTF_8), true)) {
      String line = in.readLine();
      if (line != null) {
        out.println(answer(line, out));
      }
    } catch (IOException e) {
      // The other process has gone; what it asked for is done nevertheless.
    }
  }

  private String answer(String line, PrintWriter out) {
    try {
      return answer(Wire.readRequest(line), out);
    } catch (CompletionException e) {
      return Wire.failure(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      return Wire.failure(e);
    }
  }

  /** Tells what follows from the action while it is under way. */
  private <R> String answer(Action<R> action, PrintWriter out) {
    try (TraceFeed feed = new TraceFeed(List.of(new Forward(action, out)))) {
      trace.add(feed);
      try {
        return Wire.answer(action.on(site).join());
      } finally {
        trace.remove(feed);
      }
    }
  }

  /** Passes on what the action follows. */
  private record Forward(Action<?> action, PrintWriter out) implements TraceReader {
    @Override
    public void entry(TraceEntry entry) {
      ObjectNode node = TraceJson.write(entry);
      if (action.follows(node)) {
        out.println(Wire.trace(node));
      }
    }

    @Override
    public void end() {
      out.flush();
    }
  }
}
