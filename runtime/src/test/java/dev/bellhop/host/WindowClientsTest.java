package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.TraceEvent;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows that workers open, focus and navigate, through a whole site. */
@Timeout(60)
class WindowClientsTest extends SiteTestCase {
  /** Runs `steps` when a page sends "go", and tells how it ended. */
  private static final String ON_GO =
      """
      onmessage = (event) => event.waitUntil(steps(event).then(
        (value) => console.log("done", value === null ? null : value.url, value?.focused),
        (error) => console.log(error.name),
      ));
      """;

  private static final String GO =
      "navigator.serviceWorker.ready.then(({ active }) => active.postMessage('go'));";

  private static String url(Page page) {
    return page.url().substring("https://localhost/".length());
  }

  /** A background fetch that ends at once, and a user who clicks on it. */
  private void click(Registration registration) {
    var fetch =
        get(
            registration
                .backgroundFetch()
                .fetch("f", List.of("/sw.js"), BackgroundFetchOptions.none()));
    get(fetch.click());
  }

  @Test
  void openWindowNeedsAClickOfTheUser() throws Exception {
    site.write("sw.js", "const steps = () => clients.openWindow('/page.js');" + ON_GO);
    site.register();
    site.run(GO);
    assertThat(site.console()).containsExactly("InvalidAccessError");
    assertThat(site.events(TraceEvent.WindowOpened.class)).isEmpty();
  }

  @Test
  void aBadUrlIsATypeErrorWhoeverAsks() throws Exception {
    site.write(
        "sw.js",
        """
        const steps = async ({ source }) => {
          const attempts = [
            () => clients.openWindow("http://["),
            () => clients.openWindow("about:blank"),
            () => source.navigate("http://["),
            () => source.navigate("about:blank"),
            () => source.navigate("/other.js"),
            () => source.focus(),
            () => clients.openWindow(),
          ];
          for (const attempt of attempts) {
            await attempt().catch((error) => console.log(error.name));
          }
          return null;
        };
        """
            + ON_GO);
    site.write("page.js", GO);
    get(site.site().openPage("page.js"));
    site.register();
    get(site.site().idle());
    assertThat(site.console())
        .containsExactly(
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "InvalidAccessError",
            "TypeError",
            "done null undefined");
  }

