package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mock Service Worker's worker; the page speaks the part of its client. The worker tells the client
 * of each response by a transferred stream; streams cannot be transferred here, which the worker
 * says on its console and goes on.
 */
@Timeout(300)
class MswTest extends RealWorker {
  private static final NpmPackage MSW = new NpmPackage("msw", "3.0.5");

  /** Asks the worker, answers the requests that it hands over, and keeps what else it says. */
  private static final String CLIENT =
      """
      const said = [];
      const waiting = [];
      const hear = (data) => {
        said.push(data);
        for (const look of [...waiting]) {
          look();
        }
      };
      const answer = (type) =>
        new Promise((resolve) => {
          const look = () => {
            const found = said.find((data) => data.type === type);
            if (found !== undefined) {
              waiting.splice(waiting.indexOf(look), 1);
              resolve(found);
            }
          };
          waiting.push(look);
          look();
        });
      const mock = (payload) => {
        const { pathname } = new URL(payload.url);
        if (pathname === "/api/user") {
          const user = { name: "Ada", asked: payload.method };
          return {
            type: "MOCK_RESPONSE",
            data: {
              status: 201,
              statusText: "Mocked",
              headers: { "content-type": "application/json" },
              body: JSON.stringify(user),
            },
          };
        }
        if (pathname === "/api/echo") {
          return { type: "MOCK_RESPONSE", data: { status: 200, body: payload.body } };
        }
        if (pathname === "/api/error") {
          return { type: "MOCK_RESPONSE", data: { status: 0 } };
        }
        return { type: "PASSTHROUGH" };
      };
      container.addEventListener("message", (event) => {
        if (event.data.type === "REQUEST") {
          event.ports[0].postMessage(mock(event.data.payload));
        } else {
          hear(event.data);
        }
      });
      container.startMessages();
      const ask = async (question, type) => {
        container.controller.postMessage(question);
        return answer(type);
      };
      """;

  @BeforeEach
  void write() throws IOException {
    site.write("sw.js", MSW.text("lib/mockServiceWorker.js")).write("real.txt", "real");
  }

  @Test
  void mocksWhatTheClientMocksAndPassesTheRestThrough() throws Exception {
    assertThat(
            page(
                CLIENT
                    + """
                    container.register("sw.js");
                    await heard(container, "controllerchange");
                    console.log((await fetch("api/user")).status);
                    const { payload } = await ask("MOCK_ACTIVATE", "MOCKING_ENABLED");
                    console.log(payload.client.frameType, typeof payload.client.id);
                    const mocked = await fetch("api/user", { method: "PUT" });
                    console.log(mocked.status, mocked.statusText, await mocked.text());
                    const echo = await fetch("api/echo", { method: "POST", body: "bytes" });
                    console.log(await echo.text());
                    await fetch("api/error").catch((error) => console.log(error.name));
                    console.log(await (await fetch("real.txt")).text());
                    """))
        .containsExactly(
            "404",
            "top-level string",
            "201 Mocked {\"name\":\"Ada\",\"asked\":\"PUT\"}",
            "bytes",
            "TypeError",
            "real");
    assertNothingWentWrong();
  }

  @Test
  void tellsTheClientAboutItself() throws Exception {
    site.register();
    assertThat(
            page(
                CLIENT
                    + """
                    console.log((await ask("KEEPALIVE_REQUEST", "KEEPALIVE_RESPONSE")).type);
                    const check = await ask("INTEGRITY_CHECK_REQUEST", "INTEGRITY_CHECK_RESPONSE");
                    console.log(check.payload.packageVersion);
                    """))
        .containsExactly("KEEPALIVE_RESPONSE", "3.0.5");
    assertNothingWentWrong();
  }

  @Test
  void remembersItsClientsWhenItIsStartedAgain() throws Exception {
    var registration = site.register();
    assertThat(
            page(
                CLIENT
                    + """
                    await ask("MOCK_ACTIVATE", "MOCKING_ENABLED");
                    globalThis.again = async () => {
                      console.log((await fetch("api/user")).status);
                    };
                    new BroadcastChannel("again").onmessage = () => again();
                    """))
        .isEmpty();
    registration.terminate().join();
    assertThat(page("new BroadcastChannel('again').postMessage('now');")).containsExactly("201");
    assertNothingWentWrong();
  }

  @Test
  void theLastClientThatClosesUnregistersIt() throws Exception {
    site.register();
    page(
        CLIENT
            + """
            await ask("MOCK_ACTIVATE", "MOCKING_ENABLED");
            await ask("CLIENT_CLOSE", "CLIENT_CLOSED");
            """);
    assertThat(page("console.log(await container.getRegistration());"))
        .containsExactly("undefined");
  }

  @Test
  void aChangedWorkerTakesOverAtOnce() throws Exception {
    site.register();
    site.write("sw.js", MSW.text("lib/mockServiceWorker.js").replace("3.0.5", "3.0.6"));
    update("activated", 2);
    assertThat(
            page(
                CLIENT
                    + """
                    const check = await ask("INTEGRITY_CHECK_REQUEST", "INTEGRITY_CHECK_RESPONSE");
                    console.log(check.payload.packageVersion);
                    """))
        .containsExactly("3.0.6");
    assertNothingWentWrong();
  }
}
