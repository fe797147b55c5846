package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.HeaderList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMatchTest {
  private static final RequestMatch STRICT = new RequestMatch(false, false, false);

  private static FetchRequest request(String path, String... headers) {
    return FetchingTest.get("https://site.test" + path).withHeaders(HeaderList.of(headers));
  }

  @ParameterizedTest
  @CsvSource({
    "/a,      /a,      true,  true",
    "/a#x,    /a#y,    true,  true",
    "/a?x=1,  /a?x=2,  false, true",
    "/a?x#?y, /a?x#z,  true,  true",
    "/a#?x,   /a,      true,  true",
    "/a,      /b,      false, false",
    "/a?x,    /b?x,    false, false",
  })
  void comparesUrlsWithoutTheirFragments(
      String query, String stored, boolean strictly, boolean withoutSearch) {
    var ignoringSearch = new RequestMatch(true, false, false);
    assertThat(STRICT.matches(request(query), request(stored), "")).isEqualTo(strictly);
    assertThat(ignoringSearch.matches(request(query), request(stored), ""))
        .isEqualTo(withoutSearch);
  }

  @Test
  void looksAtTheStoredMethodOnly() {
    FetchRequest get = request("/a");
    FetchRequest post = get.toBuilder().method("POST").build();
    assertThat(STRICT.matches(post, get, "")).isTrue();
    assertThat(STRICT.matches(get, post, "")).isFalse();
    assertThat(new RequestMatch(false, true, false).matches(get, post, "")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Accept             | true
          X-Kind             | false
          x-kind             | false
          Accept, X-Kind     | false
          X-Absent,          | true
          X-New              | false
          *                  | false
          Accept, *          | false
          """)
  void comparesTheHeadersThatTheResponseVariesBy(String vary, boolean matches) {
    FetchRequest query = request("/a", "Accept", "x", "X-Kind", "red", "X-New", "1");
    FetchRequest stored = request("/a", "Accept", "x", "X-Kind", "blue");
    assertThat(STRICT.matches(query, stored, vary)).isEqualTo(matches);
    assertThat(new RequestMatch(false, false, true).matches(query, stored, vary)).isTrue();
    assertThat(RequestMatch.variesByEverything(vary)).isEqualTo(vary.contains("*"));
  }
}
