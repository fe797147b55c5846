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
}
