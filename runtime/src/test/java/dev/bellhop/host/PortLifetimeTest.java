package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of ports when their realms end, through a whole site. */
@Timeout(60)
class PortLifetimeTest extends SiteTestCase {
  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "");
  }

  @Test
  void theOtherSideOfAPortInAPageThatIsClosedHearsOfIt() throws Exception {
    site.write(
            "sw.js",
            """
            onmessage = ({ ports: [port], waitUntil }) => {
              port.onclose = () => console.log("the page is gone");
              port.onmessage = () => console.log("listening");
              port.start();
            };
            """)
        .write(
            "first.js",
            """
            const { port1, port2 } = new MessageChannel();
            port1.postMessage("go");
            navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1, [port2]));
            """);
    site.register();
    Page first = get(site.site().openPage("first.js"));
    site.awaitConsole("listening");
    first.close();
    site.awaitConsole("the page is gone");
  }

  @Test
  void aMessageToAWorkerThatWasStoppedIsLostAndThePageHearsOfIt() throws Exception {
    site.write("sw.js", MessagePortTest.ECHO);
    Registration registration = site.register();
    site.run(
        """
        globalThis.channel = new MessageChannel();
        channel.port1.onmessage = ({ data }) => console.log(data);
        channel.port1.onclose = () => {
          console.log("closed");
          channel.port1.postMessage("into the void");
        };
        navigator.serviceWorker.ready.then(({ active }) => {
          active.postMessage(1, [channel.port2]);
          channel.port1.postMessage("a");
        });
        """);
    get(registration.terminate());
    site.awaitConsole("closed");
    get(site.site().idle());
    assertThat(site.console()).containsExactly("echo a", "closed");
    assertThat(site.dispatched()).containsOnlyOnce("message");
  }

  @Test
  void aPortForAWorkerThatDoesNotListenIsClosed() throws Exception {
    site.register();
    site.run(
        """
        const { port1, port2 } = new MessageChannel();
        port1.onclose = () => console.log("closed");
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1, [port2]));
        """);
    site.awaitConsole("closed");
  }

  @Test
  void aPortThatWasForwardedOutlivesTheWorkerThatForwardedIt() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = (event) => {
          event.source.postMessage("yours again", [event.ports[0]]);
          event.waitUntil(new Promise(() => {}));
        };
        """);
    Registration registration = site.register();
    site.write(
        "page.js",
        """
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => console.log(data);
        port1.onclose = () => console.log("closed");
        navigator.serviceWorker.onmessage = ({ ports: [port] }) => {
          console.log("returned");
          setTimeout(() => port.postMessage("alive"), 50);
        };
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(1, [port2]));
        """);
    get(site.site().openPage("page.js"));
    site.awaitConsole("returned");
    get(registration.terminate());
    site.awaitConsole("alive");
    assertThat(site.console()).doesNotContain("closed");
  }

  @Test
  void aPageThatIsEndedWhileMessagesFlyLeavesNothingBehind() throws Exception {
    site.write(
            "sw.js",
            """
            const ports = [];
            onmessage = ({ source, ports: [port] }) => {
              ports.push(port);
              port.onmessage = () => {
                const { port1, port2 } = new MessageChannel();
                port.postMessage(0, [port1]);
                source.postMessage(0, [port2]);
              };
            };
            """)
        .write(
            "page.js",
            """
            new BroadcastChannel("x");
            navigator.serviceWorker.onmessage = () => {};
            navigator.serviceWorker.ready.then(({ active }) => {
              for (let i = 0; i < 20; i++) {
                const { port1, port2 } = new MessageChannel();
                active.postMessage(i, [port2]);
                port1.onmessage = () => port1.postMessage(0);
                port1.postMessage(0);
              }
              console.log("sending");
            });
            """);
    Registration registration = site.register();
    OpenSite open = (OpenSite) site.site();
    Page page = get(open.openPage("page.js"));
    site.awaitConsole("sending");
    page.close();
    get(registration.terminate());
    get(open.idle());
    assertThat(open.channels().count()).isZero();
    assertThat(open.ports()).isZero();
    assertThat(get(open.status()).clients()).isEmpty();
    assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
  }

  @Test
  void portsThatScriptsForgetAreGarbage() throws Exception {
    site.run(
        """
        globalThis.kept = new MessageChannel();
        kept.port1.onmessage = ({ data }) => console.log(data);
        for (let i = 0; i < 2000; i++) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {};
          port2.postMessage(i);
        }
        kept.port2.postMessage("still here");
        """);
    OpenSite open = (OpenSite) site.site();
    assertThat(site.console()).containsExactly("still here");
    for (int i = 0; i < 50 && open.ports() > 2; i++) {
      System.gc();
    }
    assertThat(open.ports()).isEqualTo(2);
  }
}