  @Test
  void aClickOnABackgroundFetchOpensAWindowThatHasTheFocus() throws Exception {
    site.write(
            "sw.js",
            """
            onbackgroundfetchclick = (event) => event.waitUntil((async () => {
              const client = await clients.openWindow("opened.js#part");
              const { url, type, focused, visibilityState, frameType, ancestorOrigins } = client;
              console.log(url, type, focused, visibilityState, frameType, ancestorOrigins.length);
              client.postMessage("welcome");
              const [first, second] = await clients.matchAll();
              console.log(first.id === client.id, second.focused, second.url);
              const other = await second.focus();
              console.log(other !== second, other.id === second.id, other.focused, second.focused);
              console.log((await clients.get(client.id)).focused);
              console.log(await clients.openWindow("https://example.org/"));
              console.log(await clients.openWindow("missing.js"));
            })());
            """)
        .write("opened.js", "navigator.serviceWorker.onmessage = ({ data }) => console.log(data);")
        .write("page.js", "");
    Registration registration = site.register();
    get(site.site().openPage("page.js"));
    click(registration);
    get(site.site().idle());
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "https://localhost/opened.js#part window true visible top-level 0",
            "welcome",
            "true false https://localhost/page.js",
            "true true true false",
            "false",
            "null",
            "null");
    assertThat(site.events(TraceEvent.WindowOpened.class))
        .extracting(TraceEvent.WindowOpened::url)
        .containsExactly(
            "https://localhost/opened.js#part",
            "https://example.org/",
            "https://localhost/missing.js");
    assertThat(site.events(TraceEvent.WindowFocused.class))
        .containsExactly(
            new TraceEvent.WindowFocused("https://localhost/page.js", "https://localhost/sw.js"));
    assertThat(site.events(TraceEvent.Diagnostic.class))
        .extracting(TraceEvent.Diagnostic::name)
        .containsExactly("window-not-opened");
  }

  @Test
  void navigateOpensTheNewPageInThePlaceOfTheOldOne() throws Exception {
    site.write(
            "sw.js",
            """
            const steps = async ({ source }) => {
              const next = await source.navigate("next.js");
              console.log(next.id !== source.id, (await clients.get(source.id)) === undefined);
              console.log((await clients.matchAll()).map(({ url }) => url).join());
              await source.navigate("next.js").catch((error) => console.log(error.name));
              return next;
            };
            """
                + ON_GO)
        .write("next.js", "console.log('next runs');")
        .write("page.js", "setTimeout(() => console.log('never'), 3600e3);" + GO);
    site.register();
    Page page = get(site.site().openPage("page.js"));
    page.focus();
    site.awaitConsole("done https://localhost/next.js true");
    // The timer of the page that is gone holds nothing up.
    get(site.site().idle());
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "next runs",
            "true true",
            "https://localhost/next.js",
            "TypeError",
            "done https://localhost/next.js true");
    assertThat(site.events(TraceEvent.WindowNavigated.class))
        .containsExactly(
            new TraceEvent.WindowNavigated(
                "https://localhost/page.js",
                "https://localhost/next.js",
                "https://localhost/sw.js"));
  }

  @Test
  void aPageThatIsNavigatedToAnotherOriginIsGone() throws Exception {
    site.write(
        "sw.js",
        """
        const steps = async ({ source }) => {
          const result = await source.navigate("https://example.org/");
          console.log((await clients.matchAll({ includeUncontrolled: true })).length);
          return result;
        };
        """
            + ON_GO);
    site.register();
    site.write("page.js", GO);
    // Whether the page's script has come to its end by the time that the page is gone is open.
    site.site().openPage("page.js");
    site.await(TraceEvent.ConsoleMessage.class, said -> said.text().startsWith("done"));
    assertThat(site.console()).containsExactly("0", "done null undefined");
  }

  @Test
  void matchAllTellsTheLastFocusedFirst() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = (event) => event.waitUntil((async () => {
          const all = await clients.matchAll();
          console.log(all.map(({ url, focused }) => url.slice(18, 19) + (focused ? "*" : "")).join());
          console.log(Object.isFrozen(all), all[0] === (await clients.matchAll())[0]);
        })());
        """);
    site.register();
    for (String name : new String[] {"a.js", "b.js", "c.js", "d.js"}) {
      site.write(name, "");
    }
    Page a = get(site.site().openPage("a.js"));
    Page b = get(site.site().openPage("b.js"));
    Page c = get(site.site().openPage("c.js"));
    Page d = get(site.site().openPage("d.js"));
    c.focus();
    b.focus();
    b.close();
    d.focus();
    c.focus();
    a.runScript("go.js", "navigator.serviceWorker.controller.postMessage('which?');");
    site.awaitConsole("true false");
    assertThat(site.console()).containsExactly("c*,d,a", "true false");
    assertThat(site.events(TraceEvent.WindowFocused.class))
        .extracting(focus -> focus.url().substring(18) + focus.by())
        .containsExactly("c.jsnull", "b.jsnull", "d.jsnull", "c.jsnull");
    assertThat(url(d)).isEqualTo("d.js");
  }

  @Test
  void aPageOutsideTheScopeIsNotControlledAndYetHearsTheWorker() throws Exception {
    Files.createDirectory(site.folder().resolve("app"));
    site.write(
            "sw.js", "onmessage = ({ source }) => source.postMessage('to an uncontrolled page');")
        .write("app/sw.js", "onmessage = ({ source }) => source.postMessage('hello');")
        .write("app/page.js", "")
        .write(
            "page.js",
            """
            navigator.serviceWorker.onmessage = ({ data }) => console.log(data);
            (async () => {
              const registration = await navigator.serviceWorker.register("app/sw.js");
              const worker = registration.installing;
              worker.onstatechange = () => {
                if (worker.state === "activated") {
                  console.log(navigator.serviceWorker.controller);
                  worker.postMessage(1);
                }
              };
            })();
            """);
    Page outside = get(site.site().openPage("page.js"));
    site.awaitConsole("hello");
    Page inside = get(site.site().openPage("app/page.js"));
    assertThat(outside.controller()).isNull();
    assertThat(inside.controller()).isEqualTo("https://localhost/app/sw.js");
    assertThat(inside.clientId()).hasSize(36).isNotEqualTo(outside.clientId());
    assertThat(site.console()).containsExactly("null", "hello");
  }

  @Test
  void messagesForAPageAreHeldUntilItsScriptHasRunWhateverBecomesOfIt() throws Exception {
    site.write("sw.js", "onmessage = ({ source }) => source.postMessage('answer');");
    site.register();
    site.write(
        "page.js",
        """
        navigator.serviceWorker.addEventListener("message", ({ data }) => console.log(data));
        navigator.serviceWorker.controller.postMessage(1);
        throw new Error("the page fails");
        """);
    assertThat(site.site().openPage("page.js")).failsWithin(Duration.ofSeconds(20));
    site.awaitConsole("answer");
  }
}
