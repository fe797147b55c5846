package dev.bellhop.fetch;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/** Requests and responses as the database keeps them: JSON, without the body. */
public final class MessageJson {
  private static final String AUTO = "auto";

  private static final JsonFactory JSON = new JsonFactory();

  private MessageJson() {}

  /** A request, without its body. */
  public static String write(FetchRequest request) {
    var json = new Writer();
    json.text("method", request.method());
    json.text("url", request.url().href());
    json.headers(request.headers());
    json.text("mode", request.mode());
    json.text("credentials", request.credentials());
    json.text("cache", request.cache());
    json.text("redirect", request.redirect());
    json.text("destination", request.destination());
    json.text("referrer", request.referrer());
    json.text("referrerPolicy", request.referrerPolicy());
    json.text("integrity", request.integrity());
    json.bare("keepalive", Boolean.toString(request.keepalive()));
    if (!request.priority().equals(AUTO)) {
      json.text("priority", request.priority());
    }
    json.text("origin", request.origin());
    Url clientUrl = request.clientUrl();
    if (clientUrl != null) {
      json.text("clientUrl", clientUrl.href());
    }
    return json.end();
  }

  /** A response, without its body. */
  public static String write(FetchResponse response) {
    var json = new Writer();
    json.text("type", response.type());
    json.list("urls");
    for (Url url : response.urlList()) {
      json.item(url.href());
    }
    json.listEnd();
    json.bare("status", Integer.toString(response.status()));
    json.text("statusText", response.statusText());
    json.headers(response.headers());
    json.list("exposed");
    response.corsExposedHeaderNames().forEach(json::item);
    json.listEnd();
    return json.end();
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
    return response(members, members.list("urls").stream().map(MessageJson::url).toList());
  }

  /** As {@link #readResponse}, but without its URLs: to read them takes longer than the rest. */
  public static FetchResponse readResponseWithoutUrls(String text) {
    return response(Members.read(text), List.of());
  }

  private static FetchResponse response(Members members, List<Url> urls) {
    return new FetchResponse(
        members.text("type"),
        urls,
        Integer.parseInt(members.text("status")),
        members.text("statusText"),
        members.headers(),
        members.list("exposed"),
        null);
  }

  private static Url url(String href) {
    Url url = Url.parse(href, null);
    if (url == null) {
      throw new IllegalArgumentException("a stored URL does not parse: " + href);
    }
    return url;
  }

  /**
   * Writes a flat object. A put waits for two of them, of a few hundred characters: a generator
   * with its buffers takes longer to make than they to write.
   */
  private static final class Writer {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder text = new StringBuilder(512);

    /** What comes before the next member, and before the next item of a list. */
    private String opening = "{\"";

    private String item = "";

    private void name(String name) {
      text.append(opening).append(name).append("\":");
      opening = ",\"";
    }

    void bare(String name, String value) {
      name(name);
      text.append(value);
    }

    void text(String name, String value) {
      name(name);
      quoted(value);
    }

    private void quoted(String value) {
      text.append('"');
      if (isPlain(value)) {
        text.append(value);
      } else {
        ENCODER.quoteAsString(value, text);
      }
      text.append('"');
    }

    private static boolean isPlain(String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c < ' ' || c == '"' || c == '\\') {
          return false;
        }
      }
      return true;
    }

    void list(String name) {
      name(name);
      text.append('[');
      item = "";
    }

    void item(String value) {
      text.append(item);
      quoted(value);
      item = ",";
    }

    void listEnd() {
      text.append(']');
    }

    void headers(HeaderList headers) {
      list("headers");
      for (Header header : headers) {
        item(header.name());
        item(header.value());
      }
      listEnd();
    }

    String end() {
      return text.append('}').toString();
    }
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
