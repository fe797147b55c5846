package dev.bellhop.cookies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.Cookies.Reach;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.store.StoreException;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest extends CookieJarTestCase {
  private static final String CLIENT = "https://shop.example.com";
  private static final String HOME = "https://shop.example.com/cart/list";

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null));
  }

  private void set(String url, String... values) {
    set(url, Reach.SAME_SITE, values);
  }

  private void set(String url, Reach reach, String... values) {
    HeaderList headers =
        HeaderList.of(Arrays.stream(values).map(v -> new Header("Set-Cookie", v)).toList());
    jar.received(url(url), headers, reach, CLIENT).join();
  }

  private @Nullable String sent(String url) {
    return jar.header(url(url), Reach.SAME_SITE, CLIENT).join();
  }

  @Test
  void sendsThoseOfLongerPathsFirstAndThenTheOlder() {
    set(HOME, "a=1; Path=/", "b=2; Path=/cart", "c=3; Path=/");
    clock.advance(Duration.ofSeconds(1));
    set(HOME, "a=4; Path=/");
    assertThat(sent(HOME)).isEqualTo("b=2; a=4; c=3");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "a=1, https://shop.example.com/cart/x, a=1",
        "a=1, https://shop.example.com/cart, a=1",
        "a=1, https://shop.example.com/cartoon, -",
        "a=1; Path=/, https://www.example.com/, -",
        "a=1; Path=/; Domain=.example.com, https://www.example.com/, a=1",
        "a=1; Path=/; Secure, http://shop.example.com/, -",
        "a=1; Path=/, http://shop.example.com/, a=1",
        "__Host-a=1; Path=/; Secure, https://shop.example.com/, __Host-a=1",
        "just-a-value; Path=/, https://shop.example.com/, just-a-value",
      })
  void sendsACookieWhereItBelongs(String cookie, String to, @Nullable String header) {
    set(HOME, cookie);
    assertThat(sent(to)).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1; Domain=com",
        "a=1; Domain=other.example.com",
        "a=1; Domain=example.org",
        "a=1; SameSite=None",
        "__Secure-a=1",
        "__Host-a=1; Secure; Path=/cart",
        "__host-a=1; Secure; Path=/; Domain=example.com",
        "a=\u0001",
        "=",
      })
  void refusesWhatItsServerMayNotSet(String cookie) {
    set(HOME, cookie);
    assertThat(sent(HOME)).isNull();
  }

  @Test
  void anInsecureServerChangesNoSecureCookie() {
    set(HOME, "a=1; Path=/; Secure");
    set("http://shop.example.com/", "a=2; Path=/", "b=3; Path=/; Secure");
    assertThat(sent(HOME)).isEqualTo("a=1");
  }

  @Test
  void otherSitesGetOnlyWhatIsMeantForThem() {
    set(HOME, "s=1; SameSite=Strict", "l=2; SameSite=Lax", "d=3", "n=4; SameSite=None; Secure");
    assertThat(jar.header(url(HOME), Reach.CROSS_SITE, CLIENT).join()).isEqualTo("n=4");
    assertThat(jar.header(url(HOME), Reach.CROSS_SITE_NAVIGATION, CLIENT).join())
        .isEqualTo("l=2; d=3; n=4");
    set(HOME, Reach.CROSS_SITE, "x=5", "n=6; SameSite=None; Secure");
    assertThat(sent(HOME)).isEqualTo("s=1; l=2; d=3; n=6");
  }

  @Test
  void forgetsWhatIsOverOrIsToGo() {
    set(HOME, "a=1; Max-Age=10", "b=2; Expires=Thu, 01 Jan 2026 00:00:20 GMT", "c=3");
    assertThat(sent(HOME)).isEqualTo("a=1; b=2; c=3");
    clock.advance(Duration.ofSeconds(10));
    assertThat(sent(HOME)).isEqualTo("b=2; c=3");
    set(HOME, "c=; Max-Age=0");
    clock.advance(Duration.ofSeconds(10));
    assertThat(sent(HOME)).isNull();
  }

  @Test
  void aPartitionedCookieIsSentForTheSiteThatGotItAlone() {
    String other = "https://other.example";
    HeaderList headers =
        HeaderList.of(List.of(new Header("Set-Cookie", "p=1; SameSite=None; Secure; Partitioned")));
    jar.received(url(HOME), headers, Reach.CROSS_SITE, other).join();
    assertThat(sent(HOME)).isNull();
    assertThat(jar.header(url(HOME), Reach.CROSS_SITE, "https://sub.other.example").join())
        .isEqualTo("p=1");
    assertThat(jar.header(url(HOME), Reach.CROSS_SITE, "https://third.example").join()).isNull();
    set(HOME, "p=2; Secure; Partitioned", "insecure=3; Partitioned");
    assertThat(sent(HOME)).isEqualTo("p=2");
  }

  @Test
  void keepsThoseWithADateForTheNextProcess() throws StoreException {
    set(HOME, "kept=1; Max-Age=100000000", "session=2", "gone=3; Max-Age=50");
    set(HOME, "gone=; Max-Age=0");
    reopen();
    assertThat(sent(HOME)).isEqualTo("kept=1");
    clock.advance(Duration.ofDays(401));
    assertThat(sent(HOME)).as("after 400 days").isNull();
  }

  @Test
  void hasABoundForEachDomain() {
    IntStream.range(0, 200)
        .forEach(
            i -> {
              clock.advance(Duration.ofMillis(1));
              set(HOME, "c" + i + "=1; Max-Age=100");
            });
    assertThat(sent(HOME)).startsWith("c20=1").endsWith("c199=1");
  }
}
