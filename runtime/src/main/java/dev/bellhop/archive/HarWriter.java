package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyInputStream;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.mime.ContentType;
import dev.bellhop.mime.MimeType;
import dev.bellhop.url.FormUrlEncoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP Archive: text as text, other bodies in Base64. Each entry has a member {@code _bellhop}
 * with what the format has no place for.
 *
 * @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2 Spec</a>
 */
final class HarWriter implements ArchiveWriter {
  /** The member of an entry that holds {@link Heads}. */
  static final String HEADS = "_bellhop";

  private static final String HTTP = "HTTP/1.1";
  private static final Set<String> TEXT_TYPES =
      Set.of(
          "application/json",
          "application/javascript",
          "application/manifest+json",
          "application/xml",
          "image/svg+xml");

  // A pair of surrogates may be cut in two where the body is read piece by piece.
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
              .build());

  private final Target target;
  private final JsonGenerator json;

  HarWriter(Path file, String cache) throws IOException {
    target = new Target(file);
    json =
        JSON.createGenerator(Files.newOutputStream(target.draft(), StandardOpenOption.CREATE_NEW));
    json.writeStartObject();
    json.writeObjectPropertyStart("log");
    json.writeStringProperty("version", "1.2");
    json.writeObjectPropertyStart("creator");
    json.writeStringProperty("name", "Bellhop");
    json.writeStringProperty("version", "1");
    json.writeEndObject();
    json.writeStringProperty("comment", "The cache " + cache);
    json.writeArrayPropertyStart("entries");
  }

  @Override
  public void add(Exchange exchange) throws IOException {
    FetchResponse response = exchange.response();
    // Text or not shows only at the end, so bodies are read twice, and damage is found in time.
    Utf8Check check = new Utf8Check();
    long length = BodyCopy.copy(response.body(), check);
    boolean text = check.endsWell() && isText(response);
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("startedDateTime", exchange.at().toString());
    json.writeNumberProperty("time", 0);
    request(exchange.request());
    response(response, length, text);
    json.writeObjectPropertyStart("cache");
    json.writeEndObject();
    json.writeObjectPropertyStart("timings");
    json.writeNumberProperty("send", 0);
    json.writeNumberProperty("wait", 0);
    json.writeNumberProperty("receive", 0);
    json.writeEndObject();
    json.writeObjectPropertyStart(HEADS);
    Heads.of(exchange).write(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Whether it is text in UTF-8 by what its headers say. */
  private static boolean isText(FetchResponse response) {
    MimeType type = ContentType.of(response.headers());
    if (type == null) {
      return false;
    }
    String charset = Objects.requireNonNullElse(type.parameter("charset"), "utf-8");
    return charset.equalsIgnoreCase("utf-8")
        && (type.type().equals("text") || TEXT_TYPES.contains(type.essence()));
  }

  private void request(FetchRequest request) {
    json.writeObjectPropertyStart("request");
    json.writeStringProperty("method", request.method());
    json.writeStringProperty("url", request.url().href());
    json.writeStringProperty("httpVersion", HTTP);
    headers(request.headers());
    json.writeArrayPropertyStart("queryString");
    String query = request.url().query();
    for (FormUrlEncoded.Entry entry : FormUrlEncoded.parse(query == null ? "" : query)) {
      pair(entry.name(), entry.value());
    }
    json.writeEndArray();
    sizes(0);
    json.writeEndObject();
  }

  private void response(FetchResponse response, long length, boolean text) throws IOException {
    json.writeObjectPropertyStart("response");
    json.writeNumberProperty("status", response.status());
    json.writeStringProperty("statusText", response.statusText());
    json.writeStringProperty("httpVersion", HTTP);
    headers(response.headers());
    content(response, length, text);
    json.writeStringProperty("redirectURL", orEmpty(response.headers().get("Location")));
    sizes(-1);
    json.writeEndObject();
  }

  private void content(FetchResponse response, long length, boolean text) throws IOException {
    Body body = response.body();
    json.writeObjectPropertyStart("content");
    json.writeNumberProperty("size", length);
    json.writeStringProperty("mimeType", orEmpty(response.headers().get("Content-Type")));
    if (body != null) {
      try (InputStream bytes = BodyInputStream.of(body)) {
        if (text) {
          json.writeName("text");
          json.writeString(new InputStreamReader(bytes, StandardCharsets.UTF_8), -1);
        } else {
          json.writeStringProperty("encoding", "base64");
          json.writeName("text");
          json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, -1);
        }
      }
    }
    json.writeEndObject();
  }

  private void headers(HeaderList headers) {
    json.writeArrayPropertyStart("cookies");
    json.writeEndArray();
    json.writeArrayPropertyStart("headers");
    for (Header header : headers) {
      pair(header.name(), header.value());
    }
    json.writeEndArray();
  }

  private void pair(String name, String value) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("value", value);
    json.writeEndObject();
  }

  private void sizes(int body) {
    json.writeNumberProperty("headersSize", -1);
    json.writeNumberProperty("bodySize", body);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public List<Path> finish() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
    target.place();
    return List.of(target.placed(target.draft()));
  }

  @Override
  public void close() throws IOException {
    try (target) {
      json.close();
    }
  }
}
