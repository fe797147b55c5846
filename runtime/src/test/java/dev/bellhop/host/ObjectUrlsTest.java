package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Object URLs and the fetch of blob: URLs, through a whole site. */
@Timeout(60)
class ObjectUrlsTest extends SiteTestCase {
  private static final String FETCHED =
      """
      const fetched = (url, init) => fetch(url, init).then(
        async (answer) => [answer.status, answer.type, ...answer.headers].join(" ")
            + " " + await answer.text(),
        (error) => error.name);
      """;

  @BeforeEach
  void writeSite() throws IOException {
    site.write(
        "sw.js",
        FETCHED
            + """
            onmessage = async ({ data, source }) => {
              console.log("worker", "createObjectURL" in URL, await fetched(data));
              source.postMessage("done");
            };
            """);
  }

  @Test
  void standsForTheBlobUntilItIsRevoked() throws Exception {
    site.run(
        FETCHED
            + """
            (async () => {
              const blob = new Blob(["hello"], { type: "text/x" });
              const url = URL.createObjectURL(blob);
              console.log(/^blob:https:\\/\\/localhost\\/[0-9a-f-]{36}$/.test(url));
              console.log(await fetched(url));
              console.log(await fetched(url + "#part"));
              console.log(await fetched(url + "?query"), await fetched(url, { method: "POST" }));
              const early = new Request(url);
              URL.revokeObjectURL(url + "#part");
              console.log(await fetched(url));
              URL.revokeObjectURL(url);
              console.log(await fetched(url), await fetched(early.clone()));
              try { URL.createObjectURL({}); } catch (error) { console.log(error.name); }
            })();
            """);
    String whole = "200 basic content-length,5 content-type,text/x hello";
    assertThat(site.console())
        .containsExactly(
            "true", whole, whole, "TypeError TypeError", whole, "TypeError " + whole, "TypeError");
  }

  @Test
  void givesTheRangeThatIsAskedFor() throws Exception {
    site.run(
        FETCHED
            + """
            (async () => {
              const url = URL.createObjectURL(new Blob(["abc", "defg"]));
              for (const Range of ["bytes=2-4", "bytes \\t=\\t 5 - ", "bytes=-2", "bytes=7-", "bytes=1-2,4-5"]) {
                console.log(await fetched(url, { headers: { Range } }));
              }
            })();
            """);
    assertThat(site.console())
        .containsExactly(
            "206 basic content-length,3 content-range,bytes 2-4/7 content-type, cde",
            "206 basic content-length,2 content-range,bytes 5-6/7 content-type, fg",
            "206 basic content-length,2 content-range,bytes 5-6/7 content-type, fg",
            "TypeError",
            "TypeError");
  }

  @Test
  void aWorkerOfTheOriginMayFetchItAsLongAsItsPageIsThere() throws Exception {
    site.register();
    Page page =
        site.run(
            """
            const url = URL.createObjectURL(new Blob(["hello"]));
            const ask = async () => {
              (await navigator.serviceWorker.ready).active.postMessage(url);
            };
            navigator.serviceWorker.onmessage = () => console.log(url);
            ask();
            """);
    String url = site.console().getLast();
    assertThat(site.console())
        .contains("worker false 200 basic content-length,5 content-type, hello");
    page.close();
    get(site.site().idle());
    site.run(
        "navigator.serviceWorker.ready.then(({ active }) => active.postMessage(\"" + url + "\"));");
    assertThat(site.console()).endsWith("worker false TypeError");
  }

  @Test
  void pagesKeepOnlySoManyBytesAlive() throws Exception {
    site.run(
        """
        const half = new Blob([new Uint8Array(200 << 20)]);
        const first = URL.createObjectURL(half);
        const again = URL.createObjectURL(half);
        const other = new Blob([half, "."]);
        const attempt = () => {
          try {
            URL.createObjectURL(other);
            console.log("made");
          } catch (error) {
            console.log(error.name, error.message.includes("revokeObjectURL"));
          }
        };
        attempt();
        URL.revokeObjectURL(first);
        attempt();
        URL.revokeObjectURL(again);
        attempt();
        """);
    assertThat(site.console())
        .containsExactly("QuotaExceededError true", "QuotaExceededError true", "made");
  }
}
