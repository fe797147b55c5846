package dev.bellhop.cli;

import dev.bellhop.HeaderField;
import dev.bellhop.SiteResponse;
import dev.bellhop.cli.control.ResponseHead;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints a response as curl does: the body, byte by byte, is what standard output gets. Who gave it
 * stands on standard error.
 */
final class ResponsePrinter {
  private static final int BUFFER = 16 << 10;

  private final OutputStream bodies;
  private boolean withHead;

  /** With standard output. */
  ResponsePrinter(OutputStream bodies) {
    this.bodies = bodies;
  }

  /** Prints the head before the body. */
  void includeHead() {
    withHead = true;
  }

  /** Where everything else goes: out of the way of the body, unless that is JSON like the rest. */
  Terminal besides(Terminal terminal, boolean json) {
    return json
        ? terminal
        : new Terminal(terminal.err(), terminal.err(), false, terminal.style(), terminal.columns());
  }

  void plain(SiteResponse response, Terminal terminal) throws IOException {
    terminal
        .err()
        .println(
            line(response.status() + " " + response.statusText())
                + " from "
                + source(response.source())
                + ": "
                + response.url());
    if (withHead) {
      var head = new StringBuilder();
      head.append("HTTP/1.1 ").append(response.status()).append(' ');
      head.append(response.statusText()).append("\r\n");
      for (HeaderField header : response.headers()) {
        head.append(header.name()).append(": ").append(header.value()).append("\r\n");
      }
      bodies.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    byte[] buffer = new byte[BUFFER];
    int length = response.body().read(buffer);
    while (length >= 0) {
      bodies.write(buffer, 0, length);
      bodies.flush();
      length = response.body().read(buffer);
    }
  }

  /** One more line after those of the trace. */
  void json(SiteResponse response, Terminal terminal) throws IOException {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("type", "Response");
    node.set("head", Json.MAPPER.valueToTree(ResponseHead.of(response)));
    byte[] body = response.body().readAllBytes();
    try {
      node.put(
          "body", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      node.put("base64", body);
    }
    terminal.out().println(node);
  }

  private static String source(SiteResponse.Source source) {
    return switch (source) {
      case NETWORK -> "the network";
      case WORKER -> "the worker";
      case ROUTED_TO_NETWORK -> "the network, by a static route";
      case ROUTED_TO_CACHE -> "a cache, by a static route";
    };
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\p{Cntrl}", "?");
  }
}
