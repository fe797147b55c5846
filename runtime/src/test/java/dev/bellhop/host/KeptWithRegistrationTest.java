package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Registration;
import dev.bellhop.SiteOptions;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Push subscriptions, the content index and cookie subscriptions: what a registration keeps. */
@Timeout(60)
class KeptWithRegistrationTest extends SiteTestCase {
  private static final String KEY =
      "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

  private Registration worker(String script) throws IOException {
    return site.write("sw.js", script).register();
  }

  private void page(String steps) throws IOException {
    site.run("navigator.serviceWorker.ready.then(async (registration) => {" + steps + "});");
  }

  @Test
  void aPushSubscriptionIsKeptUntilItIsGivenUp() throws IOException {
    Registration worker =
        worker(
            """
            onpushsubscriptionchange = ({ oldSubscription, newSubscription }) =>
                console.log(oldSubscription?.endpoint, newSubscription);
            """);
    page(
        """
        const { pushManager } = registration;
        console.log(await pushManager.getSubscription(), await pushManager.permissionState(),
            PushManager.supportedContentEncodings.join());
        const one = await pushManager.subscribe({
          userVisibleOnly: true, applicationServerKey: "%s" });
        const json = one.toJSON();
        console.log(one.endpoint.replace(/[0-9a-f]{32}/, "<id>"), one.expirationTime,
            one.options.userVisibleOnly, new Uint8Array(one.options.applicationServerKey)[0],
            one.getKey("p256dh").byteLength, one.getKey("auth").byteLength,
            Object.keys(json.keys).join());
        const same = await pushManager.subscribe({
          userVisibleOnly: true, applicationServerKey: one.options.applicationServerKey });
        console.log(same.endpoint === one.endpoint);
        """
            .formatted(KEY));
    site.restart();
    worker = site.register();
    page("console.log((await registration.pushManager.getSubscription()) !== null);");
    get(worker.dispatch(new WorkerEvent.PushSubscriptionChange()));
    page("console.log(await registration.pushManager.getSubscription());");
    assertThat(site.console())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("null granted aes128gcm"),
            line ->
                assertThat(line)
                    .isEqualTo("https://push.bellhop.invalid/<id> null true 4 65 16 auth,p256dh"),
            line -> assertThat(line).isEqualTo("true"),
            line -> assertThat(line).isEqualTo("true"),
            line -> assertThat(line).matches("https://push.bellhop.invalid/[0-9a-f]{32} null"),
            line -> assertThat(line).isEqualTo("null"));
  }

  @Test
  void aPushSubscriptionIsRefusedWhereItCannotBe() throws IOException {
    worker("");
    page(
        """
        const { pushManager } = registration;
        const name = (options) =>
            pushManager.subscribe(options).then(() => "subscribed", (error) => error.name);
        const off = "BA".padEnd(87, "A");
        console.log(await name({ applicationServerKey: "?" }),
            await name({ applicationServerKey: "AAAA" }),
            await name({ applicationServerKey: off }), await name({}),
            await name({ userVisibleOnly: true }));
        const one = await pushManager.getSubscription();
        const first = await one.unsubscribe();
        const second = await one.unsubscribe();
        console.log(first, second, await pushManager.getSubscription());
        """);
    assertThat(site.console())
        .containsExactly(
            "InvalidCharacterError InvalidAccessError InvalidAccessError subscribed"
                + " InvalidStateError",
            "true false null");
  }

  @Test
  void pushIsRefusedWhereItIsDenied() throws IOException {
    site.write("sw.js", "");
    var opened =
        site.host()
            .site(
                SiteOptions.folder(site.folder())
                    .withPermission(Permission.PUSH, PermissionState.DENIED));
    get(opened.register());
    site.write(
        "page.js",
        """
        navigator.serviceWorker.ready.then(async ({ pushManager }) =>
          console.log(await pushManager.permissionState(),
              await pushManager.subscribe().catch((error) => error.name)));
        """);
    get(opened.openPage("page.js"));
    get(opened.idle());
    assertThat(site.console()).containsExactly("denied NotAllowedError");
  }

  @Test
  void contentIsListedUntilTheUserDeletesIt() throws IOException {
    Registration worker =
        worker(
            """
            oncontentdelete = (event) => event.waitUntil((async () => {
              const { length } = await registration.index.getAll();
              console.log(event.id, length);
            })());
            """);
    page(
        """
        const { index } = registration;
        await index.add({ id: "a", title: "A", description: "", url: "/a", category: "video" });
        await index.add({ id: "b", title: "B", description: "", url: "/b",
            icons: [{ src: "i.png", sizes: "16x16" }] });
        await index.add({ id: "a", title: "A2", description: "", url: "/a" });
        await index.delete("b");
        const all = await index.getAll();
        console.log(JSON.stringify(all));
        const name = (description) => index.add(description).catch((error) => error.name);
        console.log(await name({ id: "c", title: "", description: "", url: "/c" }),
            await name({ id: "c", title: "C", description: "", url: "https://other.example/" }));
        """);
    get(worker.dispatch(new WorkerEvent.ContentDelete("a")));
    get(site.site().idle());
    assertThat(site.console())
        .containsExactly(
            "[{\"category\":\"\",\"description\":\"\",\"icons\":[],\"id\":\"a\",\"title\":\"A2\","
                + "\"url\":\"/a\"}]",
            "TypeError TypeError",
            "a 0");
  }

  @Test
  void cookieSubscriptionsAreKeptAndChangesComeFromOutside() throws IOException {
    Registration worker =
        worker(
            "oncookiechange = ({ changed, deleted }) =>"
                + " console.log(JSON.stringify([changed, deleted]), Object.isFrozen(changed));");
    page(
        """
        const { cookies } = registration;
        await cookies.subscribe([{ name: "a" }, { name: "b", url: "/x" }, { name: "a" }]);
        await cookies.unsubscribe([{ url: "/x", name: "b" }]);
        console.log(JSON.stringify(await cookies.getSubscriptions()));
        """);
    get(worker.dispatch(new WorkerEvent.CookieChange(Map.of("a", "1"), List.of("b"))));
    assertThat(site.console())
        .containsExactly(
            "[{\"name\":\"a\",\"url\":\"https://localhost/\"}]",
            "[[{\"name\":\"a\",\"value\":\"1\"}],[{\"name\":\"b\"}]] true");
  }
}
