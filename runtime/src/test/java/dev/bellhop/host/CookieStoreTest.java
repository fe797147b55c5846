package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Registration;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** cookieStore in pages and workers, and the events that changes bring. */
@Timeout(60)
class CookieStoreTest extends SiteTestCase {
  private static final String WORKER =
      """
      oncookiechange = ({ changed, deleted }) => console.log("worker",
          changed.map(({ name, value }) => name + "=" + value).join(),
          deleted.map(({ name, value }) => name + "=" + value).join());
      """;

  private void page(String steps) throws IOException {
    site.run("navigator.serviceWorker.ready.then(async (registration) => {" + steps + "});");
  }

  @Test
  void aPageSetsReadsAndDeletesThem() throws IOException {
    site.write("sw.js", "").register();
    page(
        """
        const error = (promise) => promise.then(() => "none", ({ name }) => name);
        await cookieStore.set("a", "\u20ac");
        await cookieStore.set({ name: "b", value: "2", maxAge: 50, sameSite: "lax" });
        console.log(JSON.stringify(await cookieStore.get("a")));
        console.log((await cookieStore.getAll()).map(({ name }) => name).join(),
            (await cookieStore.get({ name: "b" })).sameSite,
            (await cookieStore.getAll("c")).length, await cookieStore.get("c"));
        await cookieStore.delete("a");
        await cookieStore.delete({ name: "b" });
        console.log((await cookieStore.getAll({})).length);
        console.log(await error(cookieStore.get()), await error(cookieStore.set("a=b", "1")),
            await error(cookieStore.get({ url: "/elsewhere" })),
            await error(cookieStore.set({ name: "a", value: "1", expires: 5, maxAge: 5 })),
            await error(cookieStore.set({ name: "a", value: "1", sameSite: "never" })),
            await error(cookieStore.delete({})), await error(cookieStore.set("a")));
        """);
    assertThat(site.console())
        .containsExactly(
            "{\"domain\":null,\"expires\":null,\"name\":\"a\",\"partitioned\":false,"
                + "\"path\":\"/\",\"sameSite\":\"strict\",\"secure\":true,\"value\":\"\u20ac\"}",
            "a,b lax 0 null",
            "0",
            "TypeError TypeError TypeError TypeError TypeError TypeError TypeError");
  }

  @Test
  void changesReachPagesAndTheWorkersThatSubscribed() throws IOException {
    site.write("sw.js", WORKER).register();
    page(
        """
        await registration.cookies.subscribe([{ name: "seen" }, { name: "deep", url: "/deep/x" }]);
        const heard = [];
        const done = new Promise((resolve) => {
          cookieStore.onchange = ({ changed, deleted }) => {
            heard.push(...changed.map(({ name }) => "+" + name),
                ...deleted.map(({ name }) => "-" + name));
            if (heard.length === 4) {
              resolve();
            }
          };
        });
        await cookieStore.set("seen", "1");
        await cookieStore.set("unseen", "2");
        await cookieStore.set("deep", "3");
        await cookieStore.delete("seen");
        await done;
        console.log(heard.join());
        """);
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "worker seen=1 ",
            "worker deep=3 ",
            "worker  seen=undefined",
            "+seen,+unseen,+deep,-seen");
  }

  @Test
  void aListenerThatCameLateHearsAsLongAsItsWorkerRuns() throws IOException {
    Registration worker =
        site.write(
                "sw.js",
                """
                onmessage = () => {
                  oncookiechange = () => console.log("heard");
                };
                """)
            .register();
    page(
        """
        await registration.cookies.subscribe([{}]);
        registration.active.postMessage("listen");
        """);
    page("await cookieStore.set('a', '1');");
    get(worker.terminate());
    page("await cookieStore.set('a', '2');");
    assertThat(site.console()).containsExactly("heard");
  }

  @Test
  void anEventThatAStopHasCutOffComesAgain() throws IOException {
    site.write(
            "sw.js",
            """
            oncookiechange = (event) => {
              event.waitUntil(caches.has("told").then(async (again) => {
                await caches.open("told");
                console.log("told", event.changed[0].value);
                await (again || new Promise(() => {}));
              }));
            };
            """)
        .register();
    site.write(
        "page.js",
        """
        navigator.serviceWorker.ready.then(async ({ cookies }) => {
          await cookies.subscribe([{}]);
          await cookieStore.set("a", "1");
        });
        """);
    get(site.site().openPage("page.js"));
    site.awaitConsole("told 1");
    site.restart();
    site.register();
    get(site.site().idle());
    assertThat(site.console()).containsExactly("told 1", "told 1");
  }

  @Test
  void subscriptionsAndDatedCookiesOutliveTheProcess() throws IOException {
    site.write("sw.js", WORKER).register();
    page(
        """
        await registration.cookies.subscribe([{}]);
        await cookieStore.set({ name: "kept", value: "1", maxAge: 1000 });
        """);
    site.restart();
    page(
        """
        console.log(JSON.stringify(await registration.cookies.getSubscriptions()),
            (await cookieStore.get("kept")).value);
        await cookieStore.delete("kept");
        """);
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "worker kept=1 ", "[{\"url\":\"https://localhost/\"}] 1", "worker  kept=undefined");
  }
}
