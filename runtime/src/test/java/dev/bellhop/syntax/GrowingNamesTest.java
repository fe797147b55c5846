package dev.bellhop.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts do with a variable {@code n}. */
final class GrowingNamesTest {
  private static GrowingNames names(String script) {
    return new GrowingNames(new ScriptText(script));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let n = 0; n++; ++n; n += 2; if (n >= 3 && n === m) f(n, [n], `${n}`);",
        "let n; const a = n; b = { n: 1 }.n; c.n = 2; const o = { n: n + 1 };",
        "const m = 1;",
      })
  void isCountedUp(String script) {
    assertThat(names(script).counts("n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n--;",
        "--n;",
        "n = 0;",
        "n += m;",
        "n += 1 + m;",
        "n -= 1;",
        "n ??= m;",
        "[n] = m;",
        "({ a: n, b: [n] } = m);",
        "for (n of m);",
        "self.n = 1;",
        "n++; (",
      })
  void mayBeMadeLess(String script) {
    assertThat(names(script).counts("n")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const n = new Set(); n.add(1); f(n.has(1), n.size, [...n], JSON.stringify(n));",
        "const n = []; n.push(1); n[0] = 2; for (const a of n) f(a, n.length, Array.from(n));",
      })
  void isAddedTo(String script) {
    assertThat(names(script).collects("n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n.delete(1);",
        "n.clear();",
        "n.length = 0;",
        "n.length--;",
        "n.splice(0);",
        "n = [];",
        "f(n);",
        "const m = n;",
        "const { add } = n;",
        "n?.clear?.();",
        "globalThis.n.push(1);",
        "export const n = [];",
        "const n = []; export { n as m };",
      })
  void mayBeTakenFrom(String script) {
    assertThat(names(script).collects("n")).isFalse();
  }
}
