package dev.bellhop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Trace;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static final Url PAGE = url("https://localhost/page.js");

  private final Clients clients = new Clients(new Random(1));
  private final Client client = clients.open(PAGE);
  private final List<String> heard = new ArrayList<>();
  private final Client.Receiver receiver =
      new Client.Receiver() {
        @Override
        public void message(ClonedValue data, Worker source) {
          heard.add("message " + data.cells());
        }

        @Override
        public void controllerChanged(Worker controller) {
          heard.add("controlled by " + controller.scriptUrl().href());
        }
      };

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null));
  }

  private static Worker worker(String script) {
    var clock = new VirtualClock();
    var registration = new WorkerRegistration(1, url("https://localhost/"), "imports");
    var scripts =
        WorkerScripts.growing(
            url(script),
            new ScriptFetch((request, uploaded, cancel) -> new CompletableFuture<>()),
            "default",
            new FetchedScripts(Map.of(), Map.of()));
    return new Worker(
        registration,
        url(script),
        "classic",
        scripts,
        new NoRealms(),
        clock,
        new Trace(clock),
        new WorkerLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), WorkerStop.WHEN_IDLE));
  }

  @Test
  void messagesAreHeldUntilTheyAreStartedAndThenComeInTheirOrder() {
    Worker source = worker("https://localhost/sw.js");
    client.receiver(receiver);
    client.post(new ClonedValue(List.of(1)), source);
    client.post(new ClonedValue(List.of(2)), source);
    assertThat(heard).isEmpty();
    client.startMessages();
    assertThat(heard).containsExactly("message [1]", "message [2]");
    client.post(new ClonedValue(List.of(3)), source);
    client.startMessages();
    assertThat(heard).containsExactly("message [1]", "message [2]", "message [3]");
  }

  @Test
  void messagesWaitForAPageThatIsBeingOpened() {
    client.startMessages();
    client.post(new ClonedValue(List.of(1)), worker("https://localhost/sw.js"));
    client.receiver(receiver);
    assertThat(heard).containsExactly("message [1]");
  }

  @Test
  void onlyAnotherControllerIsAChange() {
    Worker controller = worker("https://localhost/sw.js");
    client.receiver(receiver);
    client.controller(controller);
    client.controller(controller);
    assertThat(client.controller()).isSameAs(controller);
    assertThat(heard).containsExactly("controlled by https://localhost/sw.js");
  }

  @Test
  void eachPageHasAnIdOfItsOwnUntilItIsClosed() {
    Client second = clients.open(PAGE);
    assertThat(client.id()).isNotEqualTo(second.id());
    assertThat(UUID.fromString(second.id()).version()).isEqualTo(4);
    assertThat(UUID.fromString(second.id()).variant()).isEqualTo(2);
    assertThat(clients.all()).containsExactly(client, second);
    clients.close(client);
    assertThat(clients.all()).containsExactly(second);
    assertThat(clients.get(client.id())).isEmpty();
    assertThat(clients.get(second.id())).contains(second);
  }
}
