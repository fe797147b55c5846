package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
          "https://app.example/other.js", "node:fs"];
        (async () => {
          new AbortController(); structuredClone(1);
          for (const specifier of specifiers) {
            try {
              await import(specifier);
              console.log("imported", specifier);
            } catch (error) {
              if (!(error instanceof Error) || String(error).includes("java")) console.log(String(error));
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
}
