package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IsolationTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void thereIsNoWayToJavaOrToFiles() {
    worker.run(
        """
        for (const name of ["Java", "Polyglot", "Packages", "java", "load", "loadWithNewGlobal", "print",
            "printErr", "quit", "exit", "read", "readbuffer", "require", "process", "Graal", "Debug",
            "SharedArrayBuffer", "arguments", "window", "document", "localStorage", "XMLHttpRequest"]) {
          if (name in self) console.log(name);
        }
        for (const key of Reflect.ownKeys(self)) {
          if (String(key).includes("bellhop")) console.log(key);
        }
        """);
    assertThat(worker.log).isEmpty();
  }

  @Test
  void importFindsNothing() {
    worker.run(
        """
        const specifiers = ["file:///etc/passwd", "/etc/passwd", "./boot.mjs", "boot.mjs",
          "/bellhop:shims/boot.mjs", "/bellhop:shims/internal/host.mjs", "bellhop:load/boot.mjs",
          "https://app.example/other.js", "node:fs", "file:/etc/passwd", "FILE:///etc/passwd",
          "jar:file:/app.jar!/dev/bellhop/shims/boot.mjs", "classpath:dev/bellhop/shims/boot.mjs",
          "resource:/dev/bellhop/shims/boot.mjs", "/dev/bellhop/shims/boot.mjs", "jrt:/java.base",
          "dev/bellhop/shims/boot.mjs", "blob:https://app.example/1", "javascript:1", "", ".", "..",
          "../../../../etc/passwd", "/proc/self/environ", "//etc/passwd", "\\\\host\\share",
          "/bellhop:shims/../bellhop:shims/boot.mjs", "/bellhop:shims/readable-stream.mjs",
          "\0", "http://localhost/", "ftp://localhost/", "bellhop:shims/boot.mjs"];
        (async () => {
          new AbortController(); structuredClone(1);
          for (const specifier of specifiers) {
            try {
              await import(specifier);
              console.log("imported", specifier);
            } catch (error) {
              if (!(error instanceof TypeError)) console.log(specifier, String(error));
              if (/java|graal|bellhop\\./i.test(error.stack)) console.log(error.stack);
            }
          }
          console.log("end");
        })();
        """);
    assertThat(worker.log).containsExactly("end");
  }

  @Test
  void functionConstructorsReachNoMore() {
    worker.run(
        """
        const AsyncFunction = (async () => {}).constructor;
        console.log(Function("return this")() === self);
        AsyncFunction("return import('/bellhop:shims/internal/host.mjs')")()
          .then(() => console.log("imported"), () => console.log("refused"));
        console.log(typeof console.log.constructor("return typeof ops")());
        console.log(setTimeout.constructor("return typeof Java")());
        """);
    assertThat(worker.log).containsExactly("true", "string", "undefined", "refused");
  }

  @Test
  void patchedPrototypesGetNoHostObjects() {
    worker.run(
        """
        const seen = [];
        const map = new Map([[1, 2]]);
        const spy = { configurable: true, get() { seen.push(Object.prototype.toString.call(this)); } };
        Object.defineProperty(Object.prototype, "then", spy);
        Array.prototype.push = function () { console.log("push"); };
        Map.prototype.get = function () { console.log("get"); };
        Function.prototype.call = function () { console.log("call"); };
        Promise.prototype.then = function () { console.log("then"); };
        Array.prototype[Symbol.iterator] = function () { console.log("iterator"); };
        new AbortController().abort();
        const target = new EventTarget();
        target.addEventListener("x", () => {});
        target.dispatchEvent(new Event("x"));
        structuredClone(map);
        new TextDecoder().decode(new TextEncoder().encode("x"));
        setTimeout(() => {}, 1);
        delete Object.prototype.then;
        console.log("end", seen.filter((tag) => tag === "[object Object]").length);
        """);
    assertThat(worker.log).containsExactly("end 0");
    assertThat(worker.errors).isEmpty();
  }

  @Test
  void theGlobalIsAServiceWorkersGlobal() {
    worker.run(
        """
        console.log(self instanceof ServiceWorkerGlobalScope, self instanceof EventTarget);
        console.log(String(self), self === globalThis, location.href, String(location));
        const { enumerable, writable } = Object.getOwnPropertyDescriptor((Event, self), "Event");
        console.log(enumerable, writable, Object.keys(Event.prototype).includes("preventDefault"));
        console.log(Event.AT_TARGET, Object.prototype.toString.call(new Event("x")), "onfetch" in self);
        try { new WorkerNavigator(); } catch (error) { console.log(error.name); }
        self.fetch = "replaced"; console.log(fetch);
        """);
    assertThat(worker.log)
        .containsExactly(
            "true true",
            "[object ServiceWorkerGlobalScope] true https://app.example/sw.js"
                + " https://app.example/sw.js",
            "false true true",
            "2 [object Event] true",
            "TypeError",
            "replaced");
  }

  @Test
  void staticImportsAreForModules() {
    for (String script : List.of("import x from 'data:text/javascript,1';", "export default 1;")) {
      var failed = worker.realm.runScript(RealmHarness.SCRIPT, script);
      assertThatThrownBy(() -> RealmHarness.await(failed)).hasMessageContaining("SyntaxError");
    }
  }

  @Test
  void functionsOfEveryKindAreBoundToTheSameGlobal() {
    worker.run(
        """
        const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
        const names = ["Java", "Polyglot", "Packages", "load", "Graal", "process", "require", "ops",
            "module", "exports", "__filename", "MLE", "Context", "Engine", "java", "javax", "Interop"];
        const text = names.map((name) => "typeof " + name).join(" + ");
        const expected = "undefined".repeat(names.length);
        for (const kind of kinds) {
          const made = kind.constructor("return " + text);
          const result = made();
          if (typeof result === "string") console.log(result === expected);
          else if (result.then) result.then((value) => console.log(value === expected));
          else {
            const next = result.next();
            if (next.then) next.then(({ value }) => console.log(value === expected));
            else console.log(next.value === expected);
          }
        }
        console.log((0, eval)(text) === expected);
        setTimeout("console.log((" + text + ") === '" + expected + "')", 0);
        """);
    worker.advance(1);
    assertThat(worker.log).containsExactly("true", "true", "true", "true", "true", "true");
  }

  @Test
  void whatTheHostCallsAndAnswersIsOfTheLanguage() {
    worker.run(
        """
        const foreign = (value) => Object(value) === value && !(value instanceof Object);
        addEventListener("x", function (...args) {
          console.log("listener", args.length, [this, ...args].some(foreign));
        });
        setTimeout(function (...args) {
          console.log("timer", args.length, [this, ...args].some(foreign));
        }, 0);
        onerror = (...args) => { console.log("error", args.length, args.some(foreign)); return true; };
        onunhandledrejection = (event) => {
          console.log("rejection", [event, event.reason, event.promise].some(foreign));
          event.preventDefault();
        };
        dispatchEvent(new Event("x"));
        Promise.reject(new Error("no", { cause: new Error("cause") }));
        setTimeout(() => { null.x; }, 0);
        for (const attempt of [() => atob("?"), () => null.x, () => new Headers([[]]),
            () => deep(), () => new Array(-1), () => JSON.parse("{"), () => decodeURI("%"),
            () => structuredClone(() => {}), () => "x".repeat(2 ** 32), () => new Proxy({}, null),
            () => BigInt(1.5), () => new RegExp("("), () => Symbol() + "", () => eval("{")]) {
          try {
            attempt();
            console.log("no error");
          } catch (error) {
            for (let e = error; e !== undefined; e = e.cause) {
              if (foreign(e) || /java[.]|graalvm|bellhop[.]|\\.jar|\\.java/.test(e.stack + e.message)) {
                console.log(String(e.stack));
              }
            }
          }
        }
        function deep() { return deep() + 1; }
        """);
    worker.advance(2);
    assertThat(worker.log)
        .containsExactlyInAnyOrder(
            "listener 1 false", "rejection false", "timer 0 false", "error 5 false");
  }
}
