package dev.bellhop.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "example.com, example.com",
        "a.b.example.co.uk, example.co.uk",
        "me.github.io, me.github.io",
        "www.web-platform.test, web-platform.test",
        "www.example.com., example.com.",
        "com, -",
        "co.uk, -",
        "github.io, -",
        "localhost, -",
        "127.0.0.1, -",
        "[::1], -",
      })
  void findsWhatSomebodyHasRegistered(String host, String domain) {
    assertThat(PublicSuffixes.registrableDomain(host)).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example.com/, https://b.example.com:8443/, true",
    "https://localhost/, https://localhost:8443/, true",
    "https://example.com/, http://example.com/, false",
    "https://one.github.io/, https://two.github.io/, false",
    "https://10.0.0.1/, https://11.0.0.1/, false",
  })
  void tellsSitesApart(String one, String other, boolean same) {
    assertThat(PublicSuffixes.isSameSite(url(one), url(other))).isEqualTo(same);
  }

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null));
  }
}
