package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Message ports within a realm and between realms, through a whole site. */
@Timeout(60)
class MessagePortTest extends SiteTestCase {
  /** A worker that answers on the port that it is given, with what comes there. */
  static final String ECHO =
      """
      onmessage = ({ ports: [port] }) => {
        port.onmessage = ({ data }) => port.postMessage("echo " + data);
      };
      """;

  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "");
  }

  @Test
  void messagesOfAChannelComeInTheirOrderAndEachInItsOwnTask() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = (event) => {
          const { data, origin, lastEventId, ports, source } = event;
          console.log(data, event instanceof MessageEvent, event.isTrusted, event.target === port2);
          console.log(JSON.stringify([origin, lastEventId, ports, source]), Object.isFrozen(ports));
          Promise.resolve().then(() => console.log("microtask of " + data));
        };
        port1.postMessage(1);
        port1.postMessage(2);
        console.log(port1 instanceof MessagePort, "sent");
        """);
    assertThat(site.console())
        .containsExactly(
            "true sent",
            "1 true true true",
            "[\"\",\"\",[],null] true",
            "microtask of 1",
            "2 true true true",
            "[\"\",\"\",[],null] true",
            "microtask of 2");
  }

  @Test
  void messagesWaitUntilThePortIsStarted() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port2.addEventListener("message", ({ data }) => console.log(data));
        port1.postMessage("early");
        setTimeout(() => {
          console.log("starting");
          port2.start();
          port2.start();
          port1.postMessage("late");
        }, 5);
        """);
    assertThat(site.console()).containsExactly("starting", "early", "late");
  }

  @Test
  void settingOnmessageStartsThePortEvenWithNull() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port1.postMessage("lost on nobody");
        port2.onmessage = null;
        setTimeout(() => {
          port2.onmessage = ({ data }) => console.log(data);
          port1.postMessage("heard");
        }, 5);
        """);
    assertThat(site.console()).containsExactly("heard");
  }

  @Test
  void whatWasSentBeforeAPortWasClosedArrives() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        let count = 0;
        port2.onmessage = ({ data }) => {
          console.log(data);
          port2.close();
        };
        port2.onclose = (event) => console.log("port2", event.type, event.isTrusted);
        port1.onclose = () => console.log("port1 close");
        port1.postMessage("one");
        port1.postMessage("two");
        port1.close();
        port1.postMessage("after");
        port2.postMessage("back");
        """);
    assertThat(site.console()).containsExactly("one", "two", "port2 close true");
  }

  @Test
  void aPortIsTransferredToAWorkerAndAnswersFromThere() throws Exception {
    site.write("sw.js", ECHO);
    site.register();
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => console.log(data);
        port1.postMessage("before");
        navigator.serviceWorker.ready.then(({ active }) => {
          active.postMessage("take it", [port2]);
          port1.postMessage("after");
          port2.postMessage("nobody sends this");
        });
        """);
    assertThat(site.console()).containsExactly("echo before", "echo after");
  }

  @Test
  void theArrivedEventHasThePortsInTheirOrderAndTheValueRefersToThem() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = ({ data, ports }) => {
          console.log(ports.length, Object.isFrozen(ports), ports[0] instanceof MessagePort);
          console.log(data.deep[0] === ports[1], data.again === ports[1], ports[0] !== ports[1]);
        };
        """);
    site.register();
    site.run(
        """
        const a = new MessageChannel();
        const b = new MessageChannel();
        navigator.serviceWorker.ready.then(({ active }) => {
          const value = { deep: [b.port1], again: b.port1 };
          active.postMessage(value, { transfer: [a.port1, b.port1] });
        });
        """);
    assertThat(site.console()).containsExactly("2 true true", "true true true");
  }

  @Test
  void aPortGoesFromAWorkerToAPageAndOnToAnotherPage() throws Exception {
    site.write(
        "sw.js",
        """
        const pages = [];
        onmessage = ({ data, source, ports }) => {
          pages.push({ source, port: ports[0] });
          if (pages.length === 2) {
            pages[0].source.postMessage("a port", [pages[1].port]);
          }
        };
        """);
    site.register();
    String first =
        """
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => console.log("first got", data);
        const own = port1;
        navigator.serviceWorker.onmessage = ({ data, ports: [port], source }) => {
          console.log(data, source instanceof ServiceWorker);
          port.onmessage = (event) => {
            console.log("first hears", event.data);
            port.postMessage("hello second");
          };
          port.postMessage("hello");
        };
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1, [port2]));
        """;
    site.write("first.js", first);
    get(site.site().openPage("first.js"));
    get(site.site().idle());
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => {
          console.log("second hears", data);
          if (data === "hello") port1.postMessage("nice");
        };
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(2, [port2]));
        """);
    assertThat(site.console())
        .containsExactly(
            "a port true", "second hears hello", "first hears nice", "second hears hello second");
  }

  @Test
  void aPortMovesThroughAnotherPort() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = ({ ports: [port] }) => {
          const { port1, port2 } = new MessageChannel();
          port2.postMessage("was waiting");
          port.postMessage("here", [port1]);
          port2.postMessage("sent in flight");
        };
        """);
    site.register();
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data, ports: [port] }) => {
          console.log(data);
          port.onmessage = (event) => console.log(event.data);
        };
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1, [port2]));
        """);
    assertThat(site.console()).containsExactly("here", "was waiting", "sent in flight");
  }

  @Test
  void messagesThatHaveNotBeenHandedOutMoveWithThePort() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = ({ data }) => {
          console.log("old", data);
          const { moved } = structuredClone({ moved: port2 }, { transfer: [port2] });
          moved.onmessage = (event) => console.log("new", event.data, moved !== port2);
        };
        for (const number of [1, 2, 3]) port1.postMessage(number);
        """);
    assertThat(site.console()).containsExactly("old 1", "new 2 true", "new 3 true");
  }

  @Test
  void whatCannotBeTransferredIsRefusedAndNothingMoves() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        const other = new MessageChannel();
        const moved = new MessageChannel();
        structuredClone(0, { transfer: [moved.port1] });
        moved.port2.close();
        const closed = new MessageChannel();
        closed.port1.close();
        const { buffer } = new Uint8Array(3);
        const attempts = {
          source: () => port1.postMessage(0, [other.port1, port1]),
          twice: () => port1.postMessage(0, [other.port1, other.port1]),
          moved: () => port1.postMessage(0, [buffer, other.port1, moved.port1]),
          closed: () => port1.postMessage(0, [other.port1, closed.port1]),
          closedOther: () => structuredClone(0, { transfer: [moved.port2] }),
          unlisted: () => port1.postMessage(other.port1),
          uncloneable: () => port1.postMessage(() => 1, [other.port1]),
          bufferTwice: () => structuredClone(0, { transfer: [buffer, buffer] }),
          channel: () => port1.postMessage(0, [other]),
          primitive: () => port1.postMessage(0, [1]),
        };
        for (const [name, attempt] of Object.entries(attempts)) {
          try {
            attempt();
            console.log(name, "was allowed");
          } catch (error) {
            console.log(name, error.name);
          }
        }
        port2.onmessage = ({ data }) => console.log(data);
        other.port2.onmessage = ({ data }) => console.log(data);
        other.port1.postMessage("still here " + buffer.byteLength);
        """);
    assertThat(site.console())
        .containsExactly(
            "source DataCloneError",
            "twice DataCloneError",
            "moved DataCloneError",
            "closed DataCloneError",
            "closedOther DataCloneError",
            "unlisted DataCloneError",
            "uncloneable DataCloneError",
            "bufferTwice DataCloneError",
            "channel DataCloneError",
            "primitive TypeError",
            "still here 3");
  }

  @Test
  void aMessageThatTakesItsOwnTargetAwayIsLost() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = () => console.log("came");
        port1.onclose = () => console.log("port1 is alone");
        port1.postMessage("doomed", [port2]);
        """);
    assertThat(site.console()).containsExactly("port1 is alone");
  }

  @Test
  void patchedIteratorsDoNotReachIntoMessages() throws Exception {
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        const extra = new MessageChannel();
        port2.onmessage = (event) => console.log(event.ports.length, event.data.x);
        const list = [extra.port1];
        port1.postMessage({ x: 1 }, list);
        Array.prototype[Symbol.iterator] = () => { throw new Error("patched"); };
        Object.prototype.bubbles = true;
        """);
    assertThat(site.console()).containsExactly("1 1");
  }

  @Test
  void constructorsAndBrandsAreChecked() throws Exception {
    site.run(
        """
        const { port1 } = new MessageChannel();
        const attempts = [
          () => new MessagePort(),
          () => MessageChannel(),
          () => MessagePort.prototype.postMessage.call({}, 1),
          () => Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get.call({}),
          () => port1.postMessage(),
          () => new MessageEvent("x", { ports: [{}] }),
        ];
        for (const attempt of attempts) {
          try {
            attempt();
            console.log("allowed");
          } catch (error) {
            console.log(error.name);
          }
        }
        const event = new MessageEvent("x", { ports: [port1], source: port1 });
        console.log(event.ports[0] === port1, event.source === port1, Object.isFrozen(event.ports));
        console.log(Object.prototype.toString.call(port1), typeof SharedArrayBuffer);
        """);
    assertThat(site.console())
        .containsExactly(
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "true true true",
            "[object MessagePort] undefined");
  }
}
