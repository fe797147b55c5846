package dev.bellhop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PortEndTest {
  private final PortEnd.Channel channel = PortEnd.open();
  private final PortEnd near = channel.first();
  private final PortEnd far = channel.second();
  private final List<String> heard = new ArrayList<>();

  /** A port whose realm runs its tasks at once. */
  private final class Port implements PortEnd.Receiver {
    private final String name;
    private final PortEnd end;

    Port(String name, PortEnd end) {
      this.name = name;
      this.end = end;
    }

    @Override
    public void messageCame() {
      ClonedValue message = end.take();
      if (message != null) {
        heard.add(name + " " + message.cells().getFirst());
      }
    }

    @Override
    public void closed() {
      if (end.takeClosed()) {
        heard.add(name + " closed");
      }
    }
  }

  private static ClonedValue message(int number, PortEnd... ports) {
    return new ClonedValue(List.of(number), List.of(ports));
  }

  @Test
  void messagesWaitUntilThePortIsEnabled() {
    near.post(message(1));
    far.attach(new Port("far", far));
    near.post(message(2));
    assertThat(heard).isEmpty();
    far.enable();
    near.post(message(3));
    assertThat(heard).containsExactly("far 1", "far 2", "far 3");
  }

  @Test
  void whatComesWhileAnEndIsInFlightArrivesWithIt() {
    far.attach(new Port("old", far));
    far.enable();
    near.post(message(1));
    far.detach();
    near.post(message(2));
    far.enable();
    far.attach(new Port("new", far));
    near.post(message(3));
    far.enable();
    assertThat(heard).containsExactly("old 1", "new 2", "new 3");
  }

  @Test
  void aCloseIsToldOnceAndAlsoAfterAFlight() {
    near.close();
    near.close();
    far.attach(new Port("far", far));
    far.detach();
    far.attach(new Port("again", far));
    assertThat(heard).containsExactly("far closed");
    assertThat(near.isEntangled()).isFalse();
    assertThat(far.isEntangled()).isFalse();
  }

  @Test
  void whoeverClosesIsNotTold() {
    near.attach(new Port("near", near));
    far.attach(new Port("far", far));
    near.close();
    far.close();
    assertThat(heard).containsExactly("far closed");
  }

  @Test
  void portsOnTheirWayToAnEndThatIsAbandonedAreClosedToo() {
    PortEnd.Channel carried = PortEnd.open();
    PortEnd.Channel inner = PortEnd.open();
    carried.first().post(message(1, inner.second()));
    near.post(message(1, carried.second()));
    inner.first().attach(new Port("inner", inner.first()));
    carried.first().attach(new Port("carried", carried.first()));
    near.attach(new Port("near", near));
    PortEnd.abandon(List.of(far));
    assertThat(heard).containsExactlyInAnyOrder("near closed", "carried closed", "inner closed");
    assertThat(far.take()).isNull();
  }

  @Test
  void aChainOfPortsWithinPortsIsAbandonedHoweverLong() {
    PortEnd.Channel last = channel;
    for (int i = 0; i < 100_000; i++) {
      PortEnd.Channel next = PortEnd.open();
      next.first().post(message(1, last.second()));
      last = next;
    }
    PortEnd.abandon(List.of(last.second()));
    assertThat(near.isEntangled()).isFalse();
  }

  @Test
  void aMessageThatNobodyGetsClosesItsPortsUnlessTheyHaveBeenTaken() {
    message(1, far).discard();
    assertThat(near.isEntangled()).isFalse();
    PortEnd.Channel taken = PortEnd.open();
    ClonedValue opened = message(1, taken.second());
    opened.open();
    opened.discard();
    assertThat(taken.first().isEntangled()).isTrue();
  }

  @Test
  void aMessageThatTakesItsTargetAwayIsLostWithIt() {
    near.attach(new Port("near", near));
    near.post(message(1, far));
    assertThat(heard).containsExactly("near closed");
  }

  /** Whatever happens to the receiving end in between, all messages arrive once and in order. */
  @Property
  void noMessageIsLostOrDoubled(@ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> steps) {
    PortEnd.Channel pair = PortEnd.open();
    PortEnd target = pair.second();
    List<Integer> arrived = new ArrayList<>();
    int sent = 0;
    boolean attached = false;
    for (int step : steps) {
      switch (step) {
        case 0 -> {
          pair.first().post(message(sent));
          sent++;
        }
        case 1 -> {
          target.attach(collecting(target, arrived));
          attached = true;
        }
        case 2 -> target.enable();
        default -> {
          if (attached) {
            target.detach();
            attached = false;
          }
        }
      }
    }
    target.attach(collecting(target, arrived));
    target.enable();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < sent; i++) {
      expected.add(i);
    }
    assertThat(arrived).isEqualTo(expected);
  }

  private static PortEnd.Receiver collecting(PortEnd end, List<Integer> arrived) {
    return new PortEnd.Receiver() {
      @Override
      public void messageCame() {
        arrived.add((Integer) Objects.requireNonNull(end.take()).cells().getFirst());
      }

      @Override
      public void closed() {}
    };
  }
}
