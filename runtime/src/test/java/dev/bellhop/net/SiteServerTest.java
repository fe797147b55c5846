package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.TestContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder over HTTP. */
class SiteServerTest extends TransportTest {
  private static final byte[] MOVIE = TestContent.bytes(7, 0, 300_000);

  @TempDir Path parent;
  private Path folder = Path.of("");
  private SiteServer site;

  @BeforeEach
  void fill() throws Exception {
    folder = Files.createDirectory(parent.resolve("site"));
    Files.write(folder.resolve("movie.mp4"), MOVIE);
    Files.writeString(folder.resolve("sw.js"), "// ☎");
    Files.writeString(folder.resolve("a b.txt"), "space");
    Files.createFile(folder.resolve("empty.txt"));
    Files.createDirectories(folder.resolve("sub/empty"));
    Files.writeString(folder.resolve("sub/index.html"), "<p>sub");
    Files.createDirectories(folder.resolve(".bellhop/bodies"));
    Files.writeString(folder.resolve(".bellhop/bodies/1"), "state");
    Files.writeString(parent.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("link.txt"), parent.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("up"), parent);
    Files.createSymbolicLink(folder.resolve("state"), folder.resolve(".bellhop"));
    Files.createSymbolicLink(folder.resolve("good.txt"), folder.resolve("a b.txt"));
    site = closedAfterwards(SiteServer.start(folder, 0));
  }

  private TransportResponse request(String method, String path, String... headers)
      throws Exception {
    return await(
        send(
            method,
            "http://127.0.0.1:" + site.port() + path,
            HeaderList.of(headers),
            null,
            new CancelToken()));
  }

