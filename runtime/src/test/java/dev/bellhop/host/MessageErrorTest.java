package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.lifecycle.BroadcastChannels;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.PortEnd;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that make no value in the realm they come to. */
@Timeout(60)
class MessageErrorTest {
  /** The tag of a BigInt, whose digits are none. */
  private static final List<Object> BROKEN = List.of(3, "no digits");

  /** The tag of undefined. */
  private static final int UNDEFINED = 0;

  @TempDir Path temp;

  private static ClonedValue broken() {
    return new ClonedValue(List.of(0, BROKEN.get(0), BROKEN.get(1)));
  }

  private static ClonedValue broken(PortEnd port) {
    return new ClonedValue(List.of(1, port, BROKEN.get(0), BROKEN.get(1)), List.of(port));
  }

  @Test
  void theyArriveAsErrorsAndTheirPortsAreClosed() throws Exception {
    try (var site = new SiteFixture(temp)) {
      site.write("sw.js", "");
      site.run(
          """
          const tell = ({ type, data, ports, origin }) => console.log(type, data, ports.length, origin);
          const channel = new BroadcastChannel("x");
          channel.onmessageerror = tell;
          channel.onmessage = ({ ports: [port] }) => {
            port.onmessageerror = tell;
            port.onmessage = tell;
            console.log("a port");
          };
          """);
      BroadcastChannels channels = ((OpenSite) site.site()).channels();
      BroadcastChannels.Member test = data -> {};
      PortEnd.Channel pair = PortEnd.open();
      PortEnd.Channel lost = PortEnd.open();
      channels.post("x", test, broken());
      channels.post(
          "x", test, new ClonedValue(List.of(1, pair.second(), UNDEFINED), List.of(pair.second())));
      site.awaitConsole("a port");
      pair.first().post(broken(lost.second()));
      get(site.site().idle());
      assertThat(site.console())
          .containsExactly(
              "messageerror null 0 https://localhost", "a port", "messageerror null 0 ");
      assertThat(lost.first().isEntangled()).isFalse();
      assertThat(pair.first().isEntangled()).isTrue();
      assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
    }
  }
}
