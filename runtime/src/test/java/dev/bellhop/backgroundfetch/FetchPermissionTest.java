package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.PermissionState;
import dev.bellhop.backgroundfetch.FetchOrder.Asker;
import dev.bellhop.http.BytesBody;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Background fetches that wait for the user's permission, an upload among their requests. */
class FetchPermissionTest extends FetchServiceTest {
  private FetchSnapshot fetch;

  @BeforeEach
  void ask() throws Exception {
    fetches.server.serve("/a", 10).on("/up", exchange -> exchange.respond(200, "ok"));
    fetch =
        await(
            fetches.service.fetch(
                new FetchOrder(
                    fetches.registration,
                    "movies",
                    List.of(
                        fetches.get("/a"),
                        fetches.request("POST", "/up").withBody(BytesBody.of("film"))),
                    null,
                    List.of(),
                    0,
                    new Asker(PermissionState.PROMPT, true))));
  }

  private Wait waitsFor() throws Exception {
    return await(fetches.service.info(fetch.uid())).progress().waitsFor();
  }

  @Test
  void beginWhenTheUserLetsThemGo() throws Exception {
    assertThat(waitsFor()).isEqualTo(new Wait(Wait.Reason.PERMISSION, 0));
    assertThat(await(fetches.service.info(fetch.uid())).state()).isEqualTo("paused");
    assertThat(await(fetches.service.pause(fetch.uid()))).isFalse();
    assertThat(fetches.server.requests()).isEmpty();

    assertThat(await(fetches.service.resume(fetch.uid()))).isTrue();
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
    assertThat(fetches.handled(fetch).uploaded()).isEqualTo(4);
  }

  @Test
  void waitOnAfterARestart() throws Exception {
    fetches.restart();
    assertThat(waitsFor()).isEqualTo(new Wait(Wait.Reason.PERMISSION, 0));
    await(fetches.service.resumeAll(fetches.registration));
    assertThat(waitsFor()).isEqualTo(new Wait(Wait.Reason.PERMISSION, 0));
    assertThat(await(fetches.service.resume(fetch.uid()))).isTrue();
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }

  @Test
  void canBeAbortedMeanwhile() throws Exception {
    assertThat(await(fetches.service.abort(fetch.uid(), "user"))).isTrue();
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("aborted");
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchabort");
    assertThat(fetches.server.requests()).isEmpty();
  }
}
