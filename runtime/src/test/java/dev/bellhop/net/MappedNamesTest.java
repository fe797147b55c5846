package dev.bellhop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bellhop.net.MappedNames.Mapping;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MappedNamesTest {
  private final NameResolver names =
      new MappedNames(
          List.of(
              new Mapping("www.Example.org", address(1)),
              new Mapping("*.example.org", address(2)),
              new Mapping("other.test", address(3))),
          host -> List.of(address(9)));

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.org, 1",
    "WWW.EXAMPLE.ORG, 1",
    "www.example.org., 1",
    "a.www.example.org, 2",
    "example.org, 9",
    "badexample.org, 9",
    "other.test, 3",
    "x.other.test, 9"
  })
  void theFirstPatternThatCoversANameHolds(String host, int last) throws UnknownHostException {
    assertThat(names.resolve(host))
        .singleElement()
        .extracting(InetAddress::getHostAddress)
        .isEqualTo("127.0.0." + last);
  }

  @Test
  void aStarCoversAll() throws UnknownHostException {
    var all = new MappedNames(List.of(new Mapping("*", address(4))), host -> List.of());
    assertThat(all.resolve("anything")).containsExactly(address(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*.", "a.*", "**", "*.*.a"})
  void aStarElsewhereIsRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mapping(pattern, address(1)))
        .withMessageContaining("is no host pattern");
  }
}
