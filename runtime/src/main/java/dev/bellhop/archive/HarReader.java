package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.mime.ContentType;
import dev.bellhop.mime.MimeType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads the entries of an HTTP Archive, whoever has written it. */
final class HarReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int NOT_MODIFIED = 304;

  private final Path file;
  private final Intake intake;
  private final ForeignMessages foreign;
  private long begin;
  private int number;
  private long position;

  HarReader(Path file, Intake intake) {
    this.file = file;
    this.intake = intake;
    this.foreign = new ForeignMessages(intake.origin());
  }

  void read() throws IOException {
    begin = afterByteOrderMark();
    try (InputStream bytes = at(begin);
        JsonParser json = JSON.createParser(bytes)) {
      boolean entries = false;
      requireObject(json.nextToken(), "a HAR file");
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (name.equals("log") && value == JsonToken.START_OBJECT) {
          entries |= log(json);
        } else {
          json.skipChildren();
        }
      }
      if (!entries) {
        throw Damage.at(file.toString(), "it has no log.entries, as a HAR file has", null);
      }
    } catch (JacksonException e) {
      throw Damage.at(
          file + ", byte " + (begin + e.getLocation().getByteOffset()), Damage.notJson(e), e);
    } catch (IOException | IllegalArgumentException e) {
      throw Damage.at(file + ", " + place(), Damage.reason(e), e);
    }
  }

  private long afterByteOrderMark() throws IOException {
    try (InputStream bytes = at(0)) {
      return Arrays.equals(bytes.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)
          ? BYTE_ORDER_MARK.length
          : 0;
    }
  }

  private InputStream at(long offset) throws IOException {
    return Channels.newInputStream(FileChannel.open(file).position(offset));
  }

  private String place() {
    return number == 0 ? "at its beginning" : "entry " + number + " at byte " + position;
  }

  private boolean log(JsonParser json) throws IOException {
    boolean entries = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      if (name.equals("entries") && value == JsonToken.START_ARRAY) {
        entries = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          number++;
          position = begin + json.currentTokenLocation().getByteOffset();
          requireObject(json.currentToken(), "an entry");
          take(HarEntry.read(json));
        }
      } else {
        json.skipChildren();
      }
    }
    return entries;
  }

  private static void requireObject(@Nullable JsonToken token, String what) {
    if (token != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(what + " should be an object");
    }
  }

  private void take(HarEntry entry) throws IOException {
    if (entry.heads() != null) {
      own(entry, Heads.read(entry.heads()));
      return;
    }
    String url = entry.url();
    FetchRequest request = foreign.request(entry.method(), url, entry.requestHeaders());
    String refusal = request == null ? "The URL does not parse." : refusal(entry);
    if (request == null || refusal != null) {
      intake.skip(place(), url, String.valueOf(refusal));
      return;
    }
    FetchResponse response =
        foreign.response(request, entry.status(), entry.statusText(), entry.responseHeaders());
    Exchange head = new Exchange(request, response, at(entry));
    if (intake.wants(head, place())) {
      keep(head, entry, charset(response));
    }
  }

  private void own(HarEntry entry, Heads heads) throws IOException {
    Exchange head = heads.at(at(entry));
    if (!intake.wants(head, place())) {
      return;
    }
    if (heads.hasBody()) {
      keep(head, entry, StandardCharsets.UTF_8);
    } else {
      intake.put(head);
    }
  }

  private static @Nullable String refusal(HarEntry entry) {
    if (entry.status() == 0) {
      return "It got no response.";
    }
    if (entry.status() == NOT_MODIFIED) {
      return "Its response (status 304) stands for one that the browser had already.";
    }
    return entry.textOffset() < 0 && entry.size() > 0 ? "Its body was not recorded." : null;
  }

  private void keep(Exchange head, HarEntry entry, Charset charset) throws IOException {
    try (InputStream bytes = content(entry, charset)) {
      FetchResponse response = head.response().withBody(intake.keep(bytes));
      intake.put(new Exchange(head.request(), response, head.at()));
    }
  }

  private InputStream content(HarEntry entry, Charset charset) throws IOException {
    if (entry.textOffset() < 0) {
      return InputStream.nullInputStream();
    }
    var text = new JsonText(at(begin + entry.textOffset()));
    return switch (entry.encoding()) {
      case "" -> new EncodedText(text, charset);
      case "base64" -> Base64.getDecoder().wrap(new EncodedText(text, StandardCharsets.US_ASCII));
      default -> {
        text.close();
        throw new IOException(
            "the encoding of its content is \"base64\" or none, not \"" + entry.encoding() + "\"");
      }
    };
  }

  /** The encoding that the response says it is in, since its headers stay. */
  private static Charset charset(FetchResponse response) {
    MimeType type = ContentType.of(response.headers());
    String name = type == null ? null : type.parameter("charset");
    try {
      if (name != null && Charset.isSupported(name) && Charset.forName(name).canEncode()) {
        return Charset.forName(name);
      }
    } catch (IllegalCharsetNameException e) {
      // Nobody can have encoded in that.
    }
    return StandardCharsets.UTF_8;
  }

  private static Instant at(HarEntry entry) {
    try {
      return OffsetDateTime.parse(entry.startedDateTime()).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("its startedDateTime is no date and time", e);
    }
  }
}
