package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shape of a worker's global, as Web IDL has it. */
class GlobalShapeTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void thePrototypesAreThoseOfTheInterfaces() {
    worker.run(
        """
        const chain = [];
        for (let o = self; o !== null; o = Object.getPrototypeOf(o)) chain.push(o);
        console.log(chain.slice(1).map((o) => o[Symbol.toStringTag] ?? "Object").join(" "));
        console.log(chain[1] === ServiceWorkerGlobalScope.prototype,
            chain[2] === WorkerGlobalScope.prototype, chain[3] === EventTarget.prototype);
        console.log(Object.getPrototypeOf(ServiceWorkerGlobalScope) === WorkerGlobalScope);
        console.log(Object.hasOwn(self, Symbol.toStringTag), String(self));
        for (const type of [WorkerGlobalScope, ServiceWorkerGlobalScope]) {
          try { new type(); } catch (error) { console.log(error.name); }
        }
        """);
    assertThat(worker.log)
        .containsExactly(
            "ServiceWorkerGlobalScope WorkerGlobalScope EventTarget Object",
            "true true true",
            "true",
            "false [object ServiceWorkerGlobalScope]",
            "TypeError",
            "TypeError");
  }

  @Test
  void aValueThatIsNotLoadedYetHasTheDescriptorOfTheLoadedOne() {
    worker.run(
        """
        const show = (o) => console.log(
            typeof o.value, o.writable, o.enumerable, o.configurable, Object.keys(o).length);
        show(Object.getOwnPropertyDescriptor(self, "Headers"));
        show(Reflect.getOwnPropertyDescriptor(self, "skipWaiting"));
        const all = Object.getOwnPropertyDescriptors(WorkerGlobalScope.prototype);
        show(all.fetch);
        console.log(typeof all.location.get, all.location.set, typeof all.origin.set);
        console.log(Object.getOwnPropertyDescriptor({ a: 1 }, "a").value,
            Object.getOwnPropertyDescriptor("text", 0).value,
            Object.getOwnPropertyDescriptor(self, "nothing"));
        """);
    assertThat(worker.log)
        .containsExactly(
            "function true false true 4",
            "function true true true 4",
            "function true true true 4",
            "function undefined function",
            "1 t undefined");
  }

  @Test
  void operationsNeedTheGlobalAsThis() {
    worker.run(
        """
        const { btoa, fetch } = self;
        console.log(btoa("x"), btoa.call(self, "x"), btoa.call(null, "x"), setTimeout.length);
        try { btoa.call({}, "x"); } catch (error) { console.log(error.name); }
        try { new btoa("x"); } catch (error) { console.log(error.name); }
        const { get } = Object.getOwnPropertyDescriptor(WorkerGlobalScope.prototype, "location");
        console.log(get.call(self) === location);
        try { get.call({}); } catch (error) { console.log(error.name); }
        fetch.call({}, "/").catch((error) => console.log(error.name));
        """);
    assertThat(worker.log)
        .containsExactly(
            "eA== eA== eA== 1", "TypeError", "TypeError", "true", "TypeError", "TypeError");
  }

  @Test
  void aScriptCanPutItsOwnInThePlace() {
    worker.run(
        """
        "use strict";
        fetch = "mine";
        console.log(fetch, Object.hasOwn(self, "fetch"), typeof WorkerGlobalScope.prototype.fetch);
        delete self.fetch;
        console.log(typeof fetch);
        WorkerGlobalScope.prototype.btoa = "theirs";
        Headers = "mine";
        origin = "replaced";
        console.log(btoa, Headers, origin);
        for (const name of ["location", "caches", "isSecureContext", "self"]) {
          try { self[name] = 1; console.log(name); } catch (error) { console.log(error.name); }
        }
        """);
    worker.run("function atob() { return 'declared'; } var setTimeout = 1; console.log(atob());");
    assertThat(worker.log)
        .containsExactly(
            "mine true function",
            "function",
            "theirs mine replaced",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "declared");
  }

  @Test
  void theGlobalTellsOfItsOrigin() {
    worker.run(
        """
        console.log(origin, isSecureContext, crossOriginIsolated);
        console.log(typeof onoffline, onlanguagechange, onpush, self.ondeviceorientation);
        """);
    assertThat(worker.log)
        .containsExactly("https://app.example true false", "object null null undefined");
  }
}
