package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReadingTest {
  private static Set<String> open(String text) {
    return Reading.of(text).open();
  }

  @Test
  void namesWhatABlockLeavesOpen() {
    assertThat(open("const { a, b: [c], ...d } = e; a(c, d);")).containsExactly("e");
    assertThat(open("for (const x of y) { z.x(); }")).containsExactly("y", "z");
    assertThat(open("f((g, { h = 1 }) => g + h).catch((i) => j);")).containsExactly("f", "j");
    assertThat(open("const o = { start(controller) { controller.go(p); }, key: q };"))
        .containsExactly("p", "q");
    assertThat(open("class A { static #n = 1; run(m) { return m; } } new A();")).isEmpty();
    assertThat(open("`${a} and ${`${b}`}` + /c[/]d/g.test('e') // f")).containsExactly("a", "b");
    assertThat(open("if (a.includes(x.y)) { try { b(); } catch (error) { c(error); } }"))
        .containsExactly("a", "x", "b", "c");
  }

  @Test
  void seesWhatItListensTo() {
    assertThat(
            Reading.of(
                    """
                    self.addEventListener("push", () => {});
                    addEventListener('sync', f);
                    self.onmessage = g;
                    button.addEventListener("click", h);
                    // addEventListener("fetch", i);
                    """)
                .events())
        .containsExactly("message", "push", "sync");
  }

  @Test
  void seesWhetherItNeedsAFunctionAroundIt() {
    assertThat(Reading.of("const a = await b();").needsFunction()).isTrue();
    assertThat(Reading.of("try { await b(); } catch {}").needsFunction()).isTrue();
    assertThat(Reading.of("if (done) { return; }").needsFunction()).isTrue();
    assertThat(Reading.of("async () => { await b(); };").needsFunction()).isFalse();
    assertThat(Reading.of("async function f() { return await b(); }").needsFunction()).isFalse();
  }

  @Test
  void findsFunctionsThatNobodyCalls() {
    assertThat(
            Reading.of(
                    """
                    async function load(url) {}
                    const show = async (data, x) => {};
                    function* used() {}
                    used();
                    """)
                .uncalled())
        .isEqualTo(Map.of("load", "url", "show", "data"));
  }

  @Test
  void findsUrlsAndTags() {
    Reading reading =
        Reading.of(
            """
            const FILES = ["/a", "/b"];
            cache.addAll(FILES);
            cache.addAll(["/c"]);
            cache.addAll(urls.map(make));
            if (event.tag === "news") {}
            """);
    assertThat(reading.addedUrls()).containsExactly("/a", "/b", "/c");
    assertThat(reading.comparedWith("tag")).containsExactly("news");
  }
}
