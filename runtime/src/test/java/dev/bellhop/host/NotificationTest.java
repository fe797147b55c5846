package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Registration;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent.NotificationClosed;
import dev.bellhop.TraceEvent.NotificationShown;
import dev.bellhop.WorkerEvent;
import dev.bellhop.WorkerEvent.NotificationClick;
import dev.bellhop.WorkerEvent.NotificationClose;
import dev.bellhop.WorkerEvent.Push;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NotificationTest extends SiteTestCase {
  private static final String TELLING_WORKER =
      """
      onpush = (event) => event.waitUntil(
          registration.showNotification("News", JSON.parse(event.data?.text() ?? "{}")));
      const tell = ({ type, notification, action, reply }) =>
          console.log(type, notification.title, notification.tag, action, reply);
      onnotificationclick = tell;
      onnotificationclose = tell;
      """;

  private Registration worker(String script) throws IOException {
    return site.write("sw.js", script).register();
  }

  private static Push push(String options) {
    return new Push(options.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> shown() {
    return site.events(NotificationShown.class).stream()
        .map(e -> e.title() + "/" + e.body() + "/" + e.tag() + "/" + e.actions())
        .toList();
  }

  @Test
  void aPushShowsOneAndAClickOnItsActionComesBack() throws IOException {
    Registration worker = worker(TELLING_WORKER);
    get(
        worker.dispatch(
            push(
                """
                {"body": "Rain.", "tag": "weather",
                 "actions": [{"action": "open", "title": "Open"}]}
                """)));
    assertThat(shown()).containsExactly("News/Rain./weather/[open]");
    DispatchResult result = get(worker.dispatch(new NotificationClick("weather", "open", "Why?")));
    assertThat(result.outcome()).isEqualTo(Outcome.HANDLED);
    get(worker.dispatch(new NotificationClick(null, "", null)));
    get(worker.dispatch(new NotificationClose(null)));
    assertThat(site.console())
        .containsExactly(
            "notificationclick News weather open Why?",
            "notificationclick News weather  null",
            "notificationclose News weather  null");
    assertThat(site.events(NotificationClosed.class))
        .extracting(NotificationClosed::by)
        .containsExactly("user");
  }

  @Test
  void whatIsNotShownCannotBeClicked() throws IOException {
    Registration worker = worker(TELLING_WORKER);
    refuses(worker, new NotificationClick(null, "", null), "no notification is shown");
    get(worker.dispatch(push("{\"tag\": \"weather\"}")));
    refuses(
        worker,
        new NotificationClick("sport", "", null),
        "no notification \"sport\" is shown; shown: weather");
    refuses(
        worker,
        new NotificationClick("weather", "open", null),
        "the notification has no action \"open\"; it has: none");
  }

  private static void refuses(Registration worker, WorkerEvent event, String sentence) {
    Assertions.assertThatThrownBy(() -> worker.dispatch(event).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(BellhopException.class)
        .hasMessage(sentence);
  }

  @Test
  void aClickOnOneThatNavigatesTellsNoWorker() throws IOException {
    Registration worker = worker(TELLING_WORKER);
    get(worker.dispatch(push("{\"navigate\": \"/news\"}")));
    assertThat(get(worker.dispatch(new NotificationClick(null, "", null))))
        .isEqualTo(
            new DispatchResult(
                Outcome.SKIPPED,
                0,
                0,
                0,
                "a click on it opens https://localhost/news and tells no worker"));
    assertThat(site.console()).isEmpty();
  }

  @Test
  void theTagReplacesAndEachIsListedUntilItIsClosed() throws IOException {
    worker("");
    site.run(
        """
        const list = async (filter) =>
            (await registration.getNotifications(filter)).map((one) => one.body).join();
        let registration;
        (async () => {
          registration = await navigator.serviceWorker.ready;
          await registration.showNotification("a", { body: "1", tag: "x" });
          await registration.showNotification("a", { body: "2" });
          await registration.showNotification("a", { body: "3", tag: "x" });
          const all = await list();
          const tagged = await list({ tag: "x" });
          (await registration.getNotifications())[0].close();
          const left = await list();
          console.log(all, tagged, left);
        })();
        """);
    assertThat(site.console()).containsExactly("2,3 3 3");
    assertThat(site.events(NotificationShown.class).getLast().replaced())
        .isEqualTo(site.events(NotificationShown.class).getFirst().notification());
  }

  @Test
  void everyMemberComesBackInAnotherProcess() throws IOException {
    worker("");
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) =>
          registration.showNotification("Title", {
            dir: "rtl", lang: "he", body: "Body", tag: "tag", image: "i.png", icon: "/c.png",
            badge: "b.png", vibrate: [1, 20000, 3, 4], timestamp: 5, renotify: true,
            requireInteraction: true,
            data: { when: new Date(7), bytes: new Uint8Array([1, 2]), none: NaN },
            actions: Array.from({ length: 6 }, (_, i) => ({ action: `a${i}`, title: `A${i}` })),
          }));
        """);
    site.restart();
    site.run(
        """
        navigator.serviceWorker.ready.then(async (registration) => {
          const [one] = await registration.getNotifications();
          console.log(one.title, one.dir, one.lang, one.body, one.navigate === "", one.tag);
          console.log(one.image, one.icon, one.badge, one.vibrate.join(), one.timestamp);
          console.log(one.renotify, one.silent, one.requireInteraction, one.data === one.data);
          console.log(one.data.when.getTime(), one.data.bytes.join(), one.data.none);
          console.log(one.actions.length, one.actions[3].title, Object.isFrozen(one.actions));
        });
        """);
    assertThat(site.console())
        .containsExactly(
            "Title rtl he Body true tag",
            "https://localhost/i.png https://localhost/c.png https://localhost/b.png 1,10000,3 5",
            "true null true true",
            "7 1,2 NaN",
            "4 A3 true");
  }

  @Test
  void whatCannotBeShownIsRefused() throws IOException {
    worker("");
    site.run(
        """
        const name = (promise) => promise.then(() => "shown", (error) => error.name);
        navigator.serviceWorker.ready.then(async (registration) => {
          const show = (...args) => name(registration.showNotification(...args));
          console.log(await show(), await show("a", { silent: true, vibrate: [1] }),
              await show("a", { renotify: true }), await show("a", { dir: "up" }),
              await show("a", { data: () => {} }), await show("a", { data: new Blob([]) }),
              await show("a", { actions: [{ action: "a" }] }));
        });
        """);
    assertThat(site.console())
        .containsExactly(
            "TypeError TypeError TypeError TypeError DataCloneError DataCloneError TypeError");
    assertThat(shown()).isEmpty();
  }

  @Test
  void aPageShowsItsOwnWithEvents() throws IOException {
    site.write("sw.js", "");
    site.run(
        """
        const one = new Notification("Own", { body: "b" });
        one.onshow = () => one.close();
        one.onclose = ({ type }) => console.log(type, Notification.permission);
        Notification.requestPermission((state) => console.log("called", state))
            .then((state) => console.log("asked", state));
        try {
          new Notification("Own", { actions: [{ action: "a", title: "A" }] });
        } catch (error) {
          console.log(error.name);
        }
        """);
    assertThat(site.console())
        .containsExactlyInAnyOrder("TypeError", "asked granted", "called granted", "close granted");
    assertThat(shown()).containsExactly("Own/b//[]");
    assertThat(site.events(NotificationClosed.class)).hasSize(1);
  }

  @Test
  void aWorkerCannotConstructOne() throws IOException {
    worker(
        """
        try {
          new Notification("a");
        } catch (error) {
          console.log(error.name, Notification.maxActions, Notification.permission,
              "requestPermission" in Notification);
        }
        """);
    assertThat(site.console()).containsExactly("TypeError 4 granted false");
  }

  @Test
  void nothingIsShownWhereThatIsDenied() throws IOException {
    site.write("sw.js", "");
    var opened =
        site.host()
            .site(
                SiteOptions.folder(site.folder())
                    .withPermission(Permission.NOTIFICATIONS, PermissionState.DENIED));
    get(opened.register());
    site.write(
        "page.js",
        """
        const one = new Notification("Own");
        one.onerror = ({ type }) => console.log(type);
        navigator.serviceWorker.ready
            .then((registration) => registration.showNotification("a"))
            .catch(({ name }) => console.log(name, Notification.permission));
        """);
    get(opened.openPage("page.js"));
    get(opened.idle());
    assertThat(site.console()).containsExactlyInAnyOrder("error", "TypeError denied");
    assertThat(shown()).isEmpty();
  }
}
