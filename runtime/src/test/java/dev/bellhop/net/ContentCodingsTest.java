package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.next;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies arrive without their content codings; headers arrive as they were sent. */
class ContentCodingsTest extends TransportTest {
  private interface Wrapper {
    OutputStream wrap(OutputStream out) throws IOException;
  }

  private static final byte[] TEXT =
      "The porter rings, the page fetches. ".repeat(20_000).getBytes(StandardCharsets.UTF_8);

  private static byte[] encode(byte[] bytes, Wrapper wrapper) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream encoding = wrapper.wrap(out)) {
      encoding.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] encoded(String codings) throws IOException {
    byte[] bytes = TEXT;
    for (String coding : codings.split(", ")) {
      bytes =
          switch (coding) {
            case "gzip", "x-gzip" -> encode(bytes, GZIPOutputStream::new);
            case "deflate" -> encode(bytes, DeflaterOutputStream::new);
            case "br" -> {
              Brotli4jLoader.ensureAvailability();
              yield Encoder.compress(bytes);
            }
            case "zstd" -> Zstd.compress(bytes);
            default -> throw new IllegalArgumentException(coding);
          };
    }
    return bytes;
  }

  private TransportResponse answer(byte[] bytes, String coding) throws Exception {
    server.on("/x", exchange -> exchange.respond(200, bytes, "Content-Encoding", coding));
    return await(get(server.url("/x")));
  }

  private void assertNotDecodable(byte[] bytes, String coding, String sentence) throws Exception {
    TransportResponse response = answer(bytes, coding);
    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> readAll(response.body()));
    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(failure).hasMessage("127.0.0.1:" + server.port() + " " + sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "x-gzip",
        "deflate",
        "br",
        "gzip, br",
        "deflate, gzip",
        "br, gzip, br",
        "zstd"
      })
  void removesCodings(String codings) throws Exception {
    byte[] bytes = encoded(codings);
    TransportResponse response = answer(bytes, codings);
    assertThat(response.headers().get("Content-Encoding")).isEqualTo(codings);
    assertThat(response.headers().get("Content-Length")).isEqualTo("" + bytes.length);
    assertThat(response.body().length()).isEmpty();
    assertThat(readAll(response.body())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void removesCodingsFromTinyPieces(String coding) throws Exception {
    byte[] bytes = encoded(coding);
    server.on(
        "/x",
        exchange -> {
          exchange.head(
              200, "OK", HeaderList.of("Content-Encoding", coding, "Transfer-Encoding", "chunked"));
          for (byte each : bytes) {
            exchange.chunk(new byte[] {each});
          }
          exchange.chunk(new byte[0]);
        });
    assertThat(readAll(await(get(server.url("/x"))).body())).isEqualTo(TEXT);
  }

  @Test
  void removesRawDeflate() throws Exception {
    byte[] bytes = encode(TEXT, out -> new DeflaterOutputStream(out, new Deflater(6, true)));
    assertThat(readAll(answer(bytes, "deflate").body())).isEqualTo(TEXT);
  }

  @Test
  void zstdInSeveralFrames() throws Exception {
    byte[] one = Zstd.compress("one, ".getBytes(StandardCharsets.UTF_8));
    byte[] two = Zstd.compress("two".getBytes(StandardCharsets.UTF_8));
    server.on(
        "/x",
        exchange -> {
          exchange.head(
              200, "OK", HeaderList.of("Content-Encoding", "zstd", "Transfer-Encoding", "chunked"));
          exchange.chunk(one);
          exchange.chunk(two);
          exchange.chunk(new byte[0]);
        });
    assertThat(readAll(await(get(server.url("/x"))).body()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("one, two");
  }

  @Test
  void zstdMayNotAskForMoreMemoryThanACodingMay() throws Exception {
    // A frame's head that wants a window of 16 MB, and an empty last block.
    byte[] wide = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 14 << 3, 1, 0, 0};
    assertNotDecodable(wide, "zstd", "sent a body that is not zstd, as its header says");
    byte[] narrow = wide.clone();
    narrow[5] = 13 << 3;
    assertThat(readAll(answer(narrow, "zstd").body())).isEmpty();
  }

  @Test
  void gzipWithAllHeaderParts() throws Exception {
    byte[] plain = encoded("gzip");
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
    out.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
    out.writeBytes("name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(new byte[] {1, 2});
    out.write(plain, 10, plain.length - 10);
    assertThat(readAll(answer(out.toByteArray(), "gzip").body())).isEqualTo(TEXT);
  }

  @Test
  void gzipInSeveralMembersAndSomethingAfterThem() throws Exception {
    byte[] one = encode("one, ".getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new);
    byte[] two = encode("two".getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new);
    var out = new ByteArrayOutputStream();
    out.writeBytes(one);
    out.writeBytes(two);
    out.writeBytes(new byte[20]);
    assertThat(readAll(answer(out.toByteArray(), "gzip").body())).asString().isEqualTo("one, two");
  }

  @Test
  void leavesUnknownCodingsAlone() throws Exception {
    TransportResponse response = answer(TEXT, "rot13");
    assertThat(response.body().length()).hasValue(TEXT.length);
    assertThat(readAll(response.body())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "zstd"})
  void saysWhatIsNotInTheCoding(String coding) throws Exception {
    assertNotDecodable(TEXT, coding, "sent a body that is not " + coding + ", as its header says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void saysWhatEndsTooEarly(String coding) throws Exception {
    byte[] bytes = encoded(coding);
    assertNotDecodable(
        Arrays.copyOf(bytes, bytes.length - 1),
        coding,
        "sent a body that is not " + coding + ", as its header says: it ends too early");
  }

  @Test
  void noticesAWrongChecksum() throws Exception {
    byte[] bytes = encoded("gzip");
    bytes[bytes.length - 6] ^= 1;
    assertNotDecodable(bytes, "gzip", "sent a body that is not gzip, as its header says");
  }

  @Test
  void decodesNoMoreThanIsAskedFor() throws Exception {
    byte[] bomb = encode(new byte[64 << 20], GZIPOutputStream::new);
    try (BodyReader reader = answer(bomb, "gzip").body().open()) {
      assertThat(next(reader)).isNotNull().hasSizeLessThanOrEqualTo(64 * 1024);
    }
  }

  @Test
  void emptyBodiesNeedNoCoding() throws Exception {
    assertThat(readAll(answer(new byte[0], "gzip").body())).isEmpty();
  }

  @Test
  void offersWhatItCanDecode() throws Exception {
    server.serve("/x", 10);
    readAll(await(get(server.url("/x"))).body());
    for (HeaderList headers :
        new HeaderList[] {
          HeaderList.of("accept-encoding", "identity"), HeaderList.of("Range", "bytes=1-")
        }) {
      readAll(await(send("GET", server.url("/x"), headers, null, new CancelToken())).body());
    }
    assertThat(server.requests())
        .extracting(request -> request.headers().get("Accept-Encoding"))
        .containsExactly("gzip, deflate, br, zstd", "identity", "identity");
  }
}
