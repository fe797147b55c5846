package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BellhopException;
import dev.bellhop.HeaderField;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteRequest.Through;
import dev.bellhop.SiteResponse;
import dev.bellhop.SiteResponse.Source;
import dev.bellhop.TraceEvent;
import dev.bellhop.cli.control.ControlServer;
import dev.bellhop.cli.control.TraceHub;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bellhop dispatch <site> fetch}, in this process and in the one that runs the site. */
class DispatchFetchCommandTest extends ProgramTestCase {
  private SiteRequest asked;

  @BeforeEach
  void answerHi() {
    answer(new ByteArrayInputStream(new byte[] {'h', 'i', 0, -1}));
  }

  private void answer(InputStream body) {
    host.answering =
        request -> {
          asked = request;
          return CompletableFuture.completedFuture(
              new SiteResponse(
                  201,
                  "Created",
                  List.of(new HeaderField("X-Y", "z")),
                  "https://localhost/page",
                  "basic",
                  Source.WORKER,
                  body));
        };
  }

  @Test
  void theBodyAloneGoesToStandardOutput() {
    host.busy = () -> host.happen(new TraceEvent.ConsoleMessage("sw.js", "log", "said"));
    assertThat(fetch("/page")).isZero();
    assertThat(bodies.toByteArray()).containsExactly('h', 'i', 0, -1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith("201 Created from the worker: https://localhost/page\n")
        .contains("said");
    assertThat(asked).isEqualTo(SiteRequest.navigation("/page"));
  }

  @Test
  void theHeadStandsBeforeItWhereItIsAskedFor() {
    assertThat(fetch("/page", "-i")).isZero();
    assertThat(bodies.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo("HTTP/1.1 201 Created\r\nX-Y: z\r\n\r\nhi\0\u00ff");
  }

  @Test
  void optionsMakeTheRequest() {
    assertThat(
            fetch(
                "/api",
                "-H",
                "A: b",
                "--header",
                "C:d",
                "--data",
                "text",
                "--mode",
                "cors",
                "--skip-worker"))
        .isZero();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.headers())
        .containsExactly(new HeaderField("A", " b"), new HeaderField("C", "d"));
    assertThat(asked.body()).asString(StandardCharsets.UTF_8).isEqualTo("text");
    assertThat(asked.destination()).isEmpty();
    assertThat(asked.through()).isEqualTo(Through.NETWORK);
    assertThat(fetch("/a", "--method", "PUT", "-d", "x", "--destination", "image")).isZero();
    assertThat(asked.method()).isEqualTo("PUT");
    assertThat(asked.destination()).isEqualTo("image");
    assertThat(fetch("/a", "-H", "nothing")).isEqualTo(2);
    assertThat(err.toString()).contains("The header \"nothing\" is not one such as");
  }

  @Test
  void jsonHasTheResponseAsTheLastLine() {
    assertThat(fetch("/page", "--json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"type\":\"Response\",\"head\":{\"status\":201,\"statusText\":\"Created\","
                + "\"headers\":[{\"name\":\"X-Y\",\"value\":\"z\"}],"
                + "\"url\":\"https://localhost/page\",\"type\":\"basic\",\"source\":\"WORKER\"},"
                + "\"base64\":\"aGkA/w==\"}\n");
    assertThat(bodies.size()).isZero();
  }

  @Test
  void aNetworkErrorEndsWithOne() {
    host.answering = request -> failure(BellhopException.Kind.NETWORK, "No answer.");
    assertThat(fetch("/page")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("bellhop: No answer.\n");
    host.answering = request -> failure(BellhopException.Kind.INPUT, "No URL.");
    assertThat(fetch("/page")).isEqualTo(2);
  }

  @Test
  void aBodyThatBreaksOffEndsWithOneToo() {
    answer(broken());
    assertThat(fetch("/page")).isEqualTo(1);
    assertThat(bodies.toString(StandardCharsets.UTF_8)).isEqualTo("x");
    assertThat(err.toString()).endsWith("bellhop: It broke off.\n");
  }

  @Test
  void theProcessThatRunsTheSiteIsAsked() throws IOException {
    Path data = Files.createDirectories(site.resolve(".bellhop"));
    byte[] large = new byte[200_000];
    large[199_999] = 7;
    answer(new ByteArrayInputStream(large));
    try (var _ = new ControlServer(data, host, new TraceHub())) {
      assertThat(fetch("/page", "--data", "text")).isZero();
      assertThat(bodies.toByteArray()).isEqualTo(large);
      assertThat(err.toString()).isEqualTo("201 Created from the worker: https://localhost/page\n");
      assertThat(asked.body()).asString(StandardCharsets.UTF_8).isEqualTo("text");
      assertThat(settings.get()).isNull();

      answer(broken());
      assertThat(fetch("/page")).isEqualTo(1);
      assertThat(err.toString()).endsWith("bellhop: It broke off.\n");
      host.answering = request -> failure(BellhopException.Kind.NETWORK, "No answer.");
      assertThat(fetch("/page")).isEqualTo(1);
      assertThat(err.toString()).endsWith("bellhop: No answer.\n");
    }
  }

  @Test
  void itsHelpFitsEightyColumns() {
    assertThat(run("dispatch", "site", "fetch", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: bellhop dispatch fetch");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  private static CompletableFuture<SiteResponse> failure(
      BellhopException.Kind kind, String message) {
    return CompletableFuture.failedFuture(new BellhopException(kind, message));
  }

  private static InputStream broken() {
    return new InputStream() {
      private boolean begun;

      @Override
      public int read() throws IOException {
        if (begun) {
          throw new IOException("It broke off.");
        }
        begun = true;
        return 'x';
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        into[offset] = (byte) read();
        return 1;
      }
    };
  }

  private int fetch(String url, String... options) {
    bodies.reset();
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] arguments = new String[options.length + 4];
    arguments[0] = "dispatch";
    arguments[1] = site.toString();
    arguments[2] = "fetch";
    arguments[3] = url;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return run(arguments);
  }
}
