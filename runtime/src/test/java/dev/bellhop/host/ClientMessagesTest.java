package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages between pages and workers, through a whole site. */
@Timeout(60)
class ClientMessagesTest {
  /** A worker that sends back what it gets. */
  private static final String ECHO = "onmessage = (event) => event.source.postMessage(event.data);";

  @TempDir Path temp;
  private SiteFixture site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aMessageTellsWhoSentIt() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("message", (event) => {
          const { data, origin, lastEventId, ports, source } = event;
          console.log(event instanceof ExtendableMessageEvent, event.isTrusted, data, origin);
          console.log(JSON.stringify(lastEventId), ports.length, Object.isFrozen(ports));
          console.log(source instanceof WindowClient, source instanceof Client, source.url);
          console.log(source.type, source.frameType, source.visibilityState, source.focused);
          console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
              .test(source.id));
        });
        """);
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage("hello"));
        """);
    assertThat(site.console())
        .containsExactly(
            "true true hello https://localhost",
            "\"\" 0 true",
            "true true https://localhost/page.js",
            "window top-level visible false",
            "true");
  }

  @Test
  void aWorkerCanWriteToItselfWhileItStarts() throws Exception {
    site.write(
        "sw.js",
        """
        serviceWorker.postMessage("note to self");
        onmessage = ({ data, source }) => console.log(data, source === serviceWorker);
        oninstall = () => console.log("install");
        """);
    site.register();
    get(site.site().idle());
    assertThat(site.console()).containsExactlyInAnyOrder("note to self true", "install");
  }

  @Test
  void aWorkerAnswers() throws Exception {
    site.write("sw.js", ECHO);
    site.register();
    site.run(
        """
        navigator.serviceWorker.addEventListener("message", (event) => {
          const { data, origin, source, ports, lastEventId } = event;
          console.log(event instanceof MessageEvent, event.isTrusted, data.text, origin);
          console.log(source instanceof ServiceWorker, source.scriptURL, source.state);
          console.log(ports.length, JSON.stringify(lastEventId), event.target === navigator.serviceWorker);
        });
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ text: "hello" }));
        """);
    assertThat(site.console())
        .containsExactly(
            "true true hello https://localhost",
            "true https://localhost/sw.js activated",
            "0 \"\" true");
  }

  @Test
  void valuesOfEveryTypeMakeTheWayThereAndBack() throws Exception {
    site.write("sw.js", ECHO);
    site.register();
    site.run(
        """
        const bytes = new Uint8Array([1, 2, 3, 4]);
        const value = {
          date: new Date(5), map: new Map([[1, { x: 1 }]]), set: new Set(["s"]), re: /a\\/b/gi,
          nothing: null, missing: undefined, big: 5n ** 30n, boxed: Object("s"), holes: [1, , 3],
          error: new RangeError("r", { cause: "c" }), view: bytes.subarray(1, 3), bytes,
          numbers: [0.5, -0, NaN, Infinity, 2 ** 53, true, "\\ud800"], dom: new DOMException("m", "AbortError"),
          file: new File(["abc"], "f.txt", { type: "text/plain", lastModified: 7 }),
        };
        value.self = value;
        navigator.serviceWorker.onmessage = async ({ data }) => {
          console.log(data !== value && data.self === data && data instanceof Object);
          console.log(data.date.getTime(), data.map.get(1).x, data.set.has("s"), String(data.re));
          console.log(data.nothing, "missing" in data, data.big === 5n ** 30n, data.boxed instanceof String);
          console.log(1 in data.holes, data.holes.length, data.view.buffer === data.bytes.buffer);
          console.log(data.view.join(), data.bytes instanceof Uint8Array);
          console.log(data.error instanceof RangeError, data.error.message, data.error.cause);
          const [half, zero, nan, infinity, large, yes, lone] = data.numbers;
          console.log(half, Object.is(zero, -0), nan, infinity, large === 2 ** 53, yes, lone === "\\ud800");
          console.log(data.dom instanceof DOMException, data.dom.name, data.dom.message);
          const { file } = data;
          console.log(file instanceof File, file.name, file.type, file.lastModified, file.size);
          console.log(await file.text());
        };
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(value));
        """);
    assertThat(site.console())
        .containsExactly(
            "true",
            "5 1 true /a\\/b/gi",
            "null true true true",
            "false 3 true",
            "2,3 true",
            "true r c",
            "0.5 true NaN Infinity true true true",
            "true AbortError m",
            "true f.txt text/plain 7 3",
            "abc");
  }

  @Test
  void whatCannotBeClonedIsRefusedAtOnce() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = ({ data, source }) => {
          console.log("came", data);
          try {
            source.postMessage(source);
          } catch (error) {
            console.log("worker", error.name);
          }
        };
        """);
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) => {
          const { active } = registration;
          for (const bad of [() => 1, Symbol("s"), [registration], Promise.resolve()]) {
            try {
              active.postMessage(bad);
            } catch (error) {
              console.log(error instanceof DOMException, error.name);
            }
          }
          for (const transfer of [[{}], { transfer: [new EventTarget()] }]) {
            try {
              active.postMessage(1, transfer);
            } catch (error) {
              console.log("transfer", error.name);
            }
          }
          try {
            active.postMessage();
          } catch (error) {
            console.log(error.name);
          }
          active.postMessage("good");
        });
        """);
    assertThat(site.console())
        .containsExactly(
            "true DataCloneError",
            "true DataCloneError",
            "true DataCloneError",
            "true DataCloneError",
            "transfer DataCloneError",
            "transfer DataCloneError",
            "TypeError",
            "came good",
            "worker DataCloneError");
  }

  @Test
  void aBufferIsTransferred() throws Exception {
    site.write("sw.js", ECHO);
    site.register();
    site.run(
        """
        navigator.serviceWorker.onmessage = ({ data }) => console.log(new Uint8Array(data).join());
        navigator.serviceWorker.ready.then(({ active }) => {
          for (const wrap of [(list) => list, (transfer) => ({ transfer })]) {
            const { buffer } = new Uint8Array([1, 2, 3]);
            active.postMessage(buffer, wrap([buffer]));
            console.log(buffer.detached);
          }
        });
        """);
    assertThat(site.console()).containsExactly("true", "true", "1,2,3", "1,2,3");
  }

  @Test
  void aMessageStartsAWorkerThatWasStopped() throws Exception {
    site.write("sw.js", ECHO);
    get(site.register().terminate());
    site.run(
        """
        navigator.serviceWorker.onmessage = ({ data }) => console.log(data);
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage("wake up"));
        """);
    assertThat(site.console()).containsExactly("wake up");
  }

  @Test
  void noMessageStartsAWorkerThatDoesNotListen() throws Exception {
    site.write("sw.js", "console.log('started');");
    get(site.register().terminate());
    site.run("navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1));");
    assertThat(site.console()).containsExactly("started");
    assertThat(site.dispatched()).doesNotContain("message");
  }

  @Test
  void aWorkerSendsToItself() throws Exception {
    site.write(
        "sw.js",
        """
        onactivate = () => serviceWorker.postMessage("to me");
        onmessage = (event) => {
          console.log(event.data, event.source === serviceWorker, event.source === registration.active);
          event.waitUntil(new Promise((done) => setTimeout(done, 1)).then(() => console.log("waited")));
        };
        """);
    site.register();
    get(site.site().idle());
    assertThat(site.console()).containsExactly("to me true true", "waited");
  }

  @Test
  void messageEventsCanBeMade() throws Exception {
    site.write(
        "sw.js",
        """
        const event = new ExtendableMessageEvent("message", { data: 1, origin: "o", source: serviceWorker });
        console.log(event.data, event.origin, event.source === serviceWorker, event.isTrusted);
        console.log(new ExtendableMessageEvent("x").data, new MessageEvent("x").source);
        const message = new MessageEvent("x");
        message.initMessageEvent("message", true, false, 5, "origin");
        console.log(message.type, message.bubbles, message.data, message.origin);
        for (const init of [{ source: {} }, { ports: [{}] }, 1]) {
          try {
            new MessageEvent("x", init);
          } catch (error) {
            console.log(error.name);
          }
        }
        """);
    site.register();
    assertThat(site.console())
        .containsExactly(
            "1 o true false",
            "null null",
            "message true 5 origin",
            "TypeError",
            "TypeError",
            "TypeError");
  }
}
