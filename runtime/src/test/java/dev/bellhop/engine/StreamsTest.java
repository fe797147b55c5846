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
}