  @Test
  void servesAFile() throws Exception {
    TransportResponse response = request("GET", "/movie.mp4?x=1");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("Content-Type")).isEqualTo("video/mp4");
    assertThat(response.headers().get("Content-Length")).isEqualTo("300000");
    assertThat(response.headers().get("Accept-Ranges")).isEqualTo("bytes");
    assertThat(response.headers().get("ETag")).startsWith("\"").endsWith("\"");
    assertThat(response.headers().get("Last-Modified")).endsWith(" GMT");
    assertThat(readAll(response.body())).isEqualTo(MOVIE);
  }

  @Test
  void headHasNoBody() throws Exception {
    TransportResponse response = request("HEAD", "/movie.mp4");
    assertThat(response.headers().get("Content-Length")).isEqualTo("300000");
    assertThat(readAll(response.body())).isEmpty();
    assertThat(readAll(request("GET", "/sw.js").body())).asString().isEqualTo("// ☎");
  }

  @ParameterizedTest
  @CsvSource({
    "/sw.js, text/javascript;charset=utf-8",
    "/a%20b.txt, text/plain;charset=utf-8",
    "/sub/, text/html;charset=utf-8",
    "/good.txt, text/plain;charset=utf-8"
  })
  void saysTheType(String path, String type) throws Exception {
    TransportResponse response = request("GET", path);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("Content-Type")).isEqualTo(type);
    assertThat(readAll(response.body())).isNotEmpty();
  }

  @Test
  void servesAnEmptyFile() throws Exception {
    TransportResponse response = request("GET", "/empty.txt");
    assertThat(response.status()).isEqualTo(200);
    assertThat(readAll(response.body())).isEmpty();
    assertThat(request("GET", "/empty.txt", "Range", "bytes=0-").status()).isEqualTo(416);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=100-199, 100, 199",
    "bytes=299999-, 299999, 299999",
    "bytes=-10, 299990, 299999",
    "bytes=-999999, 0, 299999",
    "bytes=10-999999, 10, 299999"
  })
  void servesARange(String range, int first, int last) throws Exception {
    TransportResponse response = request("GET", "/movie.mp4", "Range", range);
    assertThat(response.status()).isEqualTo(206);
    assertThat(response.headers().get("Content-Range"))
        .isEqualTo("bytes " + first + "-" + last + "/300000");
    assertThat(readAll(response.body())).isEqualTo(Arrays.copyOfRange(MOVIE, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=300000-", "bytes=-0"})
  void refusesARangeBeyondTheEnd(String range) throws Exception {
    TransportResponse response = request("GET", "/movie.mp4", "Range", range);
    assertThat(response.status()).isEqualTo(416);
    assertThat(response.headers().get("Content-Range")).isEqualTo("bytes */300000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1-2,4-5", "bytes=5-1", "bytes=-", "lines=1-2", "bytes=a-b"})
  void ignoresARangeThatItDoesNotKnow(String range) throws Exception {
    assertThat(request("GET", "/movie.mp4", "Range", range).status()).isEqualTo(200);
  }

  @Test
  void validators() throws Exception {
    HeaderList headers = request("HEAD", "/movie.mp4").headers();
    String tag = Objects.requireNonNull(headers.get("ETag"));
    String date = Objects.requireNonNull(headers.get("Last-Modified"));
    for (String match : List.of(tag, "*", "\"other\", " + tag, "W/" + tag)) {
      TransportResponse response = request("GET", "/movie.mp4", "If-None-Match", match);
      assertThat(response.status()).isEqualTo(304);
      assertThat(response.headers().get("ETag")).isEqualTo(tag);
      assertThat(readAll(response.body())).isEmpty();
    }
    assertThat(request("GET", "/movie.mp4", "If-Modified-Since", date).status()).isEqualTo(304);
    assertThat(
            request("GET", "/movie.mp4", "If-None-Match", "\"x\"", "If-Modified-Since", date)
                .status())
        .isEqualTo(200);
    for (String condition : List.of(tag, date)) {
      assertThat(request("GET", "/movie.mp4", "Range", "bytes=1-2", "If-Range", condition).status())
          .isEqualTo(206);
    }
    for (String condition : List.of("\"x\"", "Thu, 01 Jan 1970 00:00:00 GMT", "nonsense")) {
      assertThat(request("GET", "/movie.mp4", "Range", "bytes=1-2", "If-Range", condition).status())
          .isEqualTo(200);
    }
  }

  @Test
  void theTagChangesWithTheFile() throws Exception {
    String before = request("HEAD", "/sw.js").headers().get("ETag");
    Files.writeString(folder.resolve("sw.js"), "// longer");
    assertThat(request("HEAD", "/sw.js").headers().get("ETag")).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/missing",
        "/sub/empty/",
        "/sw.js/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/../../secret.txt",
        "/..\\secret.txt",
        "/up/secret.txt",
        "/up/site/sw.js/../../../secret.txt",
        "/link.txt",
        "/.bellhop/bodies/1",
        "/%2ebellhop/bodies/1",
        "/sub/../.bellhop/bodies/1",
        "/state/bodies/1",
        "//etc/passwd",
        "/%00",
        "/%zz",
        "/%ff",
        "etc/passwd",
        "*"
      })
  void neverLeavesTheFolder(String target) throws Exception {
    List<String> answer =
        raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer.getFirst()).isEqualTo("HTTP/1.1 404 Not Found");
    assertThat(answer).noneMatch(line -> line.contains("secret\n") || line.contains("state\n"));
  }

  @Test
  void onlyReads() throws Exception {
    TransportResponse response = request("DELETE", "/sw.js");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().get("Allow")).isEqualTo("GET, HEAD");
    assertThat(folder.resolve("sw.js")).exists();
  }

  @Test
  void answersRequestsInTheirOrder() throws Exception {
    List<String> answers =
        raw(
            "GET /good.txt HTTP/1.1\r\nHost: x\r\n\r\n"
                + "HEAD /movie.mp4 HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answers.stream().filter(line -> line.contains("HTTP/1.1")))
        .hasSize(3)
        .last()
        .isEqualTo("HTTP/1.1 404 Not Found");
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    assertThat(raw("nonsense\r\n\r\n").getFirst()).startsWith("HTTP/1.1 400");
  }

  private List<String> raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", site.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      var lines = new ArrayList<String>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
      return lines;
    }
  }

  @Test
  void keepsConnections() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(readAll(request("GET", "/movie.mp4").body())).hasSize(MOVIE.length);
    }
  }

  @Test
  void saysThatAPortIsInUse() {
    assertThatThrownBy(() -> SiteServer.start(folder, site.port()))
        .isInstanceOf(BindException.class)
        .hasMessage("port " + site.port() + " is in use or may not be used here");
  }
}
