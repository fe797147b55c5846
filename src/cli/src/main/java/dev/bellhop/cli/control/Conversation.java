package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;
import dev.bellhop.TraceListener;
import dev.bellhop.cli.json.Json;
import dev.bellhop.cli.json.TraceJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request to the process that runs a site, and what it says to it. */
final class Conversation implements AutoCloseable {
  private final SocketChannel connection;
  private final TraceListener trace;
  private final PrintWriter out;
  private final BufferedReader in;

  Conversation(SocketChannel connection, TraceListener trace) {
    this.connection = connection;
    this.trace = trace;
    out = new PrintWriter(Channels.newWriter(connection, StandardCharsets.UTF_8), true);
    in =
        new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8.newDecoder(), -1));
  }

  void say(String line) {
    out.println(line);
  }

  /**
   * The next thing that is said; the trace goes to its listener meanwhile.
   *
   * @throws BellhopException where that is an error, or the process has gone
   */
  ObjectNode next() throws IOException {
    String line = in.readLine();
    while (line != null) {
      ObjectNode node = (ObjectNode) Json.MAPPER.readTree(line);
      if (node.has("error")) {
        throw new BellhopException(
            BellhopException.Kind.valueOf(node.required("kind").stringValue()),
            node.required("error").stringValue());
      }
      if (!(node.get("trace") instanceof ObjectNode entry)) {
        return node;
      }
      trace.entry(TraceJson.read(entry));
      line = in.readLine();
    }
    throw gone(null);
  }

  static BellhopException gone(@Nullable IOException cause) {
    return new BellhopException(
        BellhopException.Kind.NETWORK,
        "The process that runs the site has ended before it answered.",
        null,
        cause);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
