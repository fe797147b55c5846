package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.http.BytesBody;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault there is, against a GET, a resumed GET, an upload, and one of ten. */
class FaultMatrixTest extends FetchServiceTest {
  private static final int SIZE = 1000;
  private static final int UPLOAD = 300;

  /** What becomes of a background fetch. */
  enum Outcome {
    /** Success, with the bytes that the server has. */
    SUCCESS(""),
    /** Success with other bytes: nothing tells that they are wrong. */
    UNNOTICED(""),
    FETCH_ERROR("fetch-error"),
    BAD_STATUS("bad-status");

    private final String reason;

    Outcome(String reason) {
      this.reason = reason;
    }
  }

  /** A fault and what becomes of each kind of fetch under it. */
  record Case(FaultRule rule, Outcome get, Outcome resumed, Outcome post) {
    static Case once(NetworkFault fault, Outcome get, Outcome resumed, Outcome post) {
      return new Case(FaultRule.always(fault).times(1), get, resumed, post);
    }

    static Case always(NetworkFault fault, Outcome outcome) {
      return new Case(FaultRule.always(fault), outcome, outcome, outcome);
    }

    @Override
    public String toString() {
      return rule.fault().toString();
    }
  }

  static List<Case> cases() {
    Outcome good = Outcome.SUCCESS;
    Outcome lost = Outcome.FETCH_ERROR;
    Outcome status = Outcome.BAD_STATUS;
    return List.of(
        Case.once(new NetworkFault.Offline(), good, good, lost),
        Case.once(new NetworkFault.Delay(Duration.ofSeconds(5)), good, good, good),
        Case.always(new NetworkFault.Throttle(100), good),
        Case.once(new NetworkFault.DropAfter(3), good, good, lost),
        Case.once(new NetworkFault.DropAfter(0), good, good, lost),
        Case.once(new NetworkFault.StallAfter(3), good, good, lost),
        Case.once(new NetworkFault.Reset(), good, good, lost),
        // A part says how long the whole is; without Content-Length nothing else does.
        Case.once(new NetworkFault.Truncate(3), Outcome.UNNOTICED, good, Outcome.UNNOTICED),
        Case.once(new NetworkFault.Excess(5), Outcome.UNNOTICED, lost, Outcome.UNNOTICED),
        Case.once(new NetworkFault.ContentLength(2000), good, good, lost),
        Case.once(new NetworkFault.WrongContentRange(), good, lost, good),
        Case.once(new NetworkFault.IgnoreRange(), good, good, good),
        Case.once(new NetworkFault.RangeNotSatisfiable(), good, good, good),
        Case.once(new NetworkFault.ChangedEtag(), good, lost, good),
        Case.always(new NetworkFault.RedirectLoop(), lost),
        Case.once(new NetworkFault.BadCertificate(), lost, lost, lost),
        Case.once(new NetworkFault.NoSuchHost(), lost, lost, lost),
        Case.once(new NetworkFault.CaptivePortal(), good, good, status),
        Case.once(new NetworkFault.Status(404, null), status, status, status),
        Case.once(new NetworkFault.Status(503, null), status, status, status),
        Case.once(new NetworkFault.Status(503, Duration.ofSeconds(30)), good, good, status));
  }

  private final MemoryServer memory = new MemoryServer(SIZE);

  @BeforeEach
  void withoutSockets() {
    fetches.withTransport(memory);
    fetches.delivery.holding();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void singleGet(Case fault) throws Exception {
    fetches.network.add(fault.rule());
    expect(fetches.fetchPaths("one", "/a"), fault.get(), 0, memory.content("/a"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resumedGet(Case fault) throws Exception {
    fetches.network.add(FaultRule.always(new NetworkFault.DropAfter(400)).times(1));
    FetchSnapshot fetch = fetches.fetchPaths("resumed", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    assertThat(await(fetches.service.info(fetch.uid())).downloaded()).isEqualTo(400);
    fetches.network.add(fault.rule());
    expect(fetch, fault.resumed(), 0, memory.content("/a"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void upload(Case fault) throws Exception {
    fetches.network.add(fault.rule());
    FetchRequest post = fetches.request("POST", "/up").withBody(BytesBody.of(new byte[UPLOAD]));
    expect(fetches.fetch("up", 0, post), fault.post(), 0, MemoryServer.receipt(UPLOAD));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneOfTen(Case fault) throws Exception {
    fetches.network.add(fault.rule().on("/3"));
    String[] paths = IntStream.range(0, 10).mapToObj(i -> "/" + i).toArray(String[]::new);
    FetchSnapshot fetch = fetches.fetchPaths("ten", paths);
    List<BackgroundFetchInfo.Record> records =
        expect(fetch, fault.get(), 3, memory.content("/3")).records();
    for (int position = 0; position < 10; position++) {
      if (position != 3) {
        assertThat(records.get(position).result()).isEqualTo("success");
        assertThat(bytes(fetch, position)).isEqualTo(memory.content("/" + position));
      }
    }
  }

  /** Lets time pass until the event comes, and checks all that scripts could learn. */
  private BackgroundFetchInfo expect(
      FetchSnapshot fetch, Outcome outcome, int position, byte[] content) throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (fetches.delivery.types().isEmpty()) {
      assertThat(System.nanoTime()).as("an event in time").isLessThan(deadline);
      fetches.clock.advance(Duration.ofMillis(500));
      Thread.onSpinWait();
    }
    boolean success = outcome.reason.isEmpty();
    assertThat(fetches.delivery.types())
        .containsExactly(success ? "backgroundfetchsuccess" : "backgroundfetchfail");
    BackgroundFetchInfo info = await(fetches.service.info(fetch.uid()));
    assertThat(info.result()).isEqualTo(success ? "success" : "failure");
    assertThat(info.failureReason()).isEqualTo(outcome.reason);
    BackgroundFetchInfo.Record record = info.records().get(position);
    assertThat(record.result()).isEqualTo(success ? "success" : outcome.reason);
    if (success) {
      byte[] arrived = bytes(fetch, position);
      assertThat(record.bytes()).isEqualTo(arrived.length);
      assertThat(Arrays.equals(arrived, content)).isEqualTo(outcome == Outcome.SUCCESS);
    } else {
      assertThat(record.failure()).isNotBlank();
    }
    return info;
  }

  private byte[] bytes(FetchSnapshot fetch, int position) throws Exception {
    return readAll(await(records(fetch).get(position).responseReady()).body());
  }
}
