package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.Registration;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events that come from the Java API. */
class DispatchTest extends SiteTestCase {
  private Registration worker(String script) throws IOException {
    return site.write("sw.js", script).register();
  }

  private static WorkerEvent push(String text) {
    return new WorkerEvent.Push(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pushesAMessage() throws IOException {
    Registration worker =
        worker(
            """
            onpush = (event) => event.waitUntil((async () => {
              const { data } = event;
              const blob = await data.blob().text();
              console.log(data.text(), data.json().a, data.bytes().length, blob,
                  data.arrayBuffer() === data.arrayBuffer());
            })());
            """);
    DispatchResult result = get(worker.dispatch(push("{\"a\":1}")));
    assertThat(result).isEqualTo(new DispatchResult(Outcome.HANDLED, 1, 0, 0, null));
    assertThat(site.console()).containsExactly("{\"a\":1} 1 7 {\"a\":1} false");
  }

  @Test
  void pushesNothing() throws IOException {
    Registration worker = worker("onpush = (event) => console.log(event.data);");
    get(worker.dispatch(new WorkerEvent.Push(null)));
    assertThat(site.console()).containsExactly("null");
  }

  @Test
  void tellsWhichTagIsSynced() throws IOException {
    Registration worker =
        worker(
            """
            onsync = (event) => console.log(event.tag, event.lastChance);
            onperiodicsync = (event) => console.log(event.tag);
            """);
    get(worker.dispatch(new WorkerEvent.Sync("outbox", true)));
    get(worker.dispatch(new WorkerEvent.PeriodicSync("news")));
    assertThat(site.console()).containsExactly("outbox true", "news");
  }

  @Test
  void sendsAMessageFromNowhere() throws IOException {
    Registration worker =
        worker(
            "onmessage = (event) => console.log(event.data.list[1], event.source, event.ports);");
    get(worker.dispatch(new WorkerEvent.Message("{\"list\": [1, \"two\"]}")));
    assertThat(site.console()).containsExactly("two null []");
  }

  @Test
  void refusesAMessageThatIsNoJson() throws IOException {
    Registration worker = worker("onmessage = () => {};");
    CompletableFuture<?> dispatched = worker.dispatch(new WorkerEvent.Message("{a"));
    assertThatThrownBy(dispatched::join)
        .hasCauseInstanceOf(BellhopException.class)
        .hasMessageContaining("the message is not JSON");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    DispatchResult result = get(worker("").dispatch(push("")));
    assertThat(result)
        .isEqualTo(
            new DispatchResult(Outcome.SKIPPED, 0, 0, 0, "the worker has no listener for push"));
  }

  @Test
  void saysThatAListenerThrew() throws IOException {
    Registration worker =
        worker("addEventListener('push', () => { throw new Error('no'); }); onpush = () => {};");
    assertThat(get(worker.dispatch(push(""))))
        .isEqualTo(new DispatchResult(Outcome.FAILED, 2, 1, 0, "a listener threw"));
  }

  @Test
  void saysThatAPromiseWasRejected() throws IOException {
    Registration worker = worker("onpush = (event) => event.waitUntil(Promise.reject(1));");
    assertThat(get(worker.dispatch(push(""))))
        .isEqualTo(
            new DispatchResult(
                Outcome.FAILED, 1, 0, 1, "a promise given to waitUntil() was rejected"));
  }

  @Test
  void dispatchesAgainWhatATerminationInterrupted() throws IOException {
    Registration worker =
        worker(
            """
            onpush = (event) => event.waitUntil((async () => {
              const first = !(await caches.has("seen"));
              await caches.open("seen");
              console.log(first ? "first" : "again");
              if (first) {
                await new Promise(() => {});
              }
            })());
            """);
    CompletableFuture<DispatchResult> result = worker.dispatch(push(""));
    site.awaitConsole("first");
    get(worker.terminate());
    assertThat(get(result).outcome()).isEqualTo(Outcome.HANDLED);
    assertThat(site.console()).containsExactly("first", "again");
  }
}
