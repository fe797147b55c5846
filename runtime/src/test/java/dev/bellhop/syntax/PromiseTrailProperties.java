package dev.bellhop.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.syntax.PromiseEnd.Fate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Promises of promises, in scripts that hold other things as well. */
final class PromiseTrailProperties {
  private static final String CALL = "cache.put(1)";

  /** Expressions of a promise that waits for that of another one. */
  private static final List<String> WAITING =
      List.of(
          "(%s)",
          "%s.catch((e) => console.error(e, `${e}`))",
          "open().then((cache) => %s)",
          "a.b(c)[0].then(function (cache) { if (!cache) { return null; } return %s; })",
          "open().then(async () => {\n  const a = /[)]/;\n  await %s\n})",
          "(async () => { try { await %s; } catch { console.log({ a: 1 }); } })()",
          "(async function () { return a ? %s : null; })()",
          "(() => b || %s)()",
          "Promise.all([a, %s, b / c / d])",
          "Promise.all(urls.map(async (url) => { await %s; }))",
          "Promise.resolve(%s)");

  /** Statements that let it fall. */
  private static final List<String> DROPPING =
      List.of(
          "%s;",
          "\n%s\n",
          "if (a) { %s; } else b();",
          "for (const a of b) %s;",
          "function f() { %s }",
          "a && %s;",
          "f(() => { %s; });",
          "urls.forEach((url) => %s);",
          "event.waitUntil((async () => { await a; %s; return b; })());");

  /** Statements that keep it, or may. */
  private static final List<String> KEEPING =
      List.of(
          "const kept = %s;",
          "event.waitUntil(%s);",
          "event.respondWith(%s.then(() => response));",
          "promises.push(%s);",
          "const f = () => %s;",
          "void %s;",
          "export default async () => { await %s; };");

  private static final List<String> OTHER =
      List.of(
          "",
          "// { ( `\n",
          "/* ' */",
          "const r = /['\"`{(]/g;\n",
          "const t = `a${b ? `}` : { c: '}' }.c}d`;\n",
          "function g() { return 1 / 2 / 3; }\n",
          "class A { #b = 1; c() {} }\n",
          "a: for (;;) { break a; }\n",
          "const s = 'it\\'s';\n",
          "g();\n");

  @Provide
  Arbitrary<String> dropping() {
    return scripts(DROPPING);
  }

  @Provide
  Arbitrary<String> keeping() {
    return scripts(KEEPING);
  }

  private static Arbitrary<String> scripts(List<String> statements) {
    Arbitrary<String> others =
        Arbitraries.of(OTHER).list().ofMaxSize(4).map(some -> String.join("", some));
    return Combinators.combine(
            Arbitraries.of(WAITING).list().ofMaxSize(5), Arbitraries.of(statements), others, others)
        .as(PromiseTrailProperties::script);
  }

  private static String script(
      List<String> waiting, String statement, String before, String behind) {
    String promise = CALL;
    for (String around : waiting) {
      promise = around.replace("%s", promise);
    }
    return before + statement.replace("%s", promise) + "\n" + behind;
  }

  @Property(tries = 500)
  void whatIsDroppedIsSeen(@ForAll("dropping") String script) {
    assertThat(fate(script)).isEqualTo(Fate.DROPPED);
  }

  @Property(tries = 500)
  void whatIsKeptIsNot(@ForAll("keeping") String script) {
    assertThat(fate(script)).isEqualTo(Fate.UNKNOWN);
  }

  private static Fate fate(String script) {
    int start = script.indexOf(CALL);
    return new PromiseTrail(new ScriptText(script), name -> false)
        .of(start, start + CALL.length(), "put")
        .fate();
  }
}
