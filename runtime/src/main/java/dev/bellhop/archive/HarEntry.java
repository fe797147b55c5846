package dev.bellhop.archive;

import dev.bellhop.http.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * An entry of an HTTP Archive, in which the text of the content is only found, not read: whether it
 * is in Base64 may stand behind it.
 */
final class HarEntry {
  private String startedDateTime = "";
  private String method = "";
  private String url = "";
  private List<Header> requestHeaders = List.of();
  private int status;
  private String statusText = "";
  private List<Header> responseHeaders = List.of();
  private long size;
  private String encoding = "";
  private long textOffset = -1;
  private @Nullable JsonNode heads;

  private HarEntry() {}

  private interface Member {
    void read(String name, JsonToken value);
  }

  /**
   * Reads an entry whose parser stands at its beginning.
   *
   * @throws IllegalArgumentException where it lacks what it must have
   */
  static HarEntry read(JsonParser json) {
    var entry = new HarEntry();
    members(
        json,
        (name, value) -> {
          switch (name) {
            case "startedDateTime" -> entry.startedDateTime = json.getValueAsString("");
            case "request" -> entry.request(json, value);
            case "response" -> entry.response(json, value);
            case HarWriter.HEADS -> entry.heads = json.readValueAsTree();
            default -> json.skipChildren();
          }
        });
    if (entry.heads == null && (entry.url.isEmpty() || entry.method.isEmpty())) {
      throw new IllegalArgumentException("it has no request with a method and a url");
    }
    return entry;
  }

  private static void members(JsonParser json, Member member) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      member.read(name, json.nextToken());
    }
  }

  private void request(JsonParser json, JsonToken token) {
    requireObject(token, "request");
    members(
        json,
        (name, value) -> {
          switch (name) {
            case "method" -> method = json.getValueAsString("").toUpperCase(Locale.ROOT);
            case "url" -> url = json.getValueAsString("");
            case "headers" -> requestHeaders = headers(json.readValueAsTree());
            default -> json.skipChildren();
          }
        });
  }

  private void response(JsonParser json, JsonToken token) {
    requireObject(token, "response");
    members(
        json,
        (name, value) -> {
          switch (name) {
            case "status" -> status = json.getValueAsInt();
            case "statusText" -> statusText = json.getValueAsString("");
            case "headers" -> responseHeaders = headers(json.readValueAsTree());
            case "content" -> content(json, value);
            default -> json.skipChildren();
          }
        });
  }

  private void content(JsonParser json, JsonToken token) {
    requireObject(token, "content");
    members(
        json,
        (name, value) -> {
          switch (name) {
            case "size" -> size = json.getValueAsLong();
            case "encoding" -> encoding = json.getValueAsString("");
            case "text" ->
                textOffset =
                    value == JsonToken.VALUE_STRING
                        ? json.currentTokenLocation().getByteOffset()
                        : -1;
            default -> json.skipChildren();
          }
        });
  }

  private static void requireObject(JsonToken token, String name) {
    if (token != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("its " + name + " should be an object");
    }
  }

  private static List<Header> headers(JsonNode nodes) {
    var headers = new ArrayList<Header>();
    for (JsonNode node : nodes) {
      headers.add(new Header(node.path("name").asString(""), node.path("value").asString("")));
    }
    return headers;
  }

  String startedDateTime() {
    return startedDateTime;
  }

  String method() {
    return method;
  }

  String url() {
    return url;
  }

  List<Header> requestHeaders() {
    return requestHeaders;
  }

  int status() {
    return status;
  }

  String statusText() {
    return statusText;
  }

  List<Header> responseHeaders() {
    return responseHeaders;
  }

  /** The size that the archive tells of the content. */
  long size() {
    return size;
  }

  /** How the text of the content is encoded: "" or "base64". */
  String encoding() {
    return encoding;
  }

  /** Where the text of the content begins, with its quotation mark; -1 where there is none. */
  long textOffset() {
    return textOffset;
  }

  /** What {@link HarWriter} has added, or null. */
  @Nullable JsonNode heads() {
    return heads;
  }
}
