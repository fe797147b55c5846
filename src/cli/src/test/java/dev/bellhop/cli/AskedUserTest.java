package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose user is asked before a background fetch begins, and who answers from elsewhere. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AskedUserTest {
  @TempDir Path folder;
  private final CompletableFuture<String> uploaded = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        folder.resolve("sw.js"),
        """
        const tell = ({ type, registration }) => console.log(type, registration.id);
        addEventListener("backgroundfetchsuccess", tell);
        addEventListener("backgroundfetchclick", tell);
        """);
    Files.writeString(
        folder.resolve("page.js"),
        """
        navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
          const icons = [{ src: "reel.png", sizes: "64x64", type: "image/png" }];
          await backgroundFetch.fetch("film", ["film.bin"], { title: "A film", icons });
          await backgroundFetch.fetch("diary", new Request("diary", { method: "POST", body: "dear" }));
          console.log("both asked for");
        });
        """);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/film.bin", AskedUserTest::answer);
    server.createContext(
        "/diary",
        exchange -> {
          uploaded.complete(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange);
        });
    server.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 4);
      exchange.getResponseBody().write("film".getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Cli.Result fetches(Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "fetches";
    System.arraycopy(words, 0, all, 1, words.length);
    return Cli.run(all);
  }

  @Test
  void nothingGoesOutBeforeTheUserSaysSo() throws Exception {
    try (Cli.Running run =
        Cli.start(
            List.of(),
            "run",
            folder,
            "--permission",
            "background-fetch=prompt",
            "--upstream",
            "http://127.0.0.1:" + server.getAddress().getPort())) {
      run.awaitOutput("both asked for");
      assertThat(fetches("list", folder).out().lines().skip(1))
          .hasSize(2)
          .allMatch(line -> line.endsWith("waits for permission"));
      assertThat(uploaded).isNotDone();

      assertThat(fetches("resume", folder, "film").out()).isEqualTo("film: goes on\n");
      run.awaitOutput("event    backgroundfetchsuccess film handled");
      assertThat(fetches("click", folder, "film").out()).isEqualTo("film: clicked\n");
      run.awaitOutput("console  backgroundfetchclick film");
      assertThat(uploaded).isNotDone();
      assertThat(fetches("list", folder, "--json").out())
          .contains(
              "\"icons\":[{\"src\":\"https://localhost/reel.png\",\"sizes\":\"64x64\",",
              "\"waitsFor\":{\"reason\":\"PERMISSION\",");

      assertThat(fetches("resume", folder, "diary").out()).isEqualTo("diary: goes on\n");
      Cli.Result result = run.result();
      assertThat(result.out()).contains("console  backgroundfetchsuccess diary");
      assertThat(result.exitCode()).isZero();
      assertThat(uploaded).isCompletedWithValue("dear");
    }
  }
}
