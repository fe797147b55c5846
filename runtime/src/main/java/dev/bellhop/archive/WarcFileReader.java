package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyInputStream;
import dev.bellhop.http.Header;
import dev.bellhop.net.ContentCodings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpMessage;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageBody;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the responses of a WARC file, compressed or not, whoever has written it. A request may
 * stand before its response or some records after it.
 */
final class WarcFileReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_HEADS = 16 << 20;

  private final Path file;
  private final Intake intake;
  private final ForeignMessages foreign;
  private final Captures captures = new Captures();

  /** Of the record that is being read. */
  private int number;

  private long position;

  WarcFileReader(Path file, Intake intake) {
    this.file = file;
    this.intake = intake;
    this.foreign = new ForeignMessages(intake.origin());
  }

  void read() throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        WarcReader reader = new WarcReader(channel)) {
      reader.calculateBlockDigest();
      reader.setLenient(true);
      for (WarcRecord next = next(reader); next != null; next = next(reader)) {
        read(next);
      }
      for (Captures.Pending pending : captures.takeAll()) {
        put(pending);
      }
    } catch (ParsingException e) {
      throw Damage.at(file + ", " + place(), "it is no WARC record: " + e.getBaseMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw Damage.at(file + ", " + place(), "the record is damaged: " + Damage.reason(e), e);
    }
  }

  private @Nullable WarcRecord next(WarcReader reader) throws IOException {
    number++;
    try {
      return reader.next().orElse(null);
    } finally {
      position = reader.position();
    }
  }

  private String place() {
    return "record " + number + " at byte " + position;
  }

  private void read(WarcRecord record) throws IOException {
    switch (record) {
      case WarcRequest request -> request(request);
      case WarcResponse response -> response(response);
      case WarcMetadata metadata when metadata.contentType().base().equals(WarcFileWriter.HEADS) ->
          heads(metadata);
      case WarcRevisit revisit ->
          intake.skip(
              place(), String.valueOf(revisit.target()), "It only refers to an earlier response.");
      default -> {
        // Notes about the archive or a capture, and other things that are no HTTP responses.
      }
    }
  }

  private void request(WarcRequest record) throws IOException {
    if (!record.contentType().base().equals(MediaType.HTTP)) {
      return;
    }
    HttpRequest http = record.http();
    FetchRequest request = foreign.request(http.method(), record.target(), headers(http.headers()));
    if (request == null) {
      return;
    }
    Captures.Pending answered = captures.request(record.id(), record.concurrentTo(), request);
    if (answered != null) {
      put(answered);
    }
  }

  private void heads(WarcMetadata record) throws IOException {
    try {
      byte[] json = bytes(record.body()).readNBytes(LONGEST_HEADS);
      Heads heads = Heads.read(JSON.readTree(json));
      record.concurrentTo().forEach(response -> captures.heads(response, heads));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(Damage.notJson(e), e);
    }
  }

  private void response(WarcResponse record) throws IOException {
    String url = String.valueOf(record.target());
    String refusal = refusal(record);
    if (refusal != null) {
      intake.skip(place(), url, refusal);
      return;
    }
    HttpResponse http = record.http();
    Heads heads = captures.headsOf(record.id());
    if (heads != null) {
      Body body = heads.hasBody() ? intake.keep(bytes(http.body())) : null;
      requireUndamaged(record);
      offer(heads.at(record.date()), body, place());
      return;
    }
    FetchRequest known = captures.requestOf(record.id(), record.concurrentTo());
    FetchRequest request = known == null ? foreign.request("GET", url, List.of()) : known;
    if (request == null) {
      intake.skip(place(), url, "The URL does not parse.");
      return;
    }
    foreignResponse(record, http, request, known != null);
  }

  private void foreignResponse(
      WarcResponse record, HttpResponse http, FetchRequest request, boolean answered)
      throws IOException {
    FetchResponse response =
        foreign.response(request, http.status(), http.reason(), headers(http.headers()));
    if (!intake.wants(new Exchange(request, response, record.date()), place())) {
      return;
    }
    InputStream decoded = decoded(http, response, request.url().href());
    if (decoded == null) {
      intake.skip(
          place(),
          request.url().href(),
          "The content coding " + response.headers().get("Content-Encoding") + " is unknown.");
      return;
    }
    Body body = intake.keep(decoded);
    requireUndamaged(record);
    var exchange = new Exchange(request, response.withBody(body), record.date());
    if (answered) {
      intake.put(exchange);
      return;
    }
    Captures.Pending late =
        captures.response(
            record.id(), new Captures.Pending(exchange, record.concurrentTo(), place()));
    if (late != null) {
      put(late);
    }
  }

  private static @Nullable String refusal(WarcResponse record) {
    if (!record.contentType().base().equals(MediaType.HTTP)) {
      return "It is no HTTP response, but " + record.contentType() + ".";
    }
    if (record.truncated() != WarcTruncationReason.NOT_TRUNCATED) {
      return "Whoever recorded it has cut it short.";
    }
    return record.segmentNumber().isPresent() ? "It is in several segments." : null;
  }

  /** The bytes without their content codings; null where one is unknown. */
  private static @Nullable InputStream decoded(HttpMessage http, FetchResponse response, String url)
      throws IOException {
    InputStream bytes = bytes(http.body());
    String coding = response.headers().get("Content-Encoding");
    if (coding == null || coding.isBlank() || coding.equalsIgnoreCase("identity")) {
      return bytes;
    }
    ContentCodings codings = ContentCodings.of(coding);
    if (codings.isEmpty()) {
      return null;
    }
    return BodyInputStream.of(codings.decode(new StreamBody(bytes).open(), url));
  }

  /** The bytes of a record or of a part of it. The reader goes on from where it ends. */
  private static InputStream bytes(MessageBody body) throws IOException {
    return new BufferedInputStream(body.stream()) {
      @Override
      public void close() {
        // Closing a record's body closes the file.
      }
    };
  }

  private static void requireUndamaged(WarcRecord record) throws IOException {
    record.body().consume();
    WarcDigest calculated = record.calculatedBlockDigest().orElse(null);
    if (calculated != null && !calculated.equals(record.blockDigest().orElse(null))) {
      throw new IOException("its bytes do not have the digest that its header tells");
    }
  }

  private void put(Captures.Pending pending) throws IOException {
    Exchange exchange = pending.exchange();
    Body body = exchange.response().body();
    offer(exchange, body, pending.place());
  }

  private void offer(Exchange exchange, @Nullable Body body, String place) throws IOException {
    if (intake.wants(exchange, place)) {
      intake.put(
          new Exchange(exchange.request(), exchange.response().withBody(body), exchange.at()));
    }
  }

  private static List<Header> headers(MessageHeaders headers) {
    var list = new ArrayList<Header>();
    for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
      header.getValue().forEach(value -> list.add(new Header(header.getKey(), value)));
    }
    return list;
  }
}
