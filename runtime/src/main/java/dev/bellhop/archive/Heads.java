package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * All of a request and a response but the bytes of the body, as archives hold it beside what their
 * formats have room for: so that what comes back is what was there.
 *
 * @param request without a body
 * @param response without a body
 * @param hasBody whether there is a body, be it empty
 */
record Heads(FetchRequest request, FetchResponse response, boolean hasBody) {
  private static final Set<String> TYPES =
      Set.of("default", "basic", "cors", "opaque", "opaqueredirect", "error");
  private static final int HIGHEST_STATUS = 999;

  static Heads of(Exchange exchange) {
    return new Heads(
        exchange.request().withBody(null),
        exchange.response().withBody(null),
        exchange.response().body() != null);
  }

  /** Writes the members of an object. */
  void write(JsonGenerator json) {
    json.writeName("request");
    json.writeRawValue(MessageJson.write(request));
    json.writeName("response");
    json.writeRawValue(MessageJson.write(response));
    json.writeBooleanProperty("hasBody", hasBody);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  static Heads read(JsonNode node) {
    FetchRequest request = MessageJson.readRequest(object(node, "request"));
    FetchResponse response = MessageJson.readResponse(object(node, "response"));
    requireValid(request.headers());
    requireValid(response.headers());
    if (!TYPES.contains(response.type())) {
      throw new IllegalArgumentException("there is no response type " + response.type());
    }
    if (response.status() < 0 || response.status() > HIGHEST_STATUS) {
      throw new IllegalArgumentException("there is no status " + response.status());
    }
    return new Heads(request, response, node.path("hasBody").asBoolean(true));
  }

  private static String object(JsonNode node, String name) {
    JsonNode member = node.path(name);
    if (!member.isObject()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return member.toString();
  }

  private static void requireValid(HeaderList headers) {
    for (Header header : headers) {
      if (!HeaderValues.isToken(header.name())
          || !header.value().equals(HeaderValues.normalized(header.value()))) {
        throw new IllegalArgumentException("\"" + header.name() + "\" is not a header");
      }
    }
  }

  Exchange at(Instant at) {
    return new Exchange(request, response, at);
  }
}
