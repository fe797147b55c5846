package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Registration;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteOptions.WorkerType;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent.Diagnostic;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promises that nobody waits for, named whether or not their operations are done in time. */
@Timeout(60)
final class FloatingPromisesTest extends SiteTestCase {
  private static final List<String> NAMES = List.of("BH0007", "BH0008");

  /** What was told of the worker while it got so many events. */
  private List<String> told(String worker, WorkerType type, int events) throws IOException {
    site.write("app.css", "p { color: green }").write("sw.js", worker);
    Registration registration =
        get(site.site(SiteOptions.folder(site.folder()).withWorkerType(type)).register());
    for (int i = 0; i < events; i++) {
      get(registration.dispatch(new WorkerEvent.Message("{}")));
    }
    get(site.site().idle());
    return site.events(Diagnostic.class).stream()
        .filter(told -> NAMES.contains(told.code()))
        .map(FloatingPromisesTest::inWords)
        .toList();
  }

  private static String inWords(Diagnostic told) {
    SourceFrame frame = Objects.requireNonNull(told.frame());
    String text = Objects.requireNonNull(frame.text()).substring(frame.column() - 1);
    return "%s %s:%d %s"
        .formatted(
            told.code(),
            frame.url().replaceFirst(".*/", ""),
            frame.line(),
            text.replaceFirst("(?<=\\w)\\(.*", ""));
  }

  private static String listening(String... listeners) {
    return Stream.of(listeners)
        .map(
            "addEventListener(\"message\", (event) => { event.waitUntil(opened); %s });\n"
                ::formatted)
        .collect(
            Collectors.joining(
                "",
                "const opened = caches.open(\"any\"); const one = () => new Response(\"1\");\n",
                ""));
  }

  @Test
  void areNamedInAnEventThatWaitsForOthers() throws IOException {
    String worker =
        listening(
            "event.waitUntil(opened.then((cache) => { cache.put('/1', one()); }));",
            "event.waitUntil(opened.then((cache) => { cache.add('/app.css'); }));",
            "event.waitUntil(opened.then((cache) => { cache.addAll([]); }));",
            "event.waitUntil(opened.then((cache) => { cache.delete('/1'); }));",
            "event.waitUntil(opened.then(() => { caches.delete('all'); }));",
            "event.waitUntil(opened.then(() => { clients.openWindow('/'); }));",
            "event.waitUntil(opened.then(() => { registration.showNotification('a'); }));",
            "opened.then((cache) => cache.put('/1', one()));",
            "event.waitUntil((async () => { (await opened).put('/1', one()); return 1; })());",
            "event.waitUntil((async () => { ['/1'].forEach(async (url) => {"
                + " const cache = await opened; await cache.put(url, one()); }); })());");
    assertThat(told(worker, WorkerType.CLASSIC, 1))
        .containsExactlyInAnyOrder(
            "BH0008 sw.js:2 cache.put",
            "BH0008 sw.js:3 cache.add",
            "BH0008 sw.js:4 cache.addAll",
            "BH0008 sw.js:5 cache.delete",
            "BH0008 sw.js:6 caches.delete",
            "BH0008 sw.js:7 clients.openWindow",
            "BH0008 sw.js:8 registration.showNotification",
            "BH0008 sw.js:9 cache.put",
            "BH0008 sw.js:10 (await opened).put",
            "BH0008 sw.js:11 cache.put");
  }

  @Test
  void areNotNamedWhereTheyMayBeWaitedFor() throws IOException {
    String worker =
        listening(
            "event.waitUntil(opened.then((cache) => cache.put('/1', one())));",
            "event.waitUntil(opened.then((cache) => cache.addAll(['/app.css'])));",
            "event.waitUntil(opened.then((cache) => { const put = cache.put('/1', one()); return put; }));",
            "event.waitUntil((async () => { await (await opened).delete('/1'); })());",
            "event.waitUntil(Promise.all([1, 2].map(() => caches.delete('all'))));",
            "event.waitUntil(new Promise((done) => { opened.then((c) => c.put('/1', one())).then(done); }));",
            "let done; event.waitUntil(new Promise((d) => { done = d; })); "
                + "(async () => { await (await opened).put('/1', one()); done(); })();");
    assertThat(told(worker, WorkerType.CLASSIC, 1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(WorkerType.class)
  void oneMistakeIsNamedOnce(WorkerType type) throws IOException {
    String worker =
        """
        let first = true;
        const store = async () => {
          const cache = await caches.open("any");
          if (first) {
            first = false;
            await cache.put("/1", new Response("1"));
          }
          await cache.put("/2", new Response("2"));
          await cache.delete("/1");
        };
        addEventListener("message", (event) => {
          event.waitUntil(caches.has("any"));
          store();
        });
        """;
    assertThat(told(worker, type, 2)).containsExactly("BH0008 sw.js:6 cache.put");
  }

  @Test
  void eachPromiseThatIsDroppedIsNamed() throws IOException {
    String worker =
        """
        addEventListener("message", (event) => {
          event.waitUntil(
            caches.open("any").then((cache) => {
              cache.put("/1", new Response("1"));
              cache.put("/2", new Response("2"));
            }),
          );
        });
        """;
    assertThat(told(worker, WorkerType.CLASSIC, 2))
        .containsExactly("BH0008 sw.js:4 cache.put", "BH0008 sw.js:5 cache.put");
  }

  @Test
  void anAsyncListenersWorkIsNamedThoughItIsDoneInTime() throws IOException {
    String worker =
        """
        const opened = caches.open("any");
        addEventListener("message", async (event) => {
          await (await opened).put("/1", new Response("1"));
        });
        """;
    assertThat(told(worker, WorkerType.CLASSIC, 2))
        .containsExactly("BH0007 sw.js:3 (await opened).put");
  }

  @Test
  void anAsyncListenerMayTellThatItIsDone() throws IOException {
    String worker =
        """
        const opened = caches.open("any");
        addEventListener("message", async (event) => {
          const { promise, resolve } = Promise.withResolvers();
          event.waitUntil(promise);
          await (await opened).put("/1", new Response("1"));
          resolve();
        });
        """;
    assertThat(told(worker, WorkerType.CLASSIC, 2)).isEmpty();
  }

  @Test
  void anotherScriptMayWaitForAFunction() throws IOException {
    site.write(
        "lib.js",
        """
        const store = async () => {
          const cache = await caches.open("any");
          await cache.put("/1", new Response("1"));
        };
        const unused = () => { store(); };
        """);
    String worker =
        """
        importScripts("lib.js");
        addEventListener("message", (event) => event.waitUntil(store()));
        """;
    assertThat(told(worker, WorkerType.CLASSIC, 1)).isEmpty();
  }
}
