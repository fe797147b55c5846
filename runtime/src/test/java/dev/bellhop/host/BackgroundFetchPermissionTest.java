package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.BellhopException;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the user says to background fetches, and what pages see of that. */
class BackgroundFetchPermissionTest extends BackgroundFetchSiteTest {
  private Site siteWhere(PermissionState state) {
    return site.host()
        .site(SiteOptions.folder(site.folder()).withPermission(Permission.BACKGROUND_FETCH, state));
  }

  @Test
  void refusesWhatIsDenied() throws Exception {
    worker("");
    Site opened = siteWhere(PermissionState.DENIED);
    Registration registration = get(opened.register());
    site.write(
        "page.js",
        """
        (async () => {
          const { state, name } = await navigator.permissions.query({ name: "background-fetch" });
          console.log(state, name);
          const { backgroundFetch } = await navigator.serviceWorker.ready;
          await backgroundFetch.fetch("films", "a.txt").catch((error) => console.log(error.name));
          await navigator.permissions.query({ name: "films" }).catch((e) => console.log(e.name));
        })();
        """);
    get(opened.openPage("page.js"));
    get(opened.idle());
    assertThat(site.console())
        .containsExactly("denied background-fetch", "NotAllowedError", "TypeError");
    assertThat(site.events(TraceEvent.PermissionAnswered.class))
        .containsExactly(
            new TraceEvent.PermissionAnswered("https://localhost", "background-fetch", "denied"));
    assertThatThrownBy(
            () ->
                registration
                    .backgroundFetch()
                    .fetch("films", List.of("a.txt"), BackgroundFetchOptions.none())
                    .join())
        .hasCauseInstanceOf(BellhopException.class)
        .hasMessageContaining("background-fetch is denied");
  }

  @Test
  void startsWhatIsAskedForPaused() throws Exception {
    worker(STORE_ALL);
    site.write("a.txt", "film")
        .write(
            "page.js",
            """
            (async () => {
              const { backgroundFetch } = await navigator.serviceWorker.ready;
              const upload = new Request("missing", { method: "POST", body: "up" });
              const fetch = await backgroundFetch.fetch("films", ["a.txt", upload]);
              console.log(fetch.id, fetch.result === "", fetch.uploadTotal,
                  (await navigator.permissions.query({ name: "background-fetch" })).state);
            })();
            """);
    Site opened = siteWhere(PermissionState.PROMPT);
    Registration registration = get(opened.register());
    get(opened.openPage("page.js"));
    site.awaitConsole("films true 2 prompt");
    assertThat(get(registration.backgroundFetch().list()).getFirst().progress().waitsFor())
        .isEqualTo(new Wait(Wait.Reason.PERMISSION, 0));
    assertThat(site.events(TraceEvent.RequestProcessingStarted.class)).isEmpty();

    BackgroundFetch fetch = get(registration.backgroundFetch().get("films")).orElseThrow();
    assertThat(get(fetch.resume())).isTrue();
    assertThat(get(fetch.handled()).uploaded()).isEqualTo(2);
    assertThat(site.events(TraceEvent.RequestProcessingStarted.class)).hasSize(2);
  }

  @Test
  void tellsScriptsThatTheUserHasChangedTheirMind() throws Exception {
    worker("");
    site.register();
    site.run(
        """
        navigator.permissions.query({ name: "background-fetch" }).then((status) => {
          status.onchange = ({ type, target }) => console.log(type, target === status, status.state);
          console.log(status instanceof PermissionStatus, status.state);
        });
        """);
    site.site().setPermission(Permission.PUSH, PermissionState.DENIED);
    site.site().setPermission(Permission.BACKGROUND_FETCH, PermissionState.GRANTED);
    site.site().setPermission(Permission.BACKGROUND_FETCH, PermissionState.DENIED);
    site.awaitConsole("change true denied");
    assertThat(site.console()).containsExactly("true granted", "change true denied");
  }
}
