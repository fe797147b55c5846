package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSocket, against a real server. */
@Timeout(60)
class WebSocketTest extends SocketTestCase {
  /** Runs a script with a function that shows all events of a socket, until the last is closed. */
  private void run(String script) throws Exception {
    open(
        """
        const watch = (socket) => {
          const show = (...words) => console.log(...words, socket.readyState);
          socket.onopen = () => show("open", socket.protocol);
          socket.onmessage = ({ data, origin }) => show("message", data instanceof ArrayBuffer ? data.byteLength : data, origin === "%2$s");
          socket.onerror = ({ type }) => show(type);
          socket.onclose = ({ code, reason, wasClean }) => {
            show("close", code, reason, wasClean);
            console.log("%3$s");
          };
          return socket;
        };
        const url = "%1$s";
        %4$s
        """
            .formatted(server.url(), server.url().replace("/echo", ""), END, script));
    site.awaitConsole(END);
  }

  @Test
  void messagesGoThereAndBackInTheirOrder() throws Exception {
    run(
        """
        const socket = watch(new WebSocket(url.replace("ws:", "http:"), ["other", "news"]));
        console.log(socket.url === url, socket.binaryType, socket.extensions === "");
        try { socket.send("early"); } catch ({ name }) { console.log(name); }
        socket.addEventListener("open", () => {
          socket.binaryType = "arraybuffer";
          socket.binaryType = "neither";
          socket.send("h\\u00e9");
          socket.send(new Blob(["blob"]));
          socket.send(new Uint16Array([1, 2]).subarray(1));
          console.log(socket.bufferedAmount);
        });
        let count = 0;
        socket.addEventListener("message", () => {
          if (++count === 3) socket.close(3001, "enough");
        });
        """);
    assertThat(site.console())
        .containsExactly(
            "true blob true",
            "InvalidStateError",
            "open news 1",
            "9",
            "message hé true 1",
            "message 4 true 1",
            "message 2 true 1",
            "close 3001 enough true 3",
            END);
  }

  @Test
  void aServerClosesInGoodOrder() throws Exception {
    run(
        "watch(new WebSocket(url)).addEventListener('open', ({ target }) => target.send('close'));");
    assertThat(site.console()).containsExactly("open  1", "close 4001 bye true 3", END);
  }

  @Test
  void aServerHearsThatThePageHasGone() throws Exception {
    Page page =
        open(
            "new WebSocket(\"%s\").onopen = () => console.log(\"%s\");"
                .formatted(server.url(), END));
    site.awaitConsole(END);
    page.close();
    assertThat(SiteFixture.get(server.closed())).isEqualTo(1001);
  }

  @Test
  void aServerThatHangsUpIsAnError() throws Exception {
    run("watch(new WebSocket(url)).addEventListener('open', ({ target }) => target.send('drop'));");
    assertThat(site.console()).containsExactly("open  1", "error 3", "close 1006  false 3", END);
  }

  @Test
  void whatIsNoWebSocketServerFails() throws Exception {
    run("watch(new WebSocket(url.replace('/echo', '/elsewhere')));");
    assertThat(site.console()).containsExactly("error 3", "close 1006  false 3", END);
  }

  @Test
  void connectingCanBeGivenUp() throws Exception {
    run(
        "const socket = watch(new WebSocket(url)); socket.close(); console.log(socket.readyState);");
    assertThat(site.console()).containsExactly("2", "error 3", "close 1006  false 3", END);
  }

  @Test
  void theNetworksFaultsAreForSocketsToo() throws Exception {
    site.host().network().add(FaultRule.always(new NetworkFault.Status(503, null)).times(1));
    run("watch(new WebSocket(url));");
    assertThat(site.console()).containsExactly("error 3", "close 1006  false 3", END);
  }

  @Test
  void aFaultOfBodiesCutsMessagesOff() throws Exception {
    site.host().network().add(FaultRule.always(new NetworkFault.DropAfter(12)).on("**/echo"));
    run(
        """
        const socket = watch(new WebSocket(url));
        socket.addEventListener("open", () => {
          for (const text of ["first", "", "five5", "more"]) socket.send(text);
        });
        """);
    assertThat(site.console())
        .containsExactly(
            "open  1",
            "message first true 1",
            "message  true 1",
            "message five5 true 1",
            "error 3",
            "close 1006  false 3",
            END);
  }

  @Test
  void whatCannotBeMeantIsRefused() throws Exception {
    site.run(
        """
        const name = (steps) => { try { steps(); } catch (error) { console.log(error.name); } };
        name(() => new WebSocket());
        name(() => new WebSocket("ftp://example.com/"));
        name(() => new WebSocket("wss://example.com/#part"));
        name(() => new WebSocket("ws://example.com/"));
        name(() => new WebSocket("wss://example.com/", ["a", "A"]));
        name(() => new WebSocket("wss://example.com/", "a b"));
        const refused = new WebSocket("ws://127.0.0.1:9/");
        refused.onclose = ({ code }) => console.log(code);
        name(() => refused.close(1001));
        name(() => refused.close(1000, "x".repeat(124)));
        """);
    assertThat(site.console())
        .containsExactly(
            "TypeError",
            "SyntaxError",
            "SyntaxError",
            "SecurityError",
            "SyntaxError",
            "SyntaxError",
            "InvalidAccessError",
            "SyntaxError",
            "1006");
  }
}
