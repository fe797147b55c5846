package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.net.NettyTransport;
import dev.bellhop.net.Transport;
import dev.bellhop.net.TransportOptions;
import dev.bellhop.net.fault.FaultyNetwork;
import dev.bellhop.store.BackgroundFetchRows;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.FaultServer;
import dev.bellhop.testing.LiveFolder;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToLongFunction;

/** A real store, a real network with faults, and a clock that the test moves. */
final class FetchFixture {
  final FaultServer server = FaultServer.start();
  final VirtualClock clock = new VirtualClock();
  final List<TraceEvent> trace = new CopyOnWriteArrayList<>();
  final NettyTransport transport;

  /** What goes wrong on purpose; nothing at first. */
  FaultyNetwork network;

  RecordingDelivery delivery = new RecordingDelivery();
  Store store;
  BackgroundFetchService service;
  long registration;

  private Path folder;
  private final StoreOptions options;
  private BackgroundFetchPolicy policy = BackgroundFetchPolicy.defaults();
  private ToLongFunction<String> available = origin -> Long.MAX_VALUE;

  FetchFixture(Path folder, StoreOptions options) throws Exception {
    this.folder = folder;
    this.options = options;
    transport = new NettyTransport(TransportOptions.of(clock));
    network = new FaultyNetwork(transport, clock);
    open(folder);
    registration =
        await(new RegistrationRows(store.database()).insert("https://localhost/", "imports"));
  }

  FetchFixture(Path folder) throws Exception {
    this(folder, StoreOptions.defaults());
  }

  /** With so much storage left. */
  FetchFixture withAvailable(long bytes) {
    available = origin -> bytes;
    start();
    return this;
  }

  /** With another network than the real one. */
  FetchFixture withTransport(Transport other) {
    network = new FaultyNetwork(other, clock);
    start();
    return this;
  }

  /** With another policy. */
  FetchFixture withPolicy(BackgroundFetchPolicy other) {
    policy = other;
    start();
    return this;
  }

  BackgroundFetchPolicy policy() {
    return policy;
  }

  private void open(Path data) throws IOException {
    store = Store.open(data, options);
    start();
  }

  private void start() {
    service =
        new BackgroundFetchService(
            new FetchHost(
                new BackgroundFetchRows(store.database()),
                store.bodies(),
                new FetchAlgorithms(
                    network,
                    clock::nanoTime,
                    new SpillFiles(folder.resolve("spill"), ForkJoinPool.commonPool()),
                    "test"),
                clock,
                new Random(1),
                trace::add,
                delivery,
                policy),
            BackgroundFetchService.Limits.of(policy, available));
    network.onChange(service::networkChanged);
  }

  /** Stops in good order and starts again, as a later process does. */
  void restart() throws Exception {
    await(service.suspend());
    store.close();
    delivery = new RecordingDelivery();
    open(folder);
  }

  /**
   * Goes on as a later process would after this one was killed now: from a copy of the files, while
   * this process still has the originals open.
   */
  void crash(Path copy, RecordingDelivery next) throws Exception {
    goOnFrom(await(copy(copy)), next);
  }

  /** The files as they are when what was asked of the database before has been done. */
  CompletableFuture<Path> copy(Path to) {
    Path original = folder;
    // On the writer's thread, so that no commit comes between the copies of the database's files.
    return store
        .database()
        .write(
            transaction -> {
              new LiveFolder(original).copyTo(to);
              return to;
            });
  }

  /** Goes on as a later process would with a copy. */
  void goOnFrom(Path copy, RecordingDelivery next) throws Exception {
    BackgroundFetchService killed = service;
    Store old = store;
    delivery = next;
    folder = copy;
    open(copy);
    await(killed.suspend());
    old.close();
  }

  FetchRequest get(String path) {
    return FetchRequest.get(url(server.url(path)), server.origin());
  }

  FetchRequest request(String method, String path) {
    return get(path).toBuilder().method(method).build();
  }

  static Url url(String href) {
    return Objects.requireNonNull(Url.parse(href, null));
  }

  FetchSnapshot fetch(String id, long downloadTotal, FetchRequest... requests) throws Exception {
    return await(service.fetch(order(id, downloadTotal, requests)));
  }

  FetchOrder order(String id, long downloadTotal, FetchRequest... requests) {
    return new FetchOrder(
        registration,
        id,
        Arrays.asList(requests),
        "Title",
        List.of(),
        downloadTotal,
        FetchOrder.Asker.user());
  }

  FetchSnapshot fetchPaths(String id, String... paths) throws Exception {
    return fetch(id, 0, Arrays.stream(paths).map(this::get).toArray(FetchRequest[]::new));
  }

  BackgroundFetchInfo handled(FetchSnapshot fetch) throws Exception {
    return await(service.handled(fetch.uid()));
  }

  <T extends TraceEvent> List<T> traced(Class<T> type) {
    return trace.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * Waits for the retry with this number, from 1, and lets its time come, but no later one: the
   * transport's timeouts are on the same clock.
   */
  void letRetry(int number) {
    while (traced(TraceEvent.RequestRetried.class).size() < number) {
      Thread.onSpinWait();
    }
    clock.advance(
        Duration.ofNanos(traced(TraceEvent.RequestRetried.class).get(number - 1).delay()));
  }

  /** Waits for a trace entry of this type. */
  <T extends TraceEvent> T awaitTraced(Class<T> type) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (traced(type).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + type.getSimpleName() + " in " + trace);
      }
      Thread.onSpinWait();
    }
    return traced(type).getFirst();
  }

  void close() throws Exception {
    await(service.suspend());
    transport.close();
    store.close();
    server.close();
  }
}
