package dev.bellhop.url.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.bellhop.url.Url;
import dev.bellhop.url.pattern.UrlPatternResult.ComponentResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPatternTest {
  private static final Url BASE = url("https://site.example/app/sw.js?v=1#x");

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null));
  }

  private static UrlPattern ofPathname(String pathname) {
    return UrlPattern.parse(
        new UrlPatternInit(Map.of(ComponentName.PATHNAME, pathname)), (Url) null);
  }

  private static UrlPattern absolute(String pattern) {
    return UrlPattern.parse(pattern, (Url) null);
  }

  /** A pathname's groups as "name=value", or null where it does not match. */
  private static String groups(String pattern, String pathname) {
    UrlPatternResult result = ofPathname(pattern).match(url("https://site.example" + pathname));
    if (result == null) {
      return null;
    }
    ComponentResult component = result.components().get(ComponentName.PATHNAME);
    return String.join(
        ";",
        component.groups().entrySet().stream()
            .map(group -> group.getKey() + "=" + group.getValue())
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "/, /, ''",
    "/a/:id, /a/7, id=7",
    "/a/:id, /a/7/8,",
    "/a/:id, /a/,",
    "/a/*, /a/7/8, 0=7/8",
    "/a/*, /a/, 0=",
    "/a/*, /a,",
    "/a/*?, /a, 0=null",
    "/a/:id?, /a, id=null",
    "/a/:id?, /a/7, id=7",
    "/a/:id+, /a/7/8/9, id=7/8/9",
    "/a/:id+, /a,",
    "/a/:id*, /a, id=null",
    "/a/:id*/z, /a/7/8/z, id=7/8",
    "/:x-:y, /a-b-c, x=a;y=b-c",
    "/{:x-}?:y, /a-b, x=a;y=b",
    "/{:x-}?:y, /b, x=null;y=b",
    "/{a}+b, /aaab, ''",
    "/{a}+b, /b,",
    "/{a}*b, /b, ''",
    "/{a}?b, /aab,",
    "/*/*, /a/b/c, 0=a/b;1=c",
    "/a{.:ext}*, /a.tar.gz, ext=tar.gz",
    "'/a(.*)?', /a, 0=null",
    "'/{*}*', /ab, 0=ab",
    "/ü, /%C3%BC, ''",
  })
  void matchesPathnames(String pattern, String pathname, String groups) {
    assertThat(groups(pattern, pathname)).isEqualTo(groups);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/*, https://a.example/x, true",
    "https://a.example/*, https://a.example:8443/x, false",
    "https://a.example:*/*, https://a.example:8443/x, true",
    "https://*.example/x?q=*, https://a.b.example/x?q=1, true",
    "https://:sub.example/, https://a.b.example/, false",
    "http{s}?://a.example/x, http://a.example/x, true",
    "https://a.example/x, https://a.example/x?q, true",
    "https://a.example/x, https://a.example/x?q=1, true",
    "https://a.example/x?, https://a.example/x?q=1, false",
    "https://a.example/x#y, https://a.example/x#y, true",
    "https://a.example/x#y, https://a.example/x#z, false",
    "https://u:*@a.example/, https://u:p@a.example/, true",
    "https://u:*@a.example/, https://v:p@a.example/, false",
    "'https://[\\:\\:1]/', https://[::1]/, true",
    "'data\\:text/*', 'data:text/plain,x', true",
    "https://ma\u00F1ana.example/, https://xn--maana-pta.example/, true",
  })
  void matchesUrls(String pattern, String url, boolean matches) {
    assertThat(absolute(pattern).matches(url(url))).isEqualTo(matches);
  }

  @Test
  void resolvesARelativePatternAgainstItsBase() {
    UrlPattern pattern = UrlPattern.parse("img/*.png", BASE);

    assertThat(pattern.toInit().components())
        .containsExactly(
            entry(ComponentName.PROTOCOL, "https"),
            entry(ComponentName.USERNAME, "*"),
            entry(ComponentName.PASSWORD, "*"),
            entry(ComponentName.HOSTNAME, "site.example"),
            entry(ComponentName.PORT, ""),
            entry(ComponentName.PATHNAME, "/app/img/*.png"),
            entry(ComponentName.SEARCH, "*"),
            entry(ComponentName.HASH, "*"));
    assertThat(pattern.matches(url("https://site.example/app/img/a/b.png"))).isTrue();
    assertThat(pattern.matches(url("https://other.example/app/img/a.png"))).isFalse();
  }

  @Test
  void takesFromTheBaseOnlyWhatIsLessSpecific() {
    UrlPattern pattern =
        UrlPattern.parse(new UrlPatternInit(Map.of(ComponentName.SEARCH, "?q=:q")), BASE);

    assertThat(pattern.component(ComponentName.PATHNAME)).isEqualTo("/app/sw.js");
    assertThat(pattern.component(ComponentName.SEARCH)).isEqualTo("q=:q");
    assertThat(pattern.component(ComponentName.HASH)).isEqualTo("*");
  }

  @Test
  void prefersTheInitsOwnBase() {
    UrlPatternInit init =
        new UrlPatternInit(Map.of(ComponentName.PATHNAME, "b"), "http://other.example/a/");

    UrlPattern pattern = UrlPattern.parse(init, BASE);

    assertThat(pattern.matches(url("http://other.example/a/b"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'{/a}', /a",
    "'/a/(.*)', /a/*",
    "'/:x([^\\/]+?)', /:x",
    "'/{:x}y', '/{:x}y'",
    "/a b, /a%20b",
    "/a/../b, /b",
    "'/\\:x', '/\\:x'",
    "'{/:x}?', /:x?",
  })
  void normalizesPatternStrings(String pattern, String normalized) {
    assertThat(ofPathname(pattern).component(ComponentName.PATHNAME)).isEqualTo(normalized);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example:443/:x/*?q=:q#h",
        "http{s}?://{:sub.}?a.example/{a}+b",
        "data\\:text/{a}?*",
        "https://[\\:\\:1]:8080/",
      })
  void comesBackFromItsStoredComponents(String text) {
    UrlPattern pattern = absolute(text);

    UrlPattern again =
        UrlPattern.create(pattern.toInit(), pattern.caseMatching(), RegExpCompiler.NONE);

    assertThat(again).isEqualTo(pattern).hasSameHashCodeAs(pattern);
    assertThat(again).isNotEqualTo(absolute("https://a.example/"));
  }

  @Test
  void ignoresCaseOnlyAfterTheAuthority() {
    UrlPattern pattern =
        UrlPattern.parse(
            "https://a.example/Path?Q#H", null, CaseMatching.IGNORED, RegExpCompiler.NONE);

    assertThat(pattern.matches(url("https://a.example/pATH?q#h"))).isTrue();
    assertThat(pattern).isNotEqualTo(absolute("https://a.example/Path?Q#H"));
    assertThat(absolute("https://a.example/Path").matches(url("https://a.example/path"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/b | The pattern \"/a/b\" has no protocol, so it needs a base URL.",
        "https://a.example/{a | The pattern \"/{a\" has an opening brace that is not closed.",
        "https://a.example/:x/:x | The pattern \"/:x/:x\" has two groups named \"x\".",
        "https://a.example:8{y}?/ | \"y\" cannot be part of a URL's port.",
        "https://a.example/\\ | The pattern \"/\\\" ends with a backslash that escapes nothing.",
        "https://a.example/a{b}}/ | The pattern \"/a{b}}/\" has \"}\" at position 5, where it means"
            + " nothing; a backslash before it makes it mere text.",
        "https://a.example/(a(b)) | The pattern \"/(a(b))\" has a capturing group within a regular"
            + " expression group; \"(?:\" starts one that does not capture.",
        "https://a.example/(\\d+) | A pattern cannot have regular expression groups here, but this"
            + " one comes to /^(?:\\/(\\d+))$/.",
      })
  void saysWhatIsWrongWithAPattern(String pattern, String message) {
    assertThatThrownBy(() -> absolute(pattern))
        .isInstanceOf(UrlPatternException.class)
        .hasMessage(message);
  }

  @Test
  void matchesNoUrlThatCannotBe() {
    UrlPattern anything = UrlPattern.parse(new UrlPatternInit(Map.of()), (Url) null);

    assertThat(anything.match(new UrlPatternInit(Map.of(ComponentName.PORT, "x")))).isNull();
    assertThat(anything.match(new UrlPatternInit(Map.of(), "/relative"))).isNull();
    assertThat(anything.match(new UrlPatternInit(Map.of(ComponentName.PORT, "8")))).isNotNull();
  }

  @Test
  void leavesRegularExpressionsToTheCompiler() {
    RegExpCompiler digits =
        (source, caseMatching) ->
            input -> source.equals("^(?:\\/(\\d+))$") ? List.of(input.substring(1)) : null;

    UrlPattern pattern =
        UrlPattern.parse("https://a.example/:n(\\d+)", null, CaseMatching.SENSITIVE, digits);

    assertThat(pattern.hasRegExpGroups()).isTrue();
    assertThat(absolute("https://a.example/:n").hasRegExpGroups()).isFalse();
    UrlPatternResult result = pattern.match(url("https://a.example/12"));
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put("n", "12");
    assertThat(result.components().get(ComponentName.PATHNAME))
        .isEqualTo(new ComponentResult("/12", groups));
  }

  /** JavaScript's RegExp would try each of the ways to cut the input up, more than 2^60. */
  @Test
  void takesNoLongerForAPatternWithManyWays() {
    assertThat(groups("/{:a}+{:b}+{:c}+!", "/" + "x".repeat(2000))).isNull();
  }
}
