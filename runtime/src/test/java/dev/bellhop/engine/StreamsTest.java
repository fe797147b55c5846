package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void readTransformWrite() {
    worker.run(
        """
        (async () => {
          const source = new ReadableStream({
            start(controller) { controller.enqueue(1); controller.enqueue(2); controller.close(); },
          });
          const doubled = source.pipeThrough(new TransformStream({
            transform(chunk, controller) { controller.enqueue(chunk * 2); },
          }));
          const chunks = [];
          await doubled.pipeTo(new WritableStream({ write(chunk) { chunks.push(chunk); } }));
          console.log(chunks, source.locked);
          for await (const chunk of new ReadableStream({ pull(c) { c.enqueue("x"); c.close(); } })) {
            console.log(chunk);
          }
        })();
        """);
    assertThat(worker.log).containsExactly("[2, 4] false", "x");
  }

  @Test
  void bytesAndStrategies() {
    worker.run(
        """
        (async () => {
          const bytes = new ReadableStream({
            type: "bytes",
            pull(controller) { controller.enqueue(new Uint8Array([1, 2, 3])); controller.close(); },
          });
          const { value } = await bytes.getReader({ mode: "byob" }).read(new Uint8Array(2));
          console.log(value);
          console.log(new CountQueuingStrategy({ highWaterMark: 3 }).highWaterMark);
          console.log(String(new ReadableStream()), Object.keys(ReadableStream.prototype).length > 0);
        })();
        """);
    assertThat(worker.log)
        .containsExactly("Uint8Array(2) [1, 2]", "3", "[object ReadableStream] true");
  }

  @Test
  void aStreamIsMadeOfAnythingThatCanBeIteratedOver() {
    worker.run(
        """
        (async () => {
          const all = async (iterable) => {
            const chunks = [];
            for await (const chunk of ReadableStream.from(iterable)) chunks.push(chunk);
            return chunks.join();
          };
          console.log(await all([1, Promise.resolve(2)]), await all("ab"), await all(new Set([3])));
          console.log(await all((async function* () { yield 4; yield 5; })()));
          const iterator = {
            [Symbol.asyncIterator]() { return this; },
            next() { throw new RangeError("next"); },
            return(reason) { console.log("return", reason); return { done: true }; },
          };
          await ReadableStream.from(iterator).cancel("enough");
          await all(iterator).catch((error) => console.log(error.message));
        })();
        """);
    assertThat(worker.log).containsExactly("1,2 a,b 3", "4,5", "return enough", "next");
  }

  @Test
  void aPipeEndsBothStreamsAndHeedsItsSignal() {
    worker.run(
        """
        (async () => {
          const events = [];
          const sink = () => new WritableStream({
            write(chunk) { events.push(chunk); },
            close() { events.push("close"); },
            abort(reason) { events.push("abort " + reason); },
          });
          const source = (...chunks) => new ReadableStream({
            start(controller) { chunks.forEach((chunk) => controller.enqueue(chunk)); },
            cancel(reason) { events.push("cancel " + reason); },
          });
          await ReadableStream.from([1]).pipeTo(sink());
          await ReadableStream.from([2]).pipeTo(sink(), { preventClose: true });
          const failing = new ReadableStream({ start(controller) { controller.error("e"); } });
          await failing.pipeTo(sink()).catch((error) => events.push("rejected " + error));
          const full = new WritableStream({ write() { throw "full"; } });
          await source(3).pipeTo(full).catch((error) => events.push("rejected " + error));
          const controller = new AbortController();
          const piped = source(4).pipeTo(sink(), { signal: controller.signal });
          await Promise.resolve();
          controller.abort("stop");
          await piped.catch((error) => events.push("rejected " + error));
          console.log(events.join(", "));
        })();
        """);
    assertThat(worker.log)
        .containsExactly(
            "1, close, 2, abort e, rejected e, cancel full, rejected full, 4, abort stop,"
                + " cancel stop, rejected stop");
  }

  @Test
  void bothBranchesOfATeeHaveAllBytesOfTheirOwn() {
    worker.run(
        """
        (async () => {
          const bytes = new ReadableStream({
            type: "bytes",
            start(controller) {
              controller.enqueue(new Uint8Array([1, 2, 3]));
              controller.enqueue(new Uint8Array([4]));
              controller.close();
            },
          });
          const [first, second] = bytes.tee();
          const reader = first.getReader({ mode: "byob" });
          const two = await reader.read(new Uint16Array(1));
          const rest = await reader.read(new Uint8Array(9), { min: 2 });
          console.log(two.value.byteLength, rest.value.join());
          const all = [];
          for await (const chunk of second) all.push(...chunk);
          console.log(all.join());
        })();
        """);
    assertThat(worker.log).containsExactly("2 3,4", "1,2,3,4");
  }

  @Test
  void aTransformerHearsOfCancellation() {
    worker.run(
        """
        (async () => {
          const transform = () => new TransformStream({ cancel(reason) { console.log(reason); } });
          await transform().readable.cancel("readable side");
          await transform().writable.abort("writable side");
          const terminated = new TransformStream({ start(c) { c.enqueue(1); c.terminate(); } });
          await terminated.writable.getWriter().closed.catch((error) => console.log(error.name));
        })();
        """);
    assertThat(worker.log).containsExactly("readable side", "writable side", "TypeError");
  }

  /** What scripts have put onto prototypes is neither called nor read. */
  @Test
  void patchedPrototypesSeeNothing() {
    worker.run(
        """
        const seen = [];
        const streams = [new ReadableStream({
          pull(controller) { controller.enqueue("x"); controller.close(); },
        }), new WritableStream()];
        for (const key of ["highWaterMark", "size", "start", "type", "done", "then"]) {
          Object.defineProperty(Object.prototype, key, {
            configurable: true,
            get() { seen.push(key); return undefined; },
          });
        }
        for (const Class of [ReadableStream, ReadableStreamDefaultReader, WritableStream,
            WritableStreamDefaultWriter, Promise]) {
          for (const key of Object.getOwnPropertyNames(Class.prototype)) {
            const property = Object.getOwnPropertyDescriptor(Class.prototype, key);
            if (key !== "constructor" && typeof property.value === "function") {
              const original = property.value;
              property.value = function (...args) {
                seen.push(key);
                return original.apply(this, args);
              };
              Object.defineProperty(Class.prototype, key, property);
            }
          }
        }
        const [first, second] = streams[0].tee();
        first.pipeTo(streams[1]);
        second.cancel();
        setTimeout(() => console.log(seen.join()), 0);
        """);
    worker.advance(1);
    assertThat(worker.log).containsExactly("tee,pipeTo,cancel");
  }
}
