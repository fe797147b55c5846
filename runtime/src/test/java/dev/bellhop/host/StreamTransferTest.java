package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that move from one realm to another, through a whole site. */
@Timeout(60)
class StreamTransferTest extends SiteTestCase {
  @Test
  void aReadableStreamIsReadInAnotherRealmAtItsReadersPace() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = ({ data: { stream }, ports }) => {
          console.log(stream instanceof ReadableStream, ports.length);
          (async () => {
            const reader = stream.getReader();
            for (;;) {
              const { done, value } = await reader.read();
              if (done) break;
              console.log("read", value.n, value.bytes.join());
            }
            console.log("end");
          })();
        };
        """);
    site.register();
    site.run(
        """
        let n = 0;
        const stream = new ReadableStream({
          pull(controller) {
            n++;
            if (n > 3) {
              controller.close();
            } else {
              controller.enqueue({ n, bytes: new Uint8Array([n, n]) });
            }
          },
        });
        navigator.serviceWorker.ready.then(({ active }) => {
          active.postMessage({ stream }, [stream]);
          console.log("locked", stream.locked);
        });
        """);
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "locked true", "true 0", "read 1 1,1", "read 2 2,2", "read 3 3,3", "end");
  }

  @Test
  void aWritableStreamIsWrittenFromAnotherRealm() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = async ({ data: stream }) => {
          const writer = stream.getWriter();
          await writer.write("a");
          await writer.write("b");
          await writer.close();
          console.log("written");
        };
        """);
    site.register();
    site.run(
        """
        const stream = new WritableStream({
          write: (chunk) => console.log("got", chunk),
          close: () => console.log("closed"),
        });
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(stream, [stream]));
        """);
    site.awaitConsole("closed");
    site.awaitConsole("written");
    assertThat(site.console()).containsSubsequence("got a", "got b", "closed");
  }

  @Test
  void aTransformStreamTransformsInTheRealmThatItWasMadeIn() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = async ({ data: transform }) => {
          console.log(transform instanceof TransformStream);
          const doubled = ReadableStream.from([1, 2]).pipeThrough(transform);
          for await (const chunk of doubled) console.log("got", chunk);
          console.log("end");
        };
        """);
    site.register();
    site.run(
        """
        const transform = new TransformStream({
          transform(chunk, controller) {
            console.log("transforms", chunk);
            controller.enqueue(2 * chunk);
          },
        });
        navigator.serviceWorker.ready.then(({ active }) => {
          active.postMessage(transform, [transform]);
          console.log(transform.readable.locked, transform.writable.locked);
        });
        """);
    site.awaitConsole("end");
    assertThat(site.console())
        .contains("true true")
        .containsSubsequence("true", "got 2", "got 4", "end")
        .containsSubsequence("transforms 1", "transforms 2");
  }

  @Test
  void errorsAndCancellationsCross() throws Exception {
    site.write("sw.js", "");
    site.run(
        """
        const move = (stream) => structuredClone(stream, { transfer: [stream] });
        (async () => {
          const failing = move(new ReadableStream({ pull() { throw new RangeError("broken"); } }));
          await failing.getReader().read().catch((error) => console.log(error.name, error.message));

          const unclonable = move(new ReadableStream({ start(c) { c.enqueue(() => 1); } }));
          await unclonable.getReader().read().catch((error) => console.log(error.name));

          const canceled = Promise.withResolvers();
          const infinite = move(new ReadableStream({ cancel: canceled.resolve }));
          await infinite.cancel("enough");
          console.log(await canceled.promise);

          const aborted = Promise.withResolvers();
          const sink = move(new WritableStream({ abort: aborted.resolve }));
          await sink.abort("stop");
          console.log(await aborted.promise);
        })();
        """);
    assertThat(site.console())
        .containsExactly("RangeError broken", "DataCloneError", "enough", "stop");
  }

  @Test
  void whatIsLockedOrNotListedDoesNotMove() throws Exception {
    site.write("sw.js", "");
    site.run(
        """
        const locked = new ReadableStream();
        locked.getReader();
        const free = new ReadableStream();
        const { port1 } = new MessageChannel();
        const attempts = [
          () => structuredClone(0, { transfer: [port1, locked] }),
          () => structuredClone(free),
          () => structuredClone(0, { transfer: [free, free] }),
          () => {
            const transform = new TransformStream();
            transform.writable.getWriter();
            structuredClone(0, { transfer: [transform] });
          },
          () => {
            const transform = new TransformStream();
            structuredClone(0, { transfer: [transform, transform.readable] });
          },
        ];
        for (const attempt of attempts) {
          try {
            attempt();
          } catch (error) {
            console.log(error.name);
          }
        }
        console.log(free.locked);
        structuredClone(0, { transfer: [port1] });
        """);
    assertThat(site.console())
        .containsExactly(
            "DataCloneError",
            "DataCloneError",
            "DataCloneError",
            "DataCloneError",
            "DataCloneError",
            "false");
  }

  @Test
  void theReaderHearsThatTheOtherRealmIsGone() throws Exception {
    site.write(
            "sw.js",
            """
            onmessage = async ({ data: stream }) => {
              const reader = stream.getReader();
              console.log((await reader.read()).value);
              await reader.read().catch((error) => console.log(error.name));
            };
            """)
        .write(
            "page.js",
            """
            const stream = new ReadableStream({ start: (controller) => controller.enqueue("one") });
            navigator.serviceWorker.ready.then(({ active }) => active.postMessage(stream, [stream]));
            """);
    site.register();
    Page page = get(site.site().openPage("page.js"));
    site.awaitConsole("one");
    page.close();
    site.awaitConsole("AbortError");
  }
}
