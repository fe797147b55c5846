package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.FaultServer;
import dev.bellhop.testing.TestCertificates;
import dev.bellhop.testing.TestContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the transport trusts, and what it says of whom it does not. */
class TlsTest extends TransportTest {
  private static final TestCertificates AUTHORITY = new TestCertificates();

  @TempDir Path folder;

  @Override
  protected TransportOptions options() {
    return super.options().withAuthorities(List.of(AUTHORITY.authorityFile(folder)));
  }

  private FaultServer serve(TestCertificates.Identity identity) {
    return closedAfterwards(FaultServer.startTls(identity)).serve("/x", 1_000_000);
  }

  private void assertRefused(FaultServer other, String host, String why) {
    TransportException failure = failure(get("https://" + host + ":" + other.port() + "/x"));
    assertThat(failure).hasMessage("the certificate of " + host + ":" + other.port() + " " + why);
    assertThat(failure.kind()).isEqualTo(Kind.CERTIFICATE);
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void trustsAGivenAuthority() throws Exception {
    FaultServer secure = serve(AUTHORITY.issue("127.0.0.1", "localhost"));
    byte[] content = TestContent.bytes(1, 0, 1_000_000);
    assertThat(readAll(await(get(secure.url("/x"))).body())).isEqualTo(content);
    String byName = "https://localhost:" + secure.port() + "/x";
    assertThat(readAll(await(get(byName)).body())).isEqualTo(content);
    assertThat(readAll(await(get(byName)).body())).isEqualTo(content);
    assertThat(secure.connections()).isEqualTo(2);
  }

  @Test
  void anAuthorityThatIsNotKnown() {
    assertRefused(
        serve(new TestCertificates().issue("127.0.0.1")),
        "127.0.0.1",
        "is not trusted: its issuer is not known here (CN=Bellhop test authority)");
  }

  @Test
  void selfSigned() {
    assertRefused(
        serve(AUTHORITY.selfSigned("127.0.0.1")), "127.0.0.1", "is not trusted: self-signed");
  }

  @Test
  void expired() {
    assertRefused(
        serve(AUTHORITY.issueExpired(Instant.parse("2024-02-29T12:00:00Z"), "127.0.0.1")),
        "127.0.0.1",
        "has expired on 2024-02-29");
  }

  @Test
  void forAnotherName() {
    assertRefused(
        serve(AUTHORITY.issue("other.example", "www.other.example")),
        "127.0.0.1",
        "is for other.example, www.other.example, not for 127.0.0.1");
    assertRefused(
        serve(AUTHORITY.issue("other.example")),
        "shop.localhost",
        "is for other.example, not for shop.localhost");
  }

  private TransportException failureAt(String firstWords) throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var response = get("https://127.0.0.1:" + plain.getLocalPort() + "/x");
      try (Socket socket = plain.accept()) {
        if (!firstWords.isEmpty()) {
          socket.getOutputStream().write(firstWords.getBytes(StandardCharsets.US_ASCII));
          return failure(response);
        }
        socket.setSoLinger(true, 0);
      }
      return failure(response);
    }
  }

  @Test
  void noTlsThere() throws Exception {
    TransportException failure = failureAt("HTTP/1.1 400 Bad Request\r\n\r\n");
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure).hasMessageEndingWith(" does not speak TLS: https is not possible there");
  }

  @Test
  void closedWhileAgreeingOnTls() throws Exception {
    TransportException failure = failureAt("");
    assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
    assertThat(failure).hasMessageEndingWith(" closed the connection before TLS was agreed on");
  }

  @Test
  void closedInTheMiddleOfTheBody() throws Exception {
    FaultServer secure = serve(AUTHORITY.issue("127.0.0.1"));
    secure.fail("/x", new Fault.DropAfter(500_000));
    TransportResponse response = await(get(secure.url("/x")));
    assertThatThrownBy(() -> readAll(response.body()))
        .hasMessage(
            "127.0.0.1:"
                + secure.port()
                + " closed the connection after 500,000 of 1,000,000 bytes");
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
    FaultServer secure = serve(AUTHORITY.issue("127.0.0.1"));
    secure.on("/end", TransportFlowTest::closeAtTheEnd);
    assertThat(readAll(await(get(secure.url("/end"))).body())).asString().isEqualTo("all of it");
  }

  @Test
  void certificateFilesThatAreNone() throws Exception {
    Path missing = folder.resolve("missing.pem");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate\n");
    assertThatThrownBy(
            () -> new NettyTransport(TransportOptions.of(clock).withAuthorities(List.of(missing))))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no certificate file " + missing);
    assertThatThrownBy(
            () -> new NettyTransport(TransportOptions.of(clock).withAuthorities(List.of(text))))
        .isInstanceOf(IOException.class)
        .hasMessage(text + " has no certificate in it; a file in PEM format is needed");
  }
}
