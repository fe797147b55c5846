package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page that sends messages to its own window. */
@Timeout(60)
class WindowMessagesTest extends SiteTestCase {
  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "console.log(\"worker\", typeof postMessage);");
  }

  @Test
  void arriveInATaskWithWhatWasTransferred() throws Exception {
    site.run(
        """
        onmessage = async ({ data, origin, source, ports, lastEventId }) => {
          console.log(JSON.stringify(data), origin, source === window, ports.length, lastEventId);
          if (data.stream) {
            console.log((await data.stream.getReader().read()).value);
          }
        };
        const stream = new ReadableStream({ start(c) { c.enqueue("chunk"); c.close(); } });
        const { port1 } = new MessageChannel();
        const buffer = new ArrayBuffer(4);
        postMessage({ a: 1 });
        postMessage({ b: 2 }, "*", [port1]);
        postMessage({ c: 3 }, { targetOrigin: location.href, transfer: [buffer] });
        postMessage({ stream }, "/", [stream]);
        console.log("sent", buffer.byteLength, postMessage.length);
        """);
    String from = " https://localhost true ";
    assertThat(site.console())
        .containsExactly(
            "sent 0 1",
            "{\"a\":1}" + from + "0 ",
            "{\"b\":2}" + from + "1 ",
            "{\"c\":3}" + from + "0 ",
            "{\"stream\":{}}" + from + "0 ",
            "chunk");
  }

  @Test
  void reachNobodyOfAnotherOrigin() throws Exception {
    site.run(
        """
        onmessage = () => console.log("arrived");
        postMessage(1, "https://other.test/");
        for (const args of [[1, "no origin"], [() => {}, "https://other.test/"], [1, "*", 5]]) {
          try { postMessage(...args); } catch ({ name }) { console.log(name); }
        }
        """);
    assertThat(site.console()).containsExactly("SyntaxError", "DataCloneError", "TypeError");
  }
}
