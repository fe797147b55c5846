package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BellhopException;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {
  @Test
  void readsFaults() {
    assertThat(FaultText.parse("offline")).isEqualTo(FaultRule.always(new NetworkFault.Offline()));
    assertThat(FaultText.parse(" drop  after 5MB x3 on /media/* "))
        .isEqualTo(FaultRule.always(new NetworkFault.DropAfter(5_000_000)).times(3).on("/media/*"));
    assertThat(FaultText.parse("stall after 5 kB").fault())
        .isEqualTo(new NetworkFault.StallAfter(5_000));
    assertThat(FaultText.parse("delay 250ms").fault())
        .isEqualTo(new NetworkFault.Delay(Duration.ofMillis(250)));
    assertThat(FaultText.parse("status 503 x2"))
        .isEqualTo(FaultRule.always(new NetworkFault.Status(503, null)).times(2));
    assertThat(FaultText.parse("status 429 retry-after 5s").fault())
        .isEqualTo(new NetworkFault.Status(429, Duration.ofSeconds(5)));
    assertThat(FaultText.throttle("2MB/s").fault()).isEqualTo(new NetworkFault.Throttle(2_000_000));
    assertThat(FaultText.parse("throttle 500 kB/s x2").fault())
        .isEqualTo(new NetworkFault.Throttle(500_000));
  }

  @Test
  void whatIsSaidToBeKnownIs() {
    for (String known : FaultText.KNOWN.split(", ")) {
      assertThatCode(() -> FaultText.parse(known)).as(known).doesNotThrowAnyException();
    }
  }

  @Test
  void everyFaultCanBeWritten() {
    Set<Class<?>> written = new HashSet<>();
    for (String known : FaultText.KNOWN.split(", ")) {
      written.add(FaultText.parse(known).fault().getClass());
    }
    assertThat(written)
        .containsAll(faults(NetworkFault.OfHead.class))
        .containsAll(faults(NetworkFault.OfBody.class));
  }

  private static List<Class<?>> faults(Class<?> kind) {
    return List.of(kind.getPermittedSubclasses());
  }

  @Test
  void saysWhatIsWrong() {
    complains("drip after 5MB", "There is no fault \"drip after 5MB\". Faults are: offline, delay");
    complains(
        "drop after",
        "There is no fault \"drop after\"; drop is written as: drop after 5MB; behind one may stand");
    complains("drop after 5 apples", "; drop is written as: drop after 5MB;");
    complains("range", "; range is written as: range ignored or range 416;");
    complains("drop after 5MiB", "5MiB is no size such as 500kB or 5MB");
    complains("delay soon", "soon is no time such as 500ms, 2s or 1min");
    complains("status 999", "a status must be from 200 to 599, and not 999");
    complains("reset x0", "The fault \"reset x0\" would never happen");
    complains("excess 9GB", "cannot be: that is more bytes than there can be.");
    complains("throttle 5MB", "cannot be: 5MB is no rate such as 500kB/s or 2MB/s.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "2MB", "0MB/s", "/s", "9999999TB/s", "-1kB/s", "2 MB per s"})
  void saysWhatIsNoRate(String rate) {
    assertThatThrownBy(() -> FaultText.throttle(rate))
        .isInstanceOf(BellhopException.class)
        .hasMessage("The \"" + rate + "\" after --throttle is no rate such as 500kB/s or 2MB/s.");
  }

  private static void complains(String text, String message) {
    assertThatThrownBy(() -> FaultText.parse(text))
        .isInstanceOfSatisfying(
            BellhopException.class,
            e -> assertThat(e.kind()).isEqualTo(BellhopException.Kind.INPUT))
        .hasMessageContaining(message);
  }
}
