package dev.bellhop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.url.Url;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where requests go. */
class OriginRoutesTest {
  private final OriginRoutes routes = new OriginRoutes();

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null));
  }

  @Test
  void withoutRouteToWhereTheUrlSays() {
    assertThat(routes.route(url("https://example.org/a/b?c=d#e")))
        .isEqualTo(new Route(new Endpoint(true, "example.org", 443), "example.org", "/a/b?c=d"));
    assertThat(routes.route(url("http://example.org:8080/")))
        .isEqualTo(new Route(new Endpoint(false, "example.org", 8080), "example.org:8080", "/"));
    assertThat(routes.route(url("http://[::1]:81/")))
        .isEqualTo(new Route(new Endpoint(false, "::1", 81), "[::1]:81", "/"));
  }

  @Test
  void toAFolderUnderTheOriginsOwnName() {
    routes.toFolder("https://localhost", 4000);
    assertThat(routes.route(url("https://localhost/a?b")))
        .isEqualTo(new Route(new Endpoint(false, "127.0.0.1", 4000), "localhost", "/a?b"));
    assertThat(routes.route(url("http://localhost/a")).endpoint().port()).isEqualTo(80);
    routes.remove("https://localhost");
    assertThat(routes.route(url("https://localhost/a")).endpoint().port()).isEqualTo(443);
  }

  @Test
  void toAnUpstreamUnderItsName() {
    for (String base :
        new String[] {"https://example.org:8443/base", "https://example.org:8443/base/"}) {
      routes.toUpstream("https://localhost", url(base), 4000, "/sw.js"::equals);
      assertThat(routes.route(url("https://localhost/a?b")))
          .isEqualTo(
              new Route(new Endpoint(true, "example.org", 8443), "example.org:8443", "/base/a?b"));
      assertThat(routes.route(url("https://localhost/sw.js?v=1")))
          .isEqualTo(new Route(new Endpoint(false, "127.0.0.1", 4000), "localhost", "/sw.js?v=1"));
    }
  }

  @Test
  void allOthersToOneServerUnderTheirOwnNames() {
    routes.othersTo(5000);
    routes.toFolder("https://localhost", 4000);
    assertThat(routes.route(url("https://example.org/a")))
        .isEqualTo(new Route(new Endpoint(false, "127.0.0.1", 5000), "example.org", "/a"));
    assertThat(routes.route(url("http://example.org:81/")))
        .isEqualTo(new Route(new Endpoint(false, "127.0.0.1", 5000), "example.org:81", "/"));
    assertThat(routes.route(url("https://localhost/")).endpoint().port()).isEqualTo(4000);
  }

  @Test
  void refusesAnUpstreamThatIsNone() {
    assertThatThrownBy(
            () -> routes.toUpstream("https://localhost", url("ftp://x/"), 1, path -> false))
        .hasMessage("an upstream must be an http or https URL, which ftp://x/ is not");
  }

  @Test
  void namesEndpointsForSentences() {
    assertThat(new Endpoint(true, "a.example", 443).label()).isEqualTo("a.example");
    assertThat(new Endpoint(true, "a.example", 80).label()).isEqualTo("a.example:80");
    assertThat(new Endpoint(false, "::1", 80).label()).isEqualTo("[::1]");
  }
}
