package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.PermissionState;
import dev.bellhop.backgroundfetch.FetchOrder.Asker;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.BytesBody;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each difference of Chromium from the specification, beside what the specification says. */
class ChromiumPolicyTest extends FetchServiceTest {
  private void with(BackgroundFetchDifference difference) {
    fetches.withPolicy(BackgroundFetchPolicy.defaults().withDifferences(Set.of(difference)));
  }

  private String refusal(FetchOrder order) {
    try {
      return await(fetches.service.fetch(order)).id();
    } catch (BackgroundFetchException e) {
      return e.errorName();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private FetchOrder asked(Asker asker, FetchRequest... requests) {
    FetchOrder order = fetches.order("movies", 0, requests);
    return new FetchOrder(
        order.registrationId(),
        order.id(),
        order.requests(),
        order.title(),
        order.icons(),
        order.downloadTotal(),
        asker);
  }

  @Test
  void hasAllDifferencesAndTwoRequestsAtOnce() {
    BackgroundFetchPolicy chromium = BackgroundFetchPolicy.named("chromium");
    assertThat(chromium.differences())
        .containsExactlyInAnyOrder(BackgroundFetchDifference.values());
    assertThat(chromium.requests()).isEqualTo(2);
    assertThat(BackgroundFetchPolicy.named("specification").differences()).isEmpty();
    assertThatThrownBy(() -> BackgroundFetchPolicy.named("opera")).hasMessageContaining("opera");
  }

  @Test
  void namesADeniedPermissionDifferently() {
    var denied = new Asker(PermissionState.DENIED, true);
    assertThat(refusal(asked(denied, fetches.get("/a")))).isEqualTo("NotAllowedError");
    with(BackgroundFetchDifference.DENIED_IS_TYPE_ERROR);
    assertThat(refusal(asked(denied, fetches.get("/a")))).isEqualTo("TypeError");
  }

  @Test
  void looksForTheWorkerBeforeThePermission() {
    var neither = new Asker(PermissionState.DENIED, false);
    assertThat(refusal(asked(neither, fetches.get("/a")))).isEqualTo("NotAllowedError");
    with(BackgroundFetchDifference.ACTIVE_WORKER_FIRST);
    assertThat(refusal(asked(neither, fetches.get("/a")))).isEqualTo("TypeError");
  }

  @Test
  void checksUrlsFirst() throws Exception {
    FetchRequest data = request("data:,x");
    FetchRequest mail = request("http://127.0.0.1:25/");
    FetchSnapshot fetch = fetches.fetch("resolves", 0, mail);
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("fetch-error");
    with(BackgroundFetchDifference.URLS_CHECKED_FIRST);
    assertThat(refusal(asked(Asker.user(), mail))).isEqualTo("TypeError");
    assertThat(refusal(asked(Asker.user(), data))).isEqualTo("TypeError");
  }

  private FetchRequest request(String url) {
    return FetchRequest.get(FetchFixture.url(url), fetches.server.origin());
  }

  @Test
  void limitsIds() throws Exception {
    fetches.server.serve("/a", 1);
    assertThat(fetches.fetchPaths("", "/a").id()).isEmpty();
    assertThat(await(fetches.service.get(fetches.registration, "x".repeat(1 << 21)))).isNull();
    with(BackgroundFetchDifference.IDS_LIMITED);
    assertThat(refusal(fetches.order("", 0, fetches.get("/a")))).isEqualTo("TypeError");
    assertThat(refusal(fetches.order("x".repeat((1 << 20) + 1), 0, fetches.get("/a"))))
        .isEqualTo("TypeError");
    assertThatThrownBy(() -> await(fetches.service.get(fetches.registration, "")))
        .isInstanceOf(BackgroundFetchException.class);
    assertThat(await(fetches.service.get(fetches.registration, "x".repeat(1 << 20)))).isNull();
  }

  @Test
  void allowsAnOriginFive() throws Exception {
    with(BackgroundFetchDifference.FIVE_AN_ORIGIN);
    Gate never = new Gate();
    fetches.server.serve("/a", 1);
    for (int i = 0; i < 5; i++) {
      fetches.server.fail("/a", new Fault.StallBeforeAnswer(never));
      fetches.fetchPaths("movies-" + i, "/a");
    }
    assertThat(refusal(fetches.order("sixth", 0, fetches.get("/a")))).isEqualTo("TypeError");
    long elsewhere =
        await(new RegistrationRows(fetches.store.database()).insert("https://b.test/", "imports"));
    assertThat(
            refusal(
                new FetchOrder(
                    elsewhere,
                    "sixth",
                    List.of(fetches.get("/a")),
                    null,
                    List.of(),
                    0,
                    Asker.user())))
        .isEqualTo("sixth");
    never.open();
  }

  @Test
  void looksAtTheQuotaBeforeTheId() throws Exception {
    fetches.withAvailable(10);
    assertThat(refusalOfTooMuch("one")).isEqualTo("TypeError");
    with(BackgroundFetchDifference.QUOTA_BEFORE_ID);
    assertThat(refusalOfTooMuch("two")).isEqualTo("QuotaExceededError");
  }

  /** Where the id is in use, too. */
  private String refusalOfTooMuch(String id) throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", 1).fail("/a", new Fault.StallBeforeAnswer(never));
    fetches.fetchPaths(id, "/a");
    String refusal = refusal(fetches.order(id, 11, fetches.get("/a")));
    never.open();
    return refusal;
  }

  @Test
  void failsRecordsThatAreNotTrustworthy() throws Exception {
    var plain = FetchRequest.get(FetchFixture.url("http://films.invalid/"), "http://films.invalid");
    FetchSnapshot fetch = fetches.fetch("one", 0, plain);
    assertThat(fetches.handled(fetch).records().getFirst().failure()).contains("no such host");
    with(BackgroundFetchDifference.TRUSTWORTHY_URLS_ONLY);
    FetchSnapshot again = fetches.fetch("two", 0, plain);
    assertThat(fetches.handled(again).records().getFirst().failure()).contains("mixed content");
  }

  @Test
  void endsAllWhereTheStoreIsFull() throws Exception {
    with(new FetchFixture(folder.resolve("small"), StoreOptions.defaults().withLimit(BIG / 2)));
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).serve("/b", 10);
    fetches.server.fail("/b", new Fault.StallBeforeAnswer(never));
    with(BackgroundFetchDifference.FULL_STORE_ENDS_ALL);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/missing", "/b", "/a");
    var info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("quota-exceeded");
    assertThat(info.records().get(1).result()).isEqualTo("aborted");
    never.open();
  }

