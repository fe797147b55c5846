package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BellhopException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that changes the language's own objects breaks only itself, and finds nothing. */
class PatchedIntrinsicsTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  /** What a property descriptor would inherit, in shims that are loaded after the script began. */
  @ParameterizedTest
  @ValueSource(
      strings = {"get", "set", "value", "writable", "enumerable", "configurable", "constructor"})
  void shimsLoadWhateverObjectPrototypeHas(String key) {
    String script =
        """
        const key = "%s";
        Object.defineProperty(Object.prototype, key, {
          get() { throw new Error("got " + key); },
          set() { throw new Error("set " + key); },
          configurable: true,
        });
        new Headers({ __proto__: null, a: "b" });
        new AbortController().abort();
        new TransformStream();
        structuredClone([1]);
        new Event("x");
        console.log("loaded", Object.hasOwn(Object.prototype, key));
        throw new Error("the script's own");
        """;
    var failed = worker.realm.runScript(RealmHarness.SCRIPT, script.formatted(key));
    assertThatThrownBy(() -> RealmHarness.await(failed))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(BellhopException.class)
        .hasMessage("Error: the script's own");
    assertThat(worker.log).containsExactly("loaded true");
  }

  /** A shim's module calls built-ins while the host lets it import other shims. */
  @Test
  void aReplacedBuiltInImportsNoShim() {
    worker.run(
        """
        const host = "/bellhop:shims/internal/host.mjs";
        const tell = (way) => [
          () => console.log("imported", way),
          (error) => { if (!(error instanceof TypeError)) console.log(way, String(error)); },
        ];
        let calls = 0;
        for (const holder of [Object, Reflect]) {
          for (const key of Object.getOwnPropertyNames(holder)) {
            const original = holder[key];
            let busy = false;
            holder[key] = function (...args) {
              if (!busy) {
                busy = true;
                calls++;
                import(host).then(...tell("import"));
                Function("at", "return import(at)")(host).then(...tell("Function"));
                (0, eval)("import('" + host + "')").then(...tell("eval"));
                busy = false;
              }
              return original.apply(this, args);
            };
          }
        }
        const before = calls;
        new ReadableStream({ start() { Object.keys(this); } });
        console.log(calls > before);
        """);
    assertThat(worker.log).containsExactly("true");
  }

  @Test
  void proxiesForArgumentsSeeOnlyWhatTheyAreAskedFor() {
    worker.run(
        """
        const seen = new Set();
        const spy = new Proxy(function () {}, {
          get(target, key, receiver) {
            if (receiver !== spy) seen.add("receiver");
            if (key === "then" || key === "signal") return undefined;
            return key === Symbol.toPrimitive ? () => "text" : Reflect.get(target, key);
          },
          apply(target, self, args) {
            for (const arg of [self, ...args]) {
              if (Object(arg) === arg && !(arg instanceof Object)) seen.add("foreign");
            }
          },
          set() { seen.add("set"); return true; },
          defineProperty() { seen.add("defineProperty"); return true; },
        });
        const attempts = [
          () => new Event(spy, spy), () => new EventTarget().addEventListener("x", spy, spy),
          () => dispatchEvent(spy), () => setTimeout(spy, spy), () => queueMicrotask(spy),
          () => structuredClone(spy), () => reportError(spy), () => console.log.call(spy),
          () => new AbortController().abort(spy), () => AbortSignal.any(spy),
          () => new ErrorEvent(spy, spy), () => new CustomEvent("x", { detail: spy }),
          () => new MessageEvent("x", spy), () => performance.now.call(spy),
          () => addEventListener.call(spy, "x", () => {}), () => self.onfetch = spy,
        ];
        for (const attempt of attempts) {
          try {
            attempt();
          } catch (error) {
            const known = error instanceof Error || error instanceof DOMException;
            if (!known || /java|graal|bellhop\\./i.test(String(error))) seen.add(String(error));
          }
        }
        console.log([...seen].join());
        """);
    worker.advance(2);
    assertThat(worker.log.getLast()).isEmpty();
  }

  @Test
  void aProxyThatAlwaysThrowsIsReported() {
    worker.run(
        """
        const handler = {};
        for (const trap of Object.getOwnPropertyNames(Reflect)) {
          handler[trap] = () => { throw new Error(trap); };
        }
        const hostile = new Proxy({}, handler);
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        setTimeout(() => { throw hostile; }, 0);
        setTimeout(() => { throw proxy; }, 0);
        Promise.reject(hostile);
        Promise.reject(proxy);
        console.log(hostile);
        console.log(proxy);
        reportError(hostile);
        console.log("end");
        """);
    worker.advance(2);
    assertThat(worker.log).contains("end");
    assertThat(worker.errors).hasSize(5);
    worker.run("console.log('still here');");
    assertThat(worker.log).last().isEqualTo("still here");
  }
}
