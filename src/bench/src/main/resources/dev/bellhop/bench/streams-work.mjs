// The same work with the realm's own streams and with the polyfill's, by turns.
import * as polyfill from "./ponyfill.mjs";

const own = { ReadableStream, TransformStream, WritableStream };
const chunk = new Uint8Array(64 * 1024);

const source = ({ ReadableStream }, left) =>
  new ReadableStream({
    pull(controller) {
      if (left-- === 0) {
        controller.close();
      } else {
        controller.enqueue(chunk);
      }
    },
  });

const work = {
  async read(streams, chunks) {
    const reader = source(streams, chunks).getReader();
    for (let i = 0; !(await reader.read()).done; i++);
  },

  pipe(streams, chunks) {
    return source(streams, chunks).pipeTo(new streams.WritableStream({ write() {} }));
  },

  transform(streams, chunks) {
    const passing = new streams.TransformStream({
      transform(value, controller) {
        controller.enqueue(value);
      },
    });
    return source(streams, chunks)
      .pipeThrough(passing)
      .pipeTo(new streams.WritableStream({ write() {} }));
  },
};

async function measure() {
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const name of Object.keys(work)) {
      for (const [who, streams] of [["bellhop", own], ["polyfill", polyfill]]) {
        const begin = performance.now();
        await work[name](streams, CHUNKS);
        if (round >= WARM_UP) {
          console.log(`sample ${name} ${who} ${performance.now() - begin}`);
        }
      }
    }
  }
}

addEventListener("install", (event) => {
  event.waitUntil(measure());
});
