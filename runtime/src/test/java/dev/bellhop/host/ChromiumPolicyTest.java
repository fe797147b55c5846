package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts see of Chromium's ways, beside what they see of the specification's. */
class ChromiumPolicyTest {
  private static final String WORKER =
      """
      addEventListener("message", async ({ source }) => {
        const answer = await registration.backgroundFetch.fetch("worker", "a.txt")
            .then(() => "started", (error) => error.name);
        source.postMessage(answer);
      });
      addEventListener("backgroundfetchfail", (event) => event.waitUntil((async () => {
        const { registration } = event;
        const posts = await registration.matchAll(new Request("up", { method: "POST" }));
        const missing = await registration.match("missing");
        const mail = await registration.match("http://127.0.0.1:8/");
        console.log(posts.length, JSON.stringify(await (await missing.responseReady).text()),
            mail && await mail.responseReady.catch((error) => error.name));
      })()));
      """;

  private static final String PAGE =
      """
      (async () => {
        const refusal = (promise) => promise.then(() => "resolved", (error) => error.name);
        const registering = await navigator.serviceWorker.register("sw.js");
        const early = new Request("up", { method: "POST", body: "early" });
        console.log(await refusal(registering.backgroundFetch.fetch("early", early)),
            early.bodyUsed);
        const { active, backgroundFetch } = await navigator.serviceWorker.ready;
        console.log(await refusal(backgroundFetch.get("")),
            await refusal(backgroundFetch.fetch("", "a.txt")),
            await refusal(backgroundFetch.fetch("mail", "http://127.0.0.1:25/")),
            await refusal(backgroundFetch.fetch("markup", "a\\n<b")),
            await refusal(backgroundFetch.fetch("line", "a\\nb")));
        navigator.serviceWorker.onmessage = async ({ data }) => {
          console.log(data);
          await backgroundFetch.fetch("films", ["missing", BROKEN,
              new Request("up", { method: "POST", body: "x" })]);
        };
        active.postMessage(null);
      })();
      """;

  @TempDir Path temp;

  private SiteFixture run(BackgroundFetchPolicy policy, String broken) throws Exception {
    var site = new SiteFixture(temp, builder -> builder.backgroundFetches(policy));
    try (site) {
      site.write("sw.js", WORKER).write("a.txt", "a");
      site.run(PAGE.replace("BROKEN", broken));
    }
    return site;
  }

  @Test
  void followsTheSpecification() throws Exception {
    assertThat(run(BackgroundFetchPolicy.defaults(), "'http://127.0.0.1:8/'").console())
        .containsExactly(
            "TypeError true",
            "resolved resolved resolved resolved resolved",
            "started",
            "0 \"There is no file for /missing in the folder.\\n\" TypeError");
  }

  @Test
  void followsChromium() throws Exception {
    assertThat(run(BackgroundFetchPolicy.chromium(), "'http://127.0.0.1:8/'").console())
        .containsExactly(
            "TypeError false",
            "TypeError TypeError TypeError TypeError resolved",
            "TypeError",
            "1 \"\" UnknownError");
  }
}
