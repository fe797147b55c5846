package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StructuredCloneTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void valuesOfEveryType() {
    worker.run(
        """
        const value = {
          date: new Date(5), map: new Map([[1, { x: 1 }]]), set: new Set(["s"]), re: /a\\/b/gi,
          nothing: null, missing: undefined, big: 5n, boxed: Object("s"), holes: [1, , 3],
          error: new RangeError("r", { cause: "c" }), view: new Uint16Array([1, 2]),
        };
        value.self = value;
        const copy = structuredClone(value);
        console.log(copy !== value && copy.self === copy);
        console.log(copy.date.getTime(), copy.map.get(1).x, copy.set.has("s"), String(copy.re));
        console.log(copy.nothing, "missing" in copy, copy.big, copy.boxed instanceof String);
        console.log(1 in copy.holes, copy.holes.length, copy.view);
        console.log(copy.error instanceof RangeError, copy.error.message, copy.error.cause);
        """);
    assertThat(worker.log)
        .containsExactly(
            "true",
            "5 1 true /a\\/b/gi",
            "null true 5n true",
            "false 3 Uint16Array(2) [1, 2]",
            "true r c");
  }

  @Test
  void whatCannotBeClonedThrowsAndDetachesNothing() {
    worker.run(
        """
        const buffer = new ArrayBuffer(3);
        for (const bad of [() => 1, Symbol("s"), new WeakMap(), Promise.resolve(), new EventTarget(),
            { deep: [() => 1] }]) {
          try {
            structuredClone([buffer, bad], { transfer: [buffer] });
            console.log("cloned");
          } catch (error) {
            console.log(error.name, error.code, buffer.byteLength);
          }
        }
        """);
    assertThat(worker.log).hasSize(6).containsOnly("DataCloneError 25 3");
  }

  @Test
  void aTransferredBufferMoves() {
    worker.run(
        """
        const { buffer } = new Uint8Array([1, 2, 3]);
        const copy = structuredClone({ view: new Uint8Array(buffer, 1) }, { transfer: [buffer] });
        console.log(buffer.byteLength, copy.view, copy.view.buffer.byteLength);
        """);
    assertThat(worker.log).containsExactly("0 Uint8Array(2) [2, 3] 3");
  }

  @Test
  void aDOMExceptionKeepsItsName() {
    worker.run(
        """
        const copy = structuredClone(new DOMException("m", "AbortError"));
        console.log(copy instanceof DOMException, copy.name, copy.message, copy.code);
        """);
    assertThat(worker.log).containsExactly("true AbortError m 20");
  }

  @Test
  void aTransferredBufferMovesWhereverTheValueDoesNotHaveIt() {
    worker.run(
        """
        const buffer = new ArrayBuffer(3);
        console.log(structuredClone("s", { transfer: [buffer] }), buffer.detached);
        """);
    assertThat(worker.log).containsExactly("s true");
  }

  @Test
  void sharedObjectsStayShared() {
    worker.run(
        """
        const bytes = new Uint8Array([1, 2, 3, 4]);
        const cause = {};
        const copy = structuredClone([
          bytes.subarray(1), new DataView(bytes.buffer, 2), bytes.buffer, cause,
          new Error("e", { cause }), new Map([[cause, cause]]), new Date(0), Object(1n), cause,
        ]);
        console.log(copy[0].buffer === copy[2], copy[1].buffer === copy[2], copy[0][0]);
        console.log(copy[1].getUint8(0), copy[1].byteLength);
        console.log(copy[4].cause === copy[3], copy[5].get(copy[3]) === copy[3]);
        console.log(copy[8] === copy[3], typeof copy[7].valueOf());
        """);
    assertThat(worker.log).containsExactly("true true 2", "3 2", "true true", "true bigint");
  }

  @Test
  void platformObjectsThatAreNotSerializableAreRefused() {
    worker.run(
        """
        const objects = {
          stream: () => new ReadableStream(), writable: () => new WritableStream(),
          transform: () => new TransformStream(), headers: () => new Headers(),
          event: () => new Event("x"), signal: () => new AbortController().signal,
          global: () => globalThis, iterator: () => [].values(), entries: () => new Map().entries(),
          weakRef: () => new WeakRef({}), registry: () => new FinalizationRegistry(() => {}),
          promise: () => Promise.resolve(), weakSet: () => new WeakSet(), generator: () => (function* () {})(),
        };
        for (const [name, make] of Object.entries(objects)) {
          for (const wrap of [(value) => value, (value) => new Map([[value, 1]])]) {
            try {
              structuredClone(wrap(make()));
              console.log(name, "cloned");
            } catch (error) {
              if (!(error instanceof DOMException) || error.name !== "DataCloneError") {
                console.log(name, error.name, error.message);
              }
            }
          }
        }
        try {
          structuredClone(0, { transfer: [new ReadableStream()] });
        } catch (error) {
          console.log("transferred stream", error.name);
        }
        """);
    assertThat(worker.log).containsExactly("transferred stream DataCloneError");
  }

  @Test
  void everyErrorTypeKeepsItsNameAndNothingElse() {
    worker.run(
        """
        for (const Type of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
          const copy = structuredClone(new Type("m"));
          console.log(copy.constructor === Type, copy.name, copy.message, typeof copy.stack, Object.keys(copy).length);
        }
        class Own extends RangeError { extra = 1; }
        const own = structuredClone(Object.assign(new Own("o"), { name: "Own" }));
        console.log(own.constructor === Error, own.name, "extra" in own);
        const bare = new Error("x");
        delete bare.message;
        console.log(Object.hasOwn(structuredClone(bare), "message"), "cause" in structuredClone(bare));
        const loop = new Error("l");
        loop.cause = loop;
        const looped = structuredClone(loop);
        console.log(looped.cause === looped);
        console.log(structuredClone(new AggregateError([1], "a")).constructor === Error);
        """);
    assertThat(worker.log)
        .containsExactly(
            "true Error m string 0",
            "true EvalError m string 0",
            "true RangeError m string 0",
            "true ReferenceError m string 0",
            "true SyntaxError m string 0",
            "true TypeError m string 0",
            "true URIError m string 0",
            "true Error false",
            "false false",
            "true",
            "true");
  }

  @Test
  void gettersRunAndWhatTheyThrowComesOut() {
    worker.run(
        """
        let reads = 0;
        const copy = structuredClone({
          get a() { reads++; delete this.b; return [1]; }, b: 2, c: 3, [Symbol("s")]: 4,
        });
        console.log(reads, JSON.stringify(copy), Object.getOwnPropertyDescriptor(copy, "a").writable);
        const own = new RangeError("mine");
        try {
          structuredClone({ get x() { throw own; } });
        } catch (error) {
          console.log(error === own);
        }
        class Point { x = 1; get y() { return 2; } }
        const point = structuredClone(new Point());
        console.log(point.constructor === Object, JSON.stringify(point));
        console.log(Object.isFrozen(structuredClone(Object.freeze({ a: 1 }))));
        const { buffer } = new Uint8Array(8);
        try {
          structuredClone({ get x() { structuredClone(buffer, { transfer: [buffer] }); return 1; } },
              { transfer: [buffer] });
        } catch (error) {
          console.log(error.name);
        }
        """);
    assertThat(worker.log)
        .containsExactly(
            "1 {\"a\":[1],\"c\":3} true", "true", "true {\"x\":1}", "false", "DataCloneError");
  }

  @Test
  void collectionsWithCyclesAndChangesWhileTheyAreRead() {
    worker.run(
        """
        const map = new Map();
        map.set(map, map).set("k", { get late() { map.set("new", 1); return 0; } });
        const copy = structuredClone(map);
        console.log(copy.get(copy) === copy, copy.has("new"), [...copy.keys()].length);
        const set = new Set([1]);
        set.add(set);
        const twin = structuredClone(set);
        console.log(twin.has(twin), twin.size);
        const views = [
          Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
          Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
        ];
        const { buffer } = new Uint8Array(16);
        const copies = structuredClone(views.map((View) => new View(buffer)));
        console.log(copies.every((view, i) => view.constructor === views[i] && view.buffer === copies[0].buffer));
        const sparse = structuredClone(Object.assign([1, , 3], { extra: "e", length: 5 }));
        console.log(sparse.length, 1 in sparse, sparse.extra);
        const dates = structuredClone([new Date(NaN), Object(true), Object(1n), Object("s"), -0]);
        console.log(dates[0].getTime(), dates[1] instanceof Boolean, typeof dates[2], Object.is(dates[4], -0));
        const re = /x/gy;
        re.lastIndex = 3;
        console.log(structuredClone(re).lastIndex, structuredClone(re).flags);
        """);
    assertThat(worker.log)
        .containsExactly(
            "true false 2", "true 2", "true", "5 false e", "NaN true object true", "0 gy");
  }
}
