package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import dev.bellhop.testing.SocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSocketStream and WebSocketError, against a real server. */
@Timeout(60)
class WebSocketStreamTest extends SocketTestCase {
  private Page openWith(String script) throws Exception {
    return open(
        """
        const url = "%s";
        const said = (error) => `${error.name} ${error.closeCode} ${error.reason}`;
        (async () => { %s })().catch((e) => console.log(String(e))).then(() => console.log("%s"));
        """
            .formatted(server.url(), script, END));
  }

  private void run(String script) throws Exception {
    openWith(script);
    site.awaitConsole(END);
  }

  @Test
  void messagesGoThroughStreamsAndCloseInGoodOrder() throws Exception {
    run(
        """
        const socket = new WebSocketStream(url, { protocols: ["other", "news"] });
        const { readable, writable, protocol, extensions } = await socket.opened;
        console.log(socket.url === url, protocol, extensions === "");
        const writer = writable.getWriter();
        const reader = readable.getReader();
        await writer.write("h\\u00e9");
        console.log((await reader.read()).value);
        await writer.write(new Uint16Array([1, 2]).subarray(1));
        const { value } = await reader.read();
        console.log(value instanceof Uint8Array, value.join());
        socket.close({ closeCode: 3001, reason: "enough" });
        const { closeCode, reason } = await socket.closed;
        console.log(closeCode, reason, (await reader.read()).done);
        await writer.write("late").catch(({ name }) => console.log(name));
        """);
    assertThat(site.console())
        .containsExactly(
            "true news true", "hé", "true 2,0", "3001 enough true", "InvalidStateError", END);
  }

  @Test
  void givingAStreamUpClosesWithTheCodeOfAWebSocketError() throws Exception {
    run(
        """
        for (const give of [
          ({ readable }) => readable.cancel(new WebSocketError("", { closeCode: 3333, reason: "r" })),
          ({ writable }) => writable.abort(new WebSocketError("", { reason: "only words" })),
          ({ writable }) => writable.abort({ closeCode: 3333 }),
          ({ writable }) => writable.close(),
        ]) {
          const socket = new WebSocketStream(url);
          await give(await socket.opened);
          const { closeCode, reason } = await socket.closed;
          console.log(closeCode, reason);
        }
        """);
    assertThat(site.console()).containsExactly("3333 r", "1000 only words", "1005 ", "1005 ", END);
  }

  @Test
  void aConnectionThatIsLostFailsEverythingWithOneError() throws Exception {
    run(
        """
        const socket = new WebSocketStream(url);
        const { readable, writable } = await socket.opened;
        const writer = writable.getWriter();
        await writer.write("drop");
        const error = await socket.closed.catch((e) => e);
        console.log(said(error), error instanceof DOMException);
        console.log(await readable.getReader().read().catch((e) => e === error));
        console.log(await writer.closed.catch((e) => e === error));
        const nowhere = new WebSocketStream(url.replace("/echo", "/elsewhere"));
        console.log(said(await nowhere.opened.catch((e) => e)));
        console.log(said(structuredClone(new WebSocketError("m", { closeCode: 3000, reason: "r" }))));
        """);
    assertThat(site.console())
        .containsExactly(
            "WebSocketError 1006  true",
            "true",
            "true",
            "WebSocketError 1006 ",
            "WebSocketError 3000 r",
            END);
  }

  @Test
  void aServerWaitsUntilItsMessagesAreRead() throws Exception {
    Page page =
        openWith(
            """
        const { readable, writable } = await new WebSocketStream(url).opened;
        await writable.getWriter().write("flood");
        const reader = readable.getReader();
        console.log((await reader.read()).value.length);
        console.log("read one");
        await new Promise((resolve) => { globalThis.go = resolve; });
        let bytes = 0;
        for (let i = 1; i < %d; i++) bytes += (await reader.read()).value.length;
        console.log(bytes);
        """
                .formatted(SocketServer.FLOOD));
    site.awaitConsole("read one");
    assertThat(server.flooded()).isLessThan(SocketServer.FLOOD);
    SiteFixture.get(page.runScript("go", "go();"));
    site.awaitConsole(END);
    assertThat(site.console()).contains(Integer.toString((SocketServer.FLOOD - 1) << 20));
  }

  @Test
  void aWriteWaitsForTheServer() throws Exception {
    openWith(
        """
        const { writable } = await new WebSocketStream(url).opened;
        const writer = writable.getWriter();
        await writer.write("deaf");
        const written = writer.write(new Uint8Array(15 << 20));
        console.log(writer.desiredSize);
        await written;
        """);
    site.awaitConsole("0");
    assertThat(site.console()).doesNotContain(END);
    server.hear();
    site.awaitConsole(END);
  }

  @Test
  void aSignalGivesUpConnectingOnly() throws Exception {
    run(
        """
        const aborted = new WebSocketStream(url, { signal: AbortSignal.abort("early") });
        console.log(await aborted.opened.catch(String), await aborted.closed.catch(String));
        const control = new AbortController();
        const socket = new WebSocketStream(url, { signal: control.signal });
        await socket.opened;
        control.abort();
        socket.close();
        console.log((await socket.closed).closeCode);
        """);
    assertThat(site.console()).containsExactly("early early", "1005", END);
  }

  @Test
  void whatCannotBeMeantIsRefused() throws Exception {
    run(
        """
        const name = (steps) => { try { steps(); } catch (error) { console.log(error.name); } };
        name(() => new WebSocketStream());
        name(() => new WebSocketStream("ftp://example.com/"));
        name(() => new WebSocketStream(url, { protocols: "news" }));
        name(() => new WebSocketStream(url, { protocols: ["a", "A"] }));
        name(() => new WebSocketError("", { closeCode: 1001 }));
        name(() => new WebSocketError("", { reason: "x".repeat(124) }));
        name(() => new WebSocketError("", { closeCode: -1 }));
        """);
    assertThat(site.console())
        .containsExactly(
            "TypeError",
            "SyntaxError",
            "TypeError",
            "SyntaxError",
            "InvalidAccessError",
            "SyntaxError",
            "TypeError",
            END);
  }
}
