package dev.bellhop.cookies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.cookies.CookieChange.Kind;
import dev.bellhop.fetch.Cookies.Reach;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as scripts use it, beside servers. */
class ScriptCookiesTest extends CookieJarTestCase {
  private static final String ORIGIN = "https://shop.example.com";
  private static final Url HOME = Objects.requireNonNull(Url.parse(ORIGIN + "/cart/list", null));

  private final List<String> seen = new ArrayList<>();

  private void server(String value) {
    HeaderList headers = HeaderList.of(List.of(new Header("Set-Cookie", value)));
    jar.received(HOME, headers, Reach.SAME_SITE, ORIGIN).join();
  }

  private void script(String name, String value, @Nullable Instant expires) {
    jar.set(HOME, new ScriptCookie(name, value, expires, null, "/", "strict", false)).join();
  }

  private List<String> visible() {
    return jar.query(HOME, null).join().stream()
        .map(item -> item.name() + "=" + item.value())
        .toList();
  }

  private void observe() {
    jar.observe(
        changes -> {
          for (CookieChange change : changes) {
            seen.add(
                (CookieChange.json(List.of(change), Kind.DELETED).equals("[]") ? "+" : "-")
                    + change.name()
                    + (change.isObservableAt(HOME) ? "" : " unseen"));
          }
          return CompletableFuture.completedFuture(null);
        });
  }

  @Test
  void scriptsAndServersShareWhatIsNotForServersOnly() {
    server("hidden=1; HttpOnly; Path=/");
    server("shown=\u00e2\u0082\u00ac; Path=/");
    script("own", "3", null);
    script("hidden", "9", null);
    assertThat(visible()).containsExactly("shown=\u20ac", "own=3");
    assertThat(jar.header(HOME, Reach.SAME_SITE, ORIGIN).join())
        .isEqualTo("hidden=1; shown=\u00e2\u0082\u00ac; own=3");
    jar.set(HOME, ScriptCookie.deletion("hidden", null, "/", false)).join();
    jar.set(HOME, ScriptCookie.deletion(" own ", null, "/", false)).join();
    assertThat(jar.header(HOME, Reach.SAME_SITE, ORIGIN).join())
        .isEqualTo("hidden=1; shown=\u00e2\u0082\u00ac");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "a;b, 1, -, /",
        "a, 'x\u0001', -, /",
        "a=b, 1, -, /",
        "'', '', -, /",
        "'', b=1, -, /",
        "'', __Secure-x, -, /",
        "__Http-a, 1, -, /",
        "__Host-a, 1, -, /cart",
        "__Host-a, 1, shop.example.com, /",
        "a, 1, .example.com, /",
        "a, 1, com, /",
        "a, 1, example.org, /",
        "a, 1, x.shop.example.com, /",
        "a, 1, -, cart",
      })
  void refusesWhatNoCookieCanBe(String name, String value, @Nullable String domain, String path) {
    var cookie = new ScriptCookie(name, value, null, domain, path, "strict", false);
    assertThatThrownBy(() -> jar.set(HOME, cookie).join())
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(visible()).isEmpty();
  }

  @Test
  void tellsWhatChangesAndNothingElse() {
    observe();
    script("a", "1", null);
    script("a", "1", null);
    script("a", "2", null);
    script("over", "1", clock.now().minusSeconds(1));
    server("hidden=1; HttpOnly; Path=/");
    jar.set(HOME, ScriptCookie.deletion("a", null, "/", false)).join();
    jar.set(HOME, ScriptCookie.deletion("a", null, "/", false)).join();
    assertThat(seen).containsExactly("+a", "+a", "+hidden unseen", "-a");
  }

  @Test
  void tellsOfExpiryAtItsTime() {
    observe();
    script("short", "1", clock.now().plusSeconds(10));
    script("long", "1", clock.now().plusSeconds(20));
    clock.advance(Duration.ofSeconds(15));
    assertThat(seen).containsExactly("+short", "+long", "-short");
    clock.advance(Duration.ofSeconds(10));
    assertThat(seen).last().isEqualTo("-long");
  }
}
