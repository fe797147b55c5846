package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** navigator.locks, through a whole site. */
@Timeout(60)
class WebLocksTest extends SiteTestCase {
  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "");
  }

  @Test
  void exclusiveLocksAreHeldOneAfterTheOtherAndSharedOnesTogether() throws Exception {
    site.run(
        """
        const { locks } = navigator;
        const hold = (label, options) => locks.request("x", options, async (lock) => {
          console.log("begin", label, lock.name, lock.mode);
          await new Promise((resolve) => setTimeout(resolve, 5));
          console.log("end", label);
          return label;
        });
        (async () => {
          const [first] = await Promise.all([
            hold("a", {}),
            hold("b", { mode: "shared" }),
            hold("c", { mode: "shared" }),
            hold("d", {}),
            locks.request("y", () => console.log("other name")),
          ]);
          console.log(first, (await locks.query()).held.length);
        })();
        """);
    assertThat(site.console())
        .containsExactly(
            "begin a x exclusive",
            "other name",
            "end a",
            "begin b x shared",
            "begin c x shared",
            "end b",
            "end c",
            "begin d x exclusive",
            "end d",
            "a 0");
  }

  @Test
  void aLockIsHadAtOnceStolenOrGivenUp() throws Exception {
    site.run(
        """
        const { locks } = navigator;
        const say = (label) => (error) => console.log(label, error.name ?? error);
        const never = new Promise(() => {});
        (async () => {
          locks.request("x", () => never).catch(say("robbed"));
          console.log(await locks.request("x", { ifAvailable: true }, (lock) => lock));
          const controller = new AbortController();
          const waiting = locks.request("x", { signal: controller.signal }, () => {});
          const { held, pending } = await locks.query();
          console.log(held[0].name, held[0].mode, held[0].clientId === pending[0].clientId);
          controller.abort("enough");
          await waiting.catch(say("given up"));
          console.log(await locks.request("x", { steal: true }, ({ mode }) => mode));
          await locks.request("x", () => { throw "thrown"; }).catch(say("failed"));
          console.log(await locks.request("x", () => "free"));
        })();
        """);
    assertThat(site.console())
        .containsExactly(
            "null",
            "x exclusive true",
            "given up enough",
            "robbed AbortError",
            "exclusive",
            "failed thrown",
            "free");
  }

  @Test
  void whatCannotBeMeantIsRefused() throws Exception {
    site.run(
        """
        const { locks } = navigator;
        const nothing = () => {};
        (async () => {
          const { signal } = new AbortController();
          for (const args of [
            ["-x", nothing], ["x"], ["x", {}], ["x", { mode: "none" }, nothing],
            ["x", { steal: true, ifAvailable: true }, nothing],
            ["x", { steal: true, mode: "shared" }, nothing], ["x", { signal, steal: true }, nothing],
            ["x", { signal: AbortSignal.abort("before") }, nothing],
          ]) {
            await locks.request(...args).catch((error) => console.log(error.name ?? error));
          }
        })();
        """);
    assertThat(site.console())
        .containsExactly(
            "NotSupportedError",
            "TypeError",
            "TypeError",
            "TypeError",
            "NotSupportedError",
            "NotSupportedError",
            "NotSupportedError",
            "before");
  }

  @Test
  void aPageThatIsClosedReleasesItsLocksForAWorker() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("install", (event) => event.waitUntil(
            navigator.locks.request("x", () => console.log("the worker has it"))));
        """);
    Page page =
        site.run(
            """
            navigator.locks.request("x", () => {
              console.log("the page has it");
              return new Promise(() => {});
            });
            """);
    var registered = site.site().register();
    assertThat(registered).isNotDone();
    page.close();
    SiteFixture.get(registered);
    assertThat(site.console()).containsExactly("the page has it", "the worker has it");
  }
}