  @Test
  void dropsTheBodyOfABadStatus() throws Exception {
    with(BackgroundFetchDifference.FAILED_BODIES_DROPPED);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/missing");
    assertThat(fetches.delivery.await(0).fetch().failureReason()).isEqualTo("bad-status");
    FetchResponse response = await(records(fetch).getFirst().responseReady());
    assertThat(response.status()).isEqualTo(404);
    assertThat(readAll(response.body())).isEmpty();
  }

  @Test
  void takesTheFirstRecordsFailureForTheReason() throws Exception {
    assertThat(reasonOfLateAndEarly("one")).isEqualTo("fetch-error");
    with(BackgroundFetchDifference.REASON_BY_POSITION);
    assertThat(reasonOfLateAndEarly("two")).isEqualTo("bad-status");
  }

  private String reasonOfLateAndEarly(String id) throws Exception {
    Gate gate = new Gate();
    fetches.server.on(
        "/late",
        exchange -> {
          gate.pass();
          exchange.respond(404, "late");
        });
    FetchSnapshot fetch =
        fetches.fetch(id, 0, fetches.get("/late"), request("http://127.0.0.1:25/"));
    gate.awaitReached();
    while (await(fetches.service.info(fetch.uid())).records().get(1).result().isEmpty()) {
      Thread.onSpinWait();
    }
    gate.open();
    return fetches.handled(fetch).failureReason();
  }

  @Test
  void comparesMethods() throws Exception {
    fetches.server.on("/up", exchange -> exchange.respond(200, "ok"));
    FetchRequest post = fetches.request("POST", "/up").withBody(BytesBody.of("x"));
    assertThat(found("one", post)).containsExactly(0, 0, 1);
    with(BackgroundFetchDifference.METHODS_COMPARED);
    assertThat(found("two", post)).containsExactly(1, 0, 1);
  }

  private List<Integer> found(String id, FetchRequest post) throws Exception {
    fetches.delivery = new RecordingDelivery().holding();
    fetches.withPolicy(fetches.policy());
    FetchSnapshot fetch = fetches.fetch(id, 0, post);
    fetches.delivery.await(0);
    var found = new ArrayList<Integer>();
    for (RecordQuery query :
        List.of(
            new RecordQuery(post.withBody(null), false, false, false),
            new RecordQuery(fetches.get("/up"), false, false, false),
            new RecordQuery(fetches.get("/up"), false, true, false))) {
      found.add(await(fetches.service.records(fetch.uid(), query)).size());
    }
    return found;
  }

  @Test
  void doesNotSayHowARecordFailed() throws Exception {
    with(BackgroundFetchDifference.FAILURES_ARE_UNKNOWN);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetch("movies", 0, request("http://127.0.0.1:25/"));
    fetches.delivery.await(0);
    assertThatThrownBy(() -> await(records(fetch).getFirst().responseReady()))
        .isInstanceOfSatisfying(
            BackgroundFetchException.class,
            e -> assertThat(e.errorName()).isEqualTo("UnknownError"));
  }

  @Test
  void namesAFailedUpdateOfTheDisplayDifferently() throws Exception {
    fetches.delivery.holding();
    assertThat(failedUpdate("one")).isInstanceOf(StoreException.class);
    with(BackgroundFetchDifference.UI_FAILURES_ARE_ABORTS);
    assertThat(failedUpdate("two"))
        .isInstanceOfSatisfying(
            BackgroundFetchException.class, e -> assertThat(e.errorName()).isEqualTo("AbortError"));
  }

  private Throwable failedUpdate(String id) throws Exception {
    Gate gate = new Gate();
    fetches.server.serve("/a", 1).fail("/a", new Fault.StallBeforeAnswer(gate));
    FetchSnapshot fetch = fetches.fetchPaths(id, "/a");
    gate.awaitReached();
    sql(
        "CREATE TRIGGER refuse BEFORE UPDATE ON background_fetch"
            + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
    Throwable failure =
        catchThrowable(() -> await(fetches.service.updateUi(fetch.uid(), "new", null)));
    sql("DROP TRIGGER refuse");
    gate.open();
    return failure;
  }

  private void sql(String statement) throws Exception {
    await(fetches.store.database().write(transaction -> transaction.update(statement)));
  }

  @Test
  void clicksOnceAfterTheEnd() throws Exception {
    with(BackgroundFetchDifference.ONE_CLICK_AFTERWARDS);
    Gate gate = new Gate();
    fetches.server.serve("/a", 1).fail("/a", new Fault.StallBeforeAnswer(gate));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    assertThat(await(fetches.service.click(fetch.uid()))).isTrue();
    assertThat(await(fetches.service.click(fetch.uid()))).isTrue();
    gate.open();
    fetches.handled(fetch);
    assertThat(await(fetches.service.click(fetch.uid()))).isTrue();
    assertThat(await(fetches.service.click(fetch.uid()))).isFalse();
  }
}
