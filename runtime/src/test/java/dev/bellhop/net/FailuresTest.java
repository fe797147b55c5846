package dev.bellhop.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.net.TransportException.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the system says, and what is made of it. */
class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "'films.example: Temporary failure in name resolution', OFFLINE",
    "'films.example: Name or service not known', NO_SUCH_HOST",
    ", NO_SUCH_HOST"
  })
  void aResolverThatCannotBeAskedMeansThatThereIsNoNetwork(String message, Kind kind) {
    TransportException failure =
        Failures.noSuchHost("films.example", new UnknownHostException(message));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("films.example");
  }

  @Test
  void anUnreachableNetworkIsNoUnreachableHost() {
    Endpoint endpoint = new Endpoint(true, "films.example", 443);
    assertThat(Failures.connecting(endpoint, new ConnectException("Network is unreachable")).kind())
        .isEqualTo(Kind.OFFLINE);
    assertThat(Failures.connecting(endpoint, new ConnectException("No route to host")).kind())
        .isEqualTo(Kind.UNREACHABLE);
  }
}
