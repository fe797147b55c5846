package dev.bellhop.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

  private static Url url(String input) {
    return Objects.requireNonNull(Url.parse(input, null), input);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          https://EXAMPLE.com:443/a/./b/../c?q#f | https://example.com/a/c?q#f
          http:\\\\host\\path                    | http://host/path
          https:example.org                      | https://example.org/
          https://user:pa:ss@host/               | https://user:pa%3Ass@host/
          https://a@b@c/                         | https://a%40b@c/
          http://0x7f.1/                         | http://127.0.0.1/
          http://[::ffff:1.2.3.4]/               | http://[::ffff:102:304]/
          http://[1:0:0:2:0:0:0:3]/              | http://[1:0:0:2::3]/
          https://fa\u00df.de/                   | https://xn--fa-hia.de/
          https://xn--a/                         | https://xn--a/
          https://ex%61mple.org/                 | https://example.org/
          https://h/\u00e9 ?'\u00e9'#\u00e9 '    | https://h/%C3%A9%20?%27%C3%A9%27#%C3%A9%20'
          git://h/?'                             | git://h/?'
          mailto:a b@c                           | mailto:a b@c
          web+demo:/.//not-a-host/               | web+demo:/.//not-a-host/
          file:///C:/x/../..                     | file:///C:/
          file://localhost/x                     | file:///x
          git://ho%20st:9418/x                   | git://ho%20st:9418/x
          """)
  void parsesAndSerializes(String input, String expected) {
    assertThat(url(input).href()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/no/base",
        "https://",
        "https://user@/",
        "https://ex ample.org/",
        "https://host:65536/",
        "https://host:8x/",
        "https://1.2.3.4.5/",
        "https://1.2.3.256/",
        "https://09/",
        "https://[::1",
        "https://[1:2:3]/",
        "https://[::1.2.3]/",
        "https://a%00b/",
        "https://\u00ad/",
        "git://ho st/"
      })
  void failsOnWhatIsNoUrl(String input) {
    assertThat(Url.parse(input, null)).isNull();
  }

  @Test
  void failsOnALabelTooLongForPunycode() {
    assertThat(Url.parse("https://" + "\u00e9".repeat(5_000) + "/", null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "../x?y, https://h/a/x?y",
    "'', https://h/a/b/c?q",
    "?z, https://h/a/b/c?z",
    "'#f', https://h/a/b/c?q#f",
    "//other/, https://other/",
    "/top, https://h/top",
    "https:rel, https://h/a/b/rel",
    "http:abs, http://abs/",
    "data:x, data:x"
  })
  void resolvesAgainstABase(String input, String expected) {
    Url resolved = Url.parse(input, url("https://h/a/b/c?q#old"));
    assertThat(resolved).hasToString(expected);
  }

  @Test
  void resolvesOnlyFragmentsAgainstAnOpaquePath() {
    assertThat(Url.parse("#f", url("mailto:a"))).hasToString("mailto:a#f");
    assertThat(Url.parse("x", url("mailto:a"))).isNull();
  }

  @Test
  void turnsALoneSurrogateIntoTheReplacementCharacter() {
    assertThat(url("https://h/\ud800?\udc00#\ud83d\ude00"))
        .hasToString("https://h/%EF%BF%BD?%EF%BF%BD#%F0%9F%98%80");
  }

  @Test
  void tellsHostsApart() {
    assertThat(url("https://a.b/").parsedHost()).isEqualTo(new Host.Domain("a.b"));
    assertThat(url("https://1.2/").parsedHost()).isEqualTo(new Host.Ipv4(0x01000002));
    assertThat(url("https://[::1]/").parsedHost()).isInstanceOf(Host.Ipv6.class);
    assertThat(url("git://a.b/").parsedHost()).isEqualTo(new Host.Opaque("a.b"));
    assertThat(url("file:///x").parsedHost()).isEqualTo(new Host.Empty());
    assertThat(url("git:/x").parsedHost()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a:443/x, https://a",
    "http://a:8080/x, http://a:8080",
    "wss://u:p@a/, wss://a",
    "blob:https://a/0-1, https://a",
    "blob:ftp://a/0-1, 'null'",
    "file:///x, 'null'",
    "data:x, 'null'"
  })
  void hasAnOrigin(String input, String origin) {
    assertThat(url(input).origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a/, true",
    "wss://a/, true",
    "file:///x, true",
    "data:x, true",
    "about:blank, true",
    "about:config, false",
    "http://a/, false",
    "http://localhost:80/, true",
    "http://x.localhost./, true",
    "http://notlocalhost/, false",
    "http://127.9.9.9/, true",
    "http://128.0.0.1/, false",
    "http://[::1]/, true",
    "http://[::2]/, false",
    "blob:https://a/x, true",
    "blob:http://a/x, false",
    "custom://localhost/, false"
  })
  void knowsWhatIsPotentiallyTrustworthy(String input, boolean trustworthy) {
    assertThat(url(input).isPotentiallyTrustworthy()).isEqualTo(trustworthy);
  }

  @Test
  void dropsOnlyTheFragment() {
    assertThat(url("https://u:p@h:1/p?q#f").withoutFragment()).hasToString("https://u:p@h:1/p?q");
  }

  @ParameterizedTest
  @CsvSource({
    "PROTOCOL, http, http://u:p@h:1/a?q#f",
    "PROTOCOL, git, https://u:p@h:1/a?q#f",
    "PROTOCOL, file, https://u:p@h:1/a?q#f",
    "USERNAME, x:, https://x%3A:p@h:1/a?q#f",
    "PASSWORD, '', https://u@h:1/a?q#f",
    "HOST, x:2, https://u:p@x:2/a?q#f",
    "HOST, x:99999, https://u:p@x:1/a?q#f",
    "HOST, '', https://u:p@h:1/a?q#f",
    "HOSTNAME, x:2, https://u:p@h:1/a?q#f",
    "PORT, '', https://u:p@h/a?q#f",
    "PORT, 2x, https://u:p@h:2/a?q#f",
    "PATHNAME, b?c, https://u:p@h:1/b%3Fc?q#f",
    "SEARCH, ?a#b, https://u:p@h:1/a?a%23b#f",
    "SEARCH, '', https://u:p@h:1/a#f",
    "HASH, '#', https://u:p@h:1/a?q#"
  })
  void setsOnePart(UrlPart part, String value, String expected) {
    assertThat(url("https://u:p@h:1/a?q#f").with(part, value)).hasToString(expected);
  }

  @Property
  void parsesItsOwnSerializationToTheSameUrl(@ForAll("urlLike") String input) {
    Url url = Url.parse(input, null);
    if (url != null) {
      Url again = Objects.requireNonNull(Url.parse(url.href(), null), url.href());
      assertThat(UrlComponents.of(again)).isEqualTo(UrlComponents.of(url));
    }
  }

  @Property
  void neverThrows(@ForAll String input, @ForAll("urlLike") String base) {
    Url baseUrl = Url.parse(base, null);
    Url url = Url.parse(input, baseUrl);
    if (url != null) {
      assertThat(url.href()).matches("\\p{ASCII}*");
    }
  }

  @Property
  void aSetterLeavesAUrlThatParses(
      @ForAll("urlLike") String input, @ForAll UrlPart part, @ForAll("urlLike") String value) {
    Url url = Url.parse(input, null);
    if (url != null) {
      assertThat(Url.parse(url.with(part, value).href(), null)).isNotNull();
    }
  }

  @Provide
  Arbitrary<String> urlLike() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "https:",
            "http:",
            "file:",
            "git:",
            "blob:",
            "data:",
            "/",
            "//",
            "\\",
            ":",
            "@",
            "?",
            "#",
            "[",
            "]",
            "::1",
            "127.1",
            "0x",
            "localhost",
            "a",
            "B",
            "%2e",
            "%",
            ".",
            "..",
            "C|",
            "C:",
            " ",
            "\t",
            "\u00e9",
            "\ud83d\ude00",
            "\ud800",
            "xn--",
            "80",
            "65536",
            "'",
            "^");
    return pieces.list().ofMaxSize(9).map(list -> String.join("", list));
  }
}
