package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyInputStream;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WARC file: for each exchange a request record, a metadata record with what HTTP has no place
 * for, and a response record.
 *
 * @see <a
 *     href="https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/">The
 *     WARC Format 1.1</a>
 */
final class WarcFileWriter implements ArchiveWriter {
  /** The type of the metadata records that hold {@link Heads}. */
  static final MediaType HEADS = MediaType.parse("application/x.bellhop-cache-entry+json");

  /** Bodies are stored and written without codings, so these would not be true of them. */
  private static final Set<String> OF_THE_TRANSFER =
      Set.of("content-encoding", "transfer-encoding", "content-length");

  private static final JsonMapper JSON = new JsonMapper();

  private final Target target;
  private final WarcWriter warc;

  WarcFileWriter(Path file, WarcCompression compression, String cache, Instant now)
      throws IOException {
    target = new Target(file);
    warc =
        new WarcWriter(
            FileChannel.open(
                target.draft(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            compression);
    warc.write(
        new Warcinfo.Builder()
            .version(MessageVersion.WARC_1_1)
            .date(now)
            .fields(
                Map.of(
                    "software", List.of("Bellhop"),
                    "format", List.of("WARC File Format 1.1"),
                    "description", List.of("The cache " + cache.replaceAll("\\s+", " "))))
            .build());
  }

  @Override
  public void add(Exchange exchange) throws IOException {
    FetchResponse response = exchange.response();
    Body body = response.body();
    long length = body == null ? 0 : body.length().orElseThrow();
    byte[] head = head(response, length);
    // The digests stand before the bytes, so these are read twice, and damage is found in time.
    MessageDigest payload = Digests.sha1();
    MessageDigest block = Digests.sha1();
    block.update(head);
    try (OutputStream digests =
        new DigestOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), payload), block)) {
      BodyCopy.copy(body, digests);
    }
    String url = exchange.request().url().href();
    URI id = URI.create("urn:uuid:" + UUID.randomUUID());
    writeRequest(exchange, url, id);
    writeHeads(exchange, url, id);
    try (var bytes =
        new SequenceInputStream(new ByteArrayInputStream(head), BodyInputStream.of(body))) {
      warc.write(
          new WarcResponse.Builder(url)
              .version(MessageVersion.WARC_1_1)
              .recordId(id)
              .date(exchange.at())
              .blockDigest(new WarcDigest(block))
              .payloadDigest(new WarcDigest(payload))
              .body(MediaType.HTTP_RESPONSE, Channels.newChannel(bytes), head.length + length)
              .build());
    }
  }

  private void writeRequest(Exchange exchange, String url, URI response) throws IOException {
    byte[] block = head(exchange.request());
    warc.write(
        new WarcRequest.Builder(url)
            .version(MessageVersion.WARC_1_1)
            .date(exchange.at())
            .concurrentTo(response)
            .blockDigest(digest(block))
            .body(MediaType.HTTP_REQUEST, block)
            .build());
  }

  private void writeHeads(Exchange exchange, String url, URI response) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      Heads.of(exchange).write(json);
      json.writeEndObject();
    }
    byte[] block = text.toString().getBytes(StandardCharsets.UTF_8);
    warc.write(
        new WarcMetadata.Builder()
            .targetURI(url)
            .version(MessageVersion.WARC_1_1)
            .date(exchange.at())
            .concurrentTo(response)
            .blockDigest(digest(block))
            .body(HEADS, block)
            .build());
  }

  private static WarcDigest digest(byte[] block) {
    return new WarcDigest("sha1", Digests.sha1().digest(block));
  }

  private static byte[] head(FetchRequest request) {
    Url url = request.url();
    String query = url.query();
    var head = new StringBuilder(request.method()).append(' ').append(url.path());
    if (query != null) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\n");
    append(head, "Host", url.host() + (url.port() < 0 ? "" : ":" + url.port()));
    append(head, request.headers());
    return bytes(head);
  }

  private static byte[] head(FetchResponse response, long length) {
    var head =
        new StringBuilder("HTTP/1.1 %03d ".formatted(response.status()))
            .append(response.statusText())
            .append("\r\n");
    append(head, response.headers());
    append(head, "Content-Length", Long.toString(length));
    return bytes(head);
  }

  private static void append(StringBuilder head, HeaderList headers) {
    for (Header header : headers) {
      boolean untrue = OF_THE_TRANSFER.contains(header.name().toLowerCase(Locale.ROOT));
      append(head, untrue ? "X-Archive-Orig-" + header.name() : header.name(), header.value());
    }
  }

  private static void append(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static byte[] bytes(StringBuilder head) {
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public List<Path> finish() throws IOException {
    warc.close();
    target.place();
    return List.of(target.placed(target.draft()));
  }

  @Override
  public void close() throws IOException {
    try (target) {
      warc.close();
    }
  }
}
