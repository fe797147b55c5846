package dev.bellhop.fetch;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Requests and responses as the database keeps them: JSON, without the body. */
public final class MessageJson {
  private static final String AUTO = "auto";

  private static final JsonFactory JSON = new JsonFactory();

  private MessageJson() {}

  /** A request, without its body. */
  public static String write(FetchRequest request) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("method", request.method());
      json.writeStringProperty("url", request.url().href());
      write(json, request.headers());
      json.writeStringProperty("mode", request.mode());
      json.writeStringProperty("credentials", request.credentials());
      json.writeStringProperty("cache", request.cache());
      json.writeStringProperty("redirect", request.redirect());
      json.writeStringProperty("destination", request.destination());
      json.writeStringProperty("referrer", request.referrer());
      json.writeStringProperty("referrerPolicy", request.referrerPolicy());
      json.writeStringProperty("integrity", request.integrity());
      json.writeBooleanProperty("keepalive", request.keepalive());
      if (!request.priority().equals(AUTO)) {
        json.writeStringProperty("priority", request.priority());
      }
      json.writeStringProperty("origin", request.origin());
      Url clientUrl = request.clientUrl();
      if (clientUrl != null) {
        json.writeStringProperty("clientUrl", clientUrl.href());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /** A response, without its body. */
  public static String write(FetchResponse response) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("type", response.type());
      json.writeName("urls");
      write(json, response.urlList().stream().map(Url::href).toList());
      json.writeNumberProperty("status", response.status());
      json.writeStringProperty("statusText", response.statusText());
      write(json, response.headers());
      json.writeName("exposed");
      write(json, response.corsExposedHeaderNames());
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * The request that {@link #write(FetchRequest)} wrote, with a null body.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static FetchRequest readRequest(String text) {
    Members members = Members.read(text);
    String clientUrl = members.texts.get("clientUrl");
    return new FetchRequest(
        members.text("method"),
        url(members.text("url")),
        members.headers(),
        null,
        members.text("mode"),
        members.text("credentials"),
        members.text("cache"),
        members.text("redirect"),
        members.text("destination"),
        members.text("referrer"),
        members.text("referrerPolicy"),
        members.text("integrity"),
        members.text("keepalive").equals("true"),
        members.texts.getOrDefault("priority", AUTO),
        members.text("origin"),
        clientUrl == null ? null : url(clientUrl),
        null);
  }

  /**
   * The response that {@link #write(FetchResponse)} wrote, with a null body.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static FetchResponse readResponse(String text) {
    Members members = Members.read(text);
    return new FetchResponse(
        members.text("type"),
        members.list("urls").stream().map(MessageJson::url).toList(),
        Integer.parseInt(members.text("status")),
        members.text("statusText"),
        members.headers(),
        members.list("exposed"),
        null);
  }

  private static void write(JsonGenerator json, HeaderList headers) {
    json.writeName("headers");
    json.writeStartArray();
    for (Header header : headers) {
      json.writeString(header.name());
      json.writeString(header.value());
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, List<String> list) {
    json.writeStartArray();
    list.forEach(json::writeString);
    json.writeEndArray();
  }

  private static Url url(String href) {
    Url url = Url.parse(href, null);
    if (url == null) {
      throw new IllegalArgumentException("a stored URL does not parse: " + href);
    }
    return url;
  }

  /** The members of a flat object whose values are scalars or lists of strings. */
  private record Members(Map<String, String> texts, Map<String, List<String>> lists) {
    static Members read(String text) {
      Members members = new Members(new HashMap<>(), new HashMap<>());
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          if (json.nextToken() == JsonToken.START_ARRAY) {
            var list = new ArrayList<String>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
              list.add(json.getString());
            }
            members.lists.put(name, list);
          } else {
            members.texts.put(name, json.getString());
          }
        }
      }
      return members;
    }

    String text(String name) {
      return present(name, texts.get(name));
    }

    List<String> list(String name) {
      return present(name, lists.get(name));
    }

    HeaderList headers() {
      List<String> namesAndValues = list("headers");
      return HeaderList.of(namesAndValues.toArray(String[]::new));
    }

    private static <T> T present(String name, @Nullable T value) {
      if (value == null) {
        throw new IllegalArgumentException("a stored message lacks its " + name);
      }
      return value;
    }
  }
}
