package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;
import dev.bellhop.TraceListener;
import dev.bellhop.cli.json.Json;
import dev.bellhop.cli.json.TraceJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

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
    try (SocketChannel connection = connect(socket);
        var out = new PrintWriter(Channels.newWriter(connection, StandardCharsets.UTF_8), true);
        var in =
            new BufferedReader(
                Channels.newReader(connection, StandardCharsets.UTF_8.newDecoder(), -1))) {
      out.println(Wire.request(action));
      String line = in.readLine();
      while (line != null) {
        ObjectNode node = (ObjectNode) Json.MAPPER.readTree(line);
        if (node.get("trace") instanceof ObjectNode entry) {
          trace.entry(TraceJson.read(entry));
        } else if (node.has("error")) {
          throw new BellhopException(
              BellhopException.Kind.valueOf(node.required("kind").stringValue()),
              node.required("error").stringValue());
        } else {
          return Json.MAPPER.convertValue(node.get("ok"), action.answerType());
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      throw gone(e);
    }
    throw gone(null);
  }

  private static BellhopException gone(@Nullable IOException cause) {
    return new BellhopException(
        BellhopException.Kind.NETWORK,
        "The process that runs the site has ended before it answered.",
        null,
        cause);
  }

  @Override
  public void close() {}
}
