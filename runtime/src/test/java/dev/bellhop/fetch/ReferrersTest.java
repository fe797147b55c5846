package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferrersTest extends FetchingTest {
  @ParameterizedTest
  @CsvSource({
    "no-referrer,https://site.test/a,",
    "origin,https://site.test/a,https://site.test/",
    "unsafe-url,http://other.test/a,https://site.test/dir/page.js?q",
    "strict-origin,http://other.test/a,",
    "strict-origin,https://other.test/a,https://site.test/",
    "no-referrer-when-downgrade,http://other.test/,",
    "same-origin,https://other.test/,",
    "origin-when-cross-origin,http://other.test/,https://site.test/",
    "strict-origin-when-cross-origin,http://other.test/,",
    "strict-origin-when-cross-origin,https://site.test/,https://site.test/dir/page.js?q",
  })
  void policies(String policy, String target, String expected) {
    assertThat(Referrer.value(url("https://site.test/dir/page.js?q#f"), url(target), policy))
        .isEqualTo(expected);
  }

  @Test
  void changeOnRedirect() {
    net.answer(
        "GET https://site.test/a",
        302,
        "",
        "Location",
        "/b",
        "Referrer-Policy",
        "nonsense, no-referrer");
    net.answer("GET https://site.test/b", 200, "");
    fetch(get("https://site.test/a"));
    assertThat(net.requests().getFirst().headers().contains("Referer")).isTrue();
    assertThat(net.last().headers().contains("Referer")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"no-referrer,", "origin,https://site.test/"})
  void tellNoMoreAfterARedirectThanBefore(String policy, String expected) {
    net.answer(
        "GET https://site.test/a", 302, "", "Location", "/b", "Referrer-Policy", "unsafe-url");
    net.answer("GET https://site.test/b", 200, "");
    fetch(request("https://site.test/a").referrerPolicy(policy).build());
    assertThat(net.last().headers().get("Referer")).isEqualTo(expected);
  }

  @Test
  void comeFromTheRequestWhereItNamesOne() {
    net.answer("GET https://site.test/a", 200, "");
    fetch(
        request("https://site.test/a")
            .referrer("https://site.test/elsewhere")
            .referrerPolicy("unsafe-url")
            .build());
    assertThat(net.last().headers().get("Referer")).isEqualTo("https://site.test/elsewhere");
    fetch(request("https://site.test/a").referrer("no-referrer").build());
    assertThat(net.last().headers().contains("Referer")).isFalse();
  }
}
