package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** BroadcastChannel, through a whole site. */
@Timeout(60)
class BroadcastChannelTest extends SiteTestCase {
  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "");
  }

  private int channels() {
    return ((OpenSite) site.site()).channels().count();
  }

  @Test
  void everyOtherChannelOfTheNameHearsInTheOrderTheyWereMade() throws Exception {
    site.run(
        """
        const make = (name, label) => {
          const channel = new BroadcastChannel(name);
          channel.onmessage = (event) => {
            const { data, origin, source, ports } = event;
            console.log(label, data, origin, source, ports.length, event.target === channel);
          };
          return channel;
        };
        const a = make("news", "a");
        const b = make("news", "b");
        const c = make("news", "c");
        make("other", "other");
        console.log(a.name, a instanceof EventTarget);
        b.postMessage(1);
        b.postMessage(2);
        """);
    assertThat(site.console())
        .containsExactly(
            "news true",
            "a 1 https://localhost null 0 true",
            "c 1 https://localhost null 0 true",
            "a 2 https://localhost null 0 true",
            "c 2 https://localhost null 0 true");
  }

  @Test
  void aClosedChannelNeitherSendsNorHears() throws Exception {
    site.run(
        """
        const a = new BroadcastChannel("x");
        const b = new BroadcastChannel("x");
        b.onmessage = () => console.log("heard");
        a.postMessage("sent before, closed before it is heard");
        b.close();
        b.close();
        a.postMessage("sent after");
        const attempts = [
          () => b.postMessage(1),
          () => a.postMessage(() => 1),
          () => a.postMessage(new MessageChannel().port1),
          () => new BroadcastChannel(),
        ];
        for (const attempt of attempts) {
          try {
            attempt();
          } catch (error) {
            console.log(error.name);
          }
        }
        """);
    assertThat(site.console())
        .containsExactly("InvalidStateError", "DataCloneError", "DataCloneError", "TypeError");
  }

  @Test
  void pagesAndWorkersOfTheOriginHearEachOther() throws Exception {
    site.write(
            "sw.js",
            """
            const channel = new BroadcastChannel("all");
            channel.onmessage = ({ data }) => {
              console.log("worker", data);
              channel.postMessage("worker heard " + data);
            };
            """)
        .write(
            "first.js",
            """
            new BroadcastChannel("all").onmessage = ({ data }) => console.log("first", data);
            """);
    site.register();
    get(site.site().openPage("first.js"));
    site.run("new BroadcastChannel('all').postMessage('page');");
    assertThat(site.console())
        .containsExactlyInAnyOrder("worker page", "first page", "first worker heard page");
  }

  @Test
  void listeningNeitherKeepsAWorkerNorAPageBusyNorStartsAWorker() throws Exception {
    site.write(
        "sw.js",
        """
        console.log("started");
        new BroadcastChannel("x").onmessage = ({ data }) => console.log(data);
        """);
    Registration registration = site.register();
    get(site.site().idle());
    get(registration.terminate());
    site.run("new BroadcastChannel('x').postMessage('anybody?');");
    assertThat(site.console()).containsExactly("started");
  }

  @Test
  void theChannelsOfARealmGoWithIt() throws Exception {
    site.write("sw.js", "new BroadcastChannel('x'); console.log('started');");
    site.write("first.js", "for (let i = 0; i < 10; i++) new BroadcastChannel('x' + i % 2);");
    Registration registration = site.register();
    Page first = get(site.site().openPage("first.js"));
    assertThat(channels()).isEqualTo(11);
    first.close();
    assertThat(channels()).isEqualTo(1);
    get(registration.terminate());
    assertThat(channels()).isZero();
    assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
  }
}
