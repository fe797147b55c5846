package dev.bellhop.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.syntax.PromiseEnd.Fate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the promise of {@code cache.put(1)}. */
final class PromiseTrailTest {
  private static final String CALL = "cache.put(1)";

  private static PromiseEnd end(String script) {
    return end(script, List.of());
  }

  private static PromiseEnd end(String script, List<String> namesElsewhere) {
    int start = script.indexOf(CALL);
    return new PromiseTrail(new ScriptText(script), namesElsewhere::contains)
        .of(start, start + CALL.length(), "put");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache.put(1);",
        "cache.put(1)",
        "{ cache.put(1) }",
        "a = b\ncache.put(1)\nc()",
        "a = b\n+ c\n\ncache.put(1)\n/* ( */ c()",
        "(cache.put(1));",
        "if (ok) cache.put(1);",
        "if (ok) { no() } else cache.put(1);",
        "for (const a of b) cache.put(1);",
        "while (a) cache.put(1)",
        "do cache.put(1); while (a)",
        "again: cache.put(1);",
        "switch (a) { case 'x': cache.put(1); break; }",
        "switch (a) { default: cache.put(1) }",
        "a && cache.put(1);",
        "a || b && cache.put(1);",
        "if (x) {} a ?? cache.put(1);",
        "a === b && cache.put(1);",
        "a ? cache.put(1) : b();",
        "a ? b() : cache.put(1);",
        "a ? b : c ? cache.put(1) : d",
        "function f() {\n  return\n  cache.put(1);\n}",
        // The promises that wait for it.
        "cache.put(1).then(() => {});",
        "cache.put(1).catch((e) => console.error(e));",
        "cache.put(1)?.then(() => { console.log('done'); });",
        "open().then((cache) => cache.put(1));",
        "open().then((cache) => { return cache.put(1); });",
        "open().then(function (cache) { return cache.put(1); });",
        "open().then(async (cache) => { await cache.put(1); });",
        "open().then(async function (cache) { await cache.put(1) }).catch(() => {});",
        "open().then((cache) => ok ? cache.put(1) : null);",
        "open().then(() => Promise.all([a(), cache.put(1)]));",
        "Promise.all([cache.put(1), b]);",
        "[cache.put(1)];",
        "Promise.allSettled(urls.map((url) => cache.put(1)));",
        "Promise.resolve(cache.put(1));",
        "urls.map(async (url) => { await cache.put(1); });",
        "urls.forEach((url) => cache.put(1));",
        "urls.forEach(async (url) => { await cache.put(1); });",
        "x.waitUntil((async () => { urls.forEach(async (url) => { await cache.put(1); }); })());",
        "setTimeout(() => cache.put(1), 100);",
        "self.queueMicrotask(async () => { await cache.put(1); });",
        // Functions that are called at once.
        "(async () => { await cache.put(1); })();",
        "(async () => await cache.put(1))();",
        "(async function () { return cache.put(1); })();",
        "(async function () { return cache.put(1); }());",
        "void 0; (() => cache.put(1))().catch(() => {});",
        "function a() {}\n(async () => { await cache.put(1); })()",
        // Functions all of whose calls drop their promise.
        "const store = async () => { await cache.put(1); };\nstore();",
        "async function store() { return cache.put(1); }\nstore();\nif (a) store().then(() => {});",
        "const store = () => cache.put(1);\nconst both = async () => { await store(); };\nboth();",
        "x.respondWith((async () => { const keep = () => cache.put(1); keep(); })());",
        // In what an event waits for.
        "event.waitUntil(open().then((cache) => { cache.put(1); }));",
        "event.respondWith((async () => { cache.put(1); return response; })());",
        "new Promise((resolve) => { cache.put(1); resolve(); });",
        "const f = () => { cache.put(1); return r; };",
        "class A { async b() { cache.put(1); } }",
        "class A { static { cache.put(1); } }",
        "class A extends B { b() { cache.put(1) } }\n",
        "const a = { b() { cache.put(1); }, c: 1 };",
        "const a = { async b() { cache.put(1); return `${{}.c}`; } };",
        "function* a() { cache.put(1); }",
        "const r = /[/(]/.test(a) / 2; const d = `(${`{`}`; cache.put(1);",
        "`${open().then((a) => { cache.put(1); })}`",
      })
  void isDropped(String script) {
    assertThat(end(script).fate()).isEqualTo(Fate.DROPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const a = cache.put(1);",
        "a = cache.put(1);",
        "a ??= cache.put(1);",
        "void cache.put(1);",
        "await cache.put(1);",
        "return cache.put(1);",
        "export default cache.put(1);",
        "a, cache.put(1);",
        "a + cache.put(1);",
        "!cache.put(1);",
        "cache.put(1) || b;",
        "cache.put(1).then;",
        "cache.put(1)\n(a)",
        "cache.put(1)\n`a`",
        "cache.put(1)[a];",
        "if (cache.put(1)) {}",
        "for (cache.put(1);;) {}",
        "for (const a of cache.put(1)) {}",
        "throw cache.put(1);",
        "a = b ? cache.put(1) : c;",
        "wait(cache.put(1));",
        "event.waitUntil(cache.put(1));",
        "event.waitUntil(a && cache.put(1));",
        "event.waitUntil(Promise.all([a, cache.put(1)]));",
        "event.waitUntil(open().then((cache) => cache.put(1)));",
        "event.waitUntil(open().then((cache) => { return cache.put(1); }));",
        "event.waitUntil((async () => { await cache.put(1); })());",
        "event.waitUntil(Promise.all(urls.map((url) => cache.put(1))));",
        "const f = async () => { await Promise.all(urls.map(async (url) => { await cache.put(1); })); };",
        "promises.push(cache.put(1));",
        "const all = [cache.put(1)];",
        "a = { b: cache.put(1) };",
        "({ b: () => cache.put(1) });",
        "urls.map((url) => cache.put(1)).length;",
        "const all = urls.map((url) => cache.put(1));",
        "retry(() => cache.put(1));",
        "new Promise(async (resolve) => { await cache.put(1); });",
        "a.setTimeout(() => cache.put(1));",
        "event.waitUntil(async () => { await cache.put(1); });",
        "class A { async b() { await cache.put(1); } }",
        "class A { b = cache.put(1); }",
        "const a = { async b() { await cache.put(1); } };",
        "function* a() { yield cache.put(1); }",
        "const f = async () => { await cache.put(1); };",
        "const f = async () => { await cache.put(1); }; f(); await f();",
        "const f = async () => { await cache.put(1); }; f(); g(f);",
        "export const f = async () => { await cache.put(1); }; f();",
        "export async function f() { await cache.put(1); } f();",
        "const f = async () => { await cache.put(1); }; f(); export { f };",
        "async function f() { await cache.put(1); } f(); self.f();",
        "async function f() { await cache.put(1); await f(); }",
        "async function f() { await cache.put(1); }\nasync function b() { await f(); await b(); }",
        "self.store = async () => { await cache.put(1); };",
        // Not understood.
        "cache.put(1); )",
        "`${",
      })
  void mayBeWaitedFor(String script) {
    assertThat(end(script).fate()).isEqualTo(Fate.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addEventListener('push', async (event) => { await cache.put(1); });",
        "self.addEventListener('push', () => cache.put(1));",
        "addEventListener('push', async function (event) { await cache.put(1); done(); });",
        "addEventListener('push', (event) => open().then((cache) => cache.put(1)), false);",
        "onpush = async () => { await cache.put(1); };",
        "self.onpush = () => cache.put(1);",
        "addEventListener('push', store);\nasync function store() { await cache.put(1); }",
        "addEventListener('push', store); store();\nasync function store() { await cache.put(1); }",
        "self.onpush = store;\nconst store = async () => { await cache.put(1); };",
        // They may tell somebody that it is done.
        "new Promise((resolve) => { cache.put(1).then(resolve); });",
        "new Promise((resolve) => { cache.put(1).then(() => resolve()); });",
        "(async () => { await cache.put(1); deferred.resolve(); })();",
        "open().then(async (cache) => { await cache.put(1); }).then(() => port.postMessage(1));",
        "async function f() { await cache.put(1); await b(); }\nasync function b() { f(); }",
        "const f = async (next) => { await cache.put(1); next(); };\nf(a);",
      })
  void isUnheard(String script) {
    assertThat(end(script).fate()).isEqualTo(Fate.UNHEARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port.addEventListener('message', async () => { await cache.put(1); });",
        "addEventListener(type, async () => { await cache.put(1); });",
        "port.onmessage = async () => { await cache.put(1); };",
      })
  void aListenerOfSomethingElseMayBeWaitedFor(String script) {
    assertThat(end(script).fate()).isEqualTo(Fate.UNKNOWN);
  }

  @Test
  void whatOneFunctionAwaitsHasOneEnd() {
    String script = "(async () => { await cache.add(1); await cache.put(1); })();";
    int add = script.indexOf("cache.add");
    PromiseEnd ofAdd =
        new PromiseTrail(new ScriptText(script), name -> false)
            .of(add, add + "cache.add(1)".length(), "add");
    assertThat(end(script)).isEqualTo(ofAdd);
    assertThat(end("a(); " + script)).isNotEqualTo(ofAdd);
  }

  @Test
  void anotherScriptMayWaitForWhatItSharesNamesWith() {
    String script = "const store = async () => { await cache.put(1); }; store();";
    assertThat(end(script, List.of("other")).fate()).isEqualTo(Fate.DROPPED);
    assertThat(end(script, List.of("store")).fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(end("{ " + script + " }", List.of("store")).fate()).isEqualTo(Fate.DROPPED);
  }

  @Test
  void aPlaceThatIsNoSuchCallShowsNothing() {
    var trail = new PromiseTrail(new ScriptText("a.put(1).b(); put;"), name -> false);
    assertThat(trail.of(0, 12, "put").fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(trail.of(2, 8, "put").fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(trail.of(1, 8, "put").fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(trail.of(0, 99, "put").fate()).isEqualTo(Fate.UNKNOWN);
  }
}
