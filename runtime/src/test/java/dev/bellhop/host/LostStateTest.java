package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Registration;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteOptions.WorkerType;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceEvent.Diagnostic;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a restart loses of the variables at the top level of scripts and modules. */
@Timeout(60)
class LostStateTest extends SiteTestCase {
  /** Gets an event, is started anew, and gets another one. */
  private void restart(WorkerType type) {
    Registration registration =
        get(site.site(SiteOptions.folder(site.folder()).withWorkerType(type)).register());
    get(registration.dispatch(new WorkerEvent.Sync("one", false)));
    get(registration.terminate());
    get(registration.dispatch(new WorkerEvent.Sync("two", false)));
  }

  private List<String> lost() {
    return site.events(Diagnostic.class).stream()
        .map(
            told -> {
              SourceFrame frame = Objects.requireNonNull(told.frame());
              return "%s %d:%d %s"
                  .formatted(
                      frame.url().replaceFirst(".*/", ""),
                      frame.line(),
                      frame.column(),
                      told.message().replaceFirst(" when .*", ""));
            })
        .sorted()
        .toList();
  }

  @Test
  void variablesOfClassicScripts() throws IOException {
    site.write("lib.js", "var pages = {};\nfunction visit(page) { pages[page] = 1; }")
        .write(
            "sw.js",
            """
            importScripts("lib.js");
            let first = ",;", last = null, same = 5;
              const seen = new Set(), list = [1, 2]; var [visits] = [0];
            const NAME = "films";
            addEventListener("sync", ({ tag }) => {
              last = tag;
              seen.add(tag);
              visits++;
              visit(tag);
            });
            """);
    restart(WorkerType.CLASSIC);
    assertThat(lost())
        .containsExactly(
            "lib.js 1:5 pages was {one: 1}",
            "sw.js 2:19 last was \"one\"",
            "sw.js 3:47 visits was 1",
            "sw.js 3:9 seen was a Set of 1");
  }

  @Test
  void variablesOfModules() throws IOException {
    site.write("counts.mjs", "export let count = 0;\nexport const add = () => count++;")
        .write(
            "sw.js",
            """
            import { add } from "./counts.mjs";
            const state = { tags: [], last: null };
            let untouched = 1;
            console.log(Object.keys(globalThis).length === Object.keys(self).length);
            addEventListener("sync", ({ tag }) => {
              add();
              state.tags.push(tag);
              state.last = tag;
              console.log("bellhop:state" in globalThis);
            });
            // The last line has no end.""");
    restart(WorkerType.MODULE);
    assertThat(lost())
        .containsExactly(
            "counts.mjs 1:12 count was 1",
            "sw.js 2:7 state was {tags: an array of 1, last: \"one\"}");
    assertThat(site.console()).containsExactly("true", "false", "true", "false");
  }

  @Test
  void whatIsSetAnewByEachStartIsNotLost() throws IOException {
    site.write(
        "sw.js",
        """
        let count = 0;
        const text = `
        let class = 1;
        let nothing = 2;
        `;
        addEventListener("sync", () => {
          count = count + 1 - 1;
        });
        """);
    restart(WorkerType.MODULE);
    assertThat(lost()).isEmpty();
    assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
  }

  @Test
  void whatIsRestoredIsNotLost() throws IOException {
    site.write(
        "sw.js",
        """
        let tags = null;
        const load = async () => {
          const cache = await caches.open("state");
          tags ??= (await (await cache.match("/tags"))?.json()) ?? [];
          return cache;
        };
        addEventListener("sync", (event) => {
          event.waitUntil(load().then((cache) => {
            tags.push(event.tag);
            return cache.put("/tags", Response.json(tags));
          }));
        });
        """);
    restart(WorkerType.CLASSIC);
    assertThat(lost()).isEmpty();
  }

  @Test
  void whatOnlyGrowsAndHoldsLessWasNotRestored() throws IOException {
    site.write(
        "sw.js",
        """
        let events = 0;
        let unsent = 0;
        const tags = [];
        const seen = new Set();
        addEventListener("sync", (event) => {
          event.waitUntil(caches.has("state"));
          const times = event.tag === "one" ? 3 : 1;
          for (let i = 0; i < times; i++) {
            events++;
            unsent = events;
            tags.push(i);
            seen.add(i);
          }
          if (events > 5) { seen.clear(); }
        });
        """);
    restart(WorkerType.CLASSIC);
    assertThat(lost())
        .containsExactly("sw.js 1:5 events was 3", "sw.js 3:7 tags was an array of 3");
  }

  @Test
  void whatIsRestoredLaterIsNotLost() throws IOException {
    site.write(
        "sw.js",
        """
        let events = 0;
        addEventListener("sync", (event) => {
          event.waitUntil(
            (async () => {
              const cache = await caches.open("state");
              const known = await cache.match("/events");
              if (known && event.tag === "two") {
                for (const one of await known.json()) { events += 1; }
              }
              events++;
              events++;
              await cache.put("/events", Response.json(Array(events).fill(1)));
            })(),
          );
        });
        """);
    restart(WorkerType.CLASSIC);
    assertThat(lost()).isEmpty();
  }

  @Test
  void aModuleThatEndsTooEarlyIsNamedAtItsOwnEnd() throws IOException {
    site.write("sw.js", "let count = 0;\nfunction open() {");
    assertThat(
            site.site(SiteOptions.folder(site.folder()).withWorkerType(WorkerType.MODULE))
                .register()
                .handle((registered, failure) -> failure != null)
                .join())
        .isTrue();
    assertThat(site.events(TraceEvent.ScriptError.class))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.frame())
                  .isEqualTo(
                      new SourceFrame("https://localhost/sw.js", 2, 18, "function open() {"));
              assertThat(error.message()).doesNotContain("bellhop:state");
            });
  }
}
