package dev.bellhop.cli.control;

import dev.bellhop.SiteResponse;
import dev.bellhop.TraceListener;
import dev.bellhop.cli.json.Json;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A site that another process runs, asked over its control socket. */
public final class RunningSite implements SiteAccess {
  private final Path socket;
  private final TraceListener trace;

  private RunningSite(Path socket, TraceListener trace) {
    this.socket = socket;
    this.trace = trace;
  }

  /**
   * The site whose data folder this is, where a process runs it and listens. A socket that a dead
   * process has left is none.
   */
  public static Optional<RunningSite> find(Path dataFolder, TraceListener trace) {
    return new ControlAddress(dataFolder)
        .find()
        .filter(RunningSite::answers)
        .map(socket -> new RunningSite(socket, trace));
  }

  private static boolean answers(Path socket) {
    try (SocketChannel connection = connect(socket)) {
      return connection.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static SocketChannel connect(Path socket) throws IOException {
    SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      connection.connect(UnixDomainSocketAddress.of(socket));
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public <R> R ask(Action<R> action) {
    try (var conversation = new Conversation(connect(socket), trace)) {
      conversation.say(Wire.request(action));
      return Json.MAPPER.convertValue(conversation.next().get("ok"), action.answerType());
    } catch (IOException e) {
      throw Conversation.gone(e);
    }
  }

  @Override
  public SiteResponse fetch(Action.Fetch action) {
    try {
      // Goes on until the response is closed.
      var conversation = new Conversation(connect(socket), trace);
      try {
        conversation.say(Wire.request(action));
        return Json.MAPPER
            .convertValue(conversation.next().get("head"), ResponseHead.class)
            .with(new PassedOnBody(conversation));
      } catch (IOException | RuntimeException e) {
        conversation.close();
        throw e;
      }
    } catch (IOException e) {
      throw Conversation.gone(e);
    }
  }

  @Override
  public void close() {}
}
