package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody has signed but itself. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CertificateTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private Path certificate;
  private HttpsServer server;
  private String film;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    certificate = folder.resolve("server.pem");
    keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1"
            + " -validity 2 -storetype PKCS12",
        keys);
    keytool("-exportcert -rfc -alias server -file " + certificate, keys);

    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/film",
        exchange -> {
          exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
          exchange.sendResponseHeaders(200, 4);
          exchange.getResponseBody().write("film".getBytes());
          exchange.close();
        });
    server.start();
    film = "https://127.0.0.1:" + server.getAddress().getPort() + "/film";
    Files.writeString(folder.resolve("sw.js"), "onbackgroundfetchsuccess = () => {};");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isRefusedInWords() {
    Cli.Result result = Cli.run("fetch", folder, "film", film);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("film: " + film + ": ")
        .containsPattern("certificate.*fetch-error");
  }

  @Test
  void isTrustedWhereTheUserSaysSo() {
    Cli.Result result = Cli.run("fetch", folder, "film", film, "--ca", certificate);
    assertThat(result.out()).contains("film: complete, 4 B");
    assertThat(result.exitCode()).isZero();
  }

  private static void keytool(String arguments, Path keys)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
