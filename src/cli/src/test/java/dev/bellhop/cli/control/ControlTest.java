package dev.bellhop.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheCheck;
import dev.bellhop.CacheSummary;
import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.FetchCheck;
import dev.bellhop.SiteStatus;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.WorkerEvent;
import dev.bellhop.cli.FakeHost;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ControlTest {
  @TempDir Path folder;

  private final TraceHub hub = new TraceHub();
  private final FakeHost host = new FakeHost(hub);
  private final List<TraceEvent> seen = new CopyOnWriteArrayList<>();
  private Path data;
  private ControlServer server;

  @BeforeEach
  void start() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    server = new ControlServer(data, host, hub);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsFetchesAndCaches() {
    host.fetches.put("m", FakeHost.info("m", "active", "", ""));
    host.stored.put("films", List.of(FakeHost.entry(1, "a", 10), FakeHost.entry(2, "b", 5)));
    assertThat(site().ask(new Action.ListFetches()))
        .containsExactlyElementsOf(host.fetches.values());
    assertThat(site().ask(new CacheAction.ListCaches()))
        .containsExactly(new CacheSummary("films", 2, 15));
    assertThat(site().ask(new CacheAction.ShowCache("films", 0, 500)))
        .containsExactlyElementsOf(host.stored.get("films"));
  }

  @Test
  void abortsClicksExportsImportsVerifiesAndDeletes() {
    host.fetches.put("m", FakeHost.info("m", "active", "", ""));
    host.stored.put("films", List.of(FakeHost.entry(1, "a", 10)));
    assertThat(site().ask(new Action.ClickFetch("m"))).isTrue();
    assertThat(site().ask(new Action.AbortFetch("m")).failureReason()).isEqualTo("aborted");
    Path folder = Path.of("/some:where");
    assertThat(
            site().ask(new CacheAction.ExportCache("films", folder, ArchiveFormat.FOLDER)).files())
        .containsExactly(folder.resolve("a"));
    assertThat(site().ask(new CacheAction.ImportCache("more", folder)).entries()).isEqualTo(1);
    assertThat(site().ask(new CacheAction.VerifyCaches(List.of(), CacheAction.Damaged.LEFT)))
        .extracting(CacheCheck::name)
        .containsExactly("films", "more");
    assertThat(
            site()
                .ask(new CacheAction.VerifyCaches(List.of("more"), CacheAction.Damaged.SET_ASIDE)))
        .extracting(CacheCheck::setAside)
        .containsExactly(Path.of("/damaged/then"));
    host.checkedFetches = List.of(new FetchCheck("m", 1, 10, List.of(), null));
    assertThat(site().ask(new CacheAction.VerifyFetches(CacheAction.Damaged.LEFT)))
        .isEqualTo(host.checkedFetches);
    assertThat(site().ask(new CacheAction.VerifyFetches(CacheAction.Damaged.SET_ASIDE)))
        .extracting(FetchCheck::setAside)
        .containsExactly(Path.of("/damaged/then"));
    assertThat(seen).contains(new TraceEvent.CacheWorkProgress("more", "import", 1, 10));
    assertThat(site().ask(new CacheAction.DeleteCache("more"))).isTrue();
    assertThat(site().ask(new CacheAction.DeleteCache("films"))).isTrue();
    assertThat(host.stored).isEmpty();
  }

  @Test
  void pausesResumesRetriesAndWaits() {
    host.fetches.put("m", FakeHost.info("m", "active", "", ""));
    assertThat(site().ask(new Action.PauseFetch("m"))).isTrue();
    assertThat(site().ask(new Action.PauseFetch("m"))).isFalse();
    assertThat(site().ask(new Action.ResumeFetch("m"))).isTrue();
    assertThat(site().ask(new Action.ResumeFetch("m"))).isFalse();
    assertThat(site().ask(new Action.RetryFetch("m"))).isEqualTo(host.fetches.get("m"));
    assertThat(site().ask(new Action.AwaitIdle())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("events")
  void dispatchesEventsAndTellsWhatComesOfThem(WorkerEvent event) {
    host.result = new DispatchResult(Outcome.FAILED, 2, 1, 0, "a listener threw");
    assertThat(site().ask(new Action.Dispatch(event))).isEqualTo(host.result);
    assertThat(host.dispatched)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(event);
    assertThat(seen).containsExactly(new TraceEvent.EventDispatched(event.type(), null));
  }

  static List<WorkerEvent> events() {
    return List.of(
        new WorkerEvent.Push(new byte[] {0, -1}),
        new WorkerEvent.Push(null),
        new WorkerEvent.Sync("outbox", true),
        new WorkerEvent.PeriodicSync("news"),
        new WorkerEvent.Message("{}"),
        new WorkerEvent.PushSubscriptionChange(),
        new WorkerEvent.NotificationClick("news", "open", null),
        new WorkerEvent.NotificationClose(null),
        new WorkerEvent.ContentDelete("article"),
        new WorkerEvent.CookieChange(Map.of("a", "1"), List.of("b")));
  }

  @Test
  void statusIsTheSameInAnotherProcess() {
    var worker =
        new SiteStatus.WorkerStatus(
            "https://localhost/sw.js",
            "classic",
            "activated",
            true,
            List.of("push"),
            List.of(new SiteStatus.EventStatus("push", 1_500_000_000L, null)));
    host.status =
        new SiteStatus(
            "https://localhost",
            List.of(
                new SiteStatus.RegistrationStatus(
                    "https://localhost/", "imports", null, null, worker)),
            List.of(new SiteStatus.ClientStatus("1", "https://localhost/page.js", null)),
            new SiteStatus.StorageStatus(1, 2, true));
    assertThat(site().ask(new Action.ShowStatus())).isEqualTo(host.status);
  }

  @Test
  void failuresKeepTheirSentenceAndKind() {
    host.stored.put("films", List.of());
    assertThatThrownBy(() -> site().ask(new CacheAction.ShowCache("film", 0, 500)))
        .isInstanceOfSatisfying(
            BellhopException.class,
            e -> assertThat(e.kind()).isEqualTo(BellhopException.Kind.INPUT))
        .hasMessage("There is no cache \"film\"; there is: \"films\".");
    assertThatThrownBy(() -> site().ask(new Action.AbortFetch("m")))
        .hasMessage("No background fetch \"m\" is active; none is.");
  }

  @Test
  void followsTheFetchThatWasStartedAndNoOther() {
    host.handled = new CompletableFuture<>();
    Runnable goOn =
        () -> {
          host.happen(new TraceEvent.BackgroundFetchAborting("other", "page"));
          host.happen(new TraceEvent.BackgroundFetchCompleted("m", "success", "", 1, 1));
          host.handled.complete(null);
        };
    hub.add(
        entry -> {
          if (entry.event() instanceof TraceEvent.BackgroundFetchRegistered) {
            Thread.startVirtualThread(goOn);
          }
        });
    site().ask(new Action.StartFetch("m", List.of("a"), BackgroundFetchOptions.titled("Films")));
    assertThat(seen)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("BackgroundFetchRegistered", "BackgroundFetchCompleted");
  }

  @Test
  void onlyTheOwnerCanOpenIt() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("control.sock"))))
        .isEqualTo("rw-------");
  }

  @Test
  void closingLeavesNothingBehind() throws IOException {
    server.close();
    assertThat(RunningSite.find(data, _ -> {})).isEmpty();
    try (var files = Files.list(data)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aDeadProcesssSocketIsRecognizedAndReplaced() throws IOException {
    Path dead = Files.createDirectories(folder.resolve("dead"));
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(dead.resolve("control.sock")));
    }
    assertThat(dead.resolve("control.sock")).exists();
    assertThat(RunningSite.find(dead, _ -> {})).isEmpty();
    try (var _ = new ControlServer(dead, host, hub)) {
      assertThat(RunningSite.find(dead, _ -> {})).isPresent();
    }
  }

  @Test
  void aPathTooLongForASocketIsNoObstacle() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("x".repeat(120)));
    try (var _ = new ControlServer(deep, host, hub)) {
      assertThat(deep.resolve("control.sock")).doesNotExist();
      Path elsewhere = Path.of(Files.readString(deep.resolve("control.path")).strip());
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere.getParent())))
          .isEqualTo("rwx------");
      assertThat(RunningSite.find(deep, _ -> {})).isPresent();
    }
    assertThat(deep.resolve("control.path")).doesNotExist();
  }

  private RunningSite site() {
    return RunningSite.find(data, this::remember).orElseThrow();
  }

  private void remember(TraceEntry entry) {
    seen.add(entry.event());
  }
}
