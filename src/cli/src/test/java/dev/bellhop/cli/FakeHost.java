package dev.bellhop.cli;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchManager;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheCheck;
import dev.bellhop.CacheEntry;
import dev.bellhop.CacheExport;
import dev.bellhop.CacheImport;
import dev.bellhop.CacheSummary;
import dev.bellhop.Caches;
import dev.bellhop.DamagedEntry;
import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.FetchCheck;
import dev.bellhop.Network;
import dev.bellhop.Page;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.SiteStatus;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import dev.bellhop.WorkerEvent;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A host that does what a test says: its fetches succeed when they are told to. */
public final class FakeHost implements Bellhop, Site, Registration, BackgroundFetchManager, Caches {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Path SET_ASIDE = Path.of("/damaged/then");

  private final TraceListener trace;
  private long sequence;

  /** What there is to see. */
  public final Map<String, BackgroundFetchInfo> fetches = new LinkedHashMap<>();

  /** Completes when a started fetch has been handled. */
  public CompletableFuture<Void> handled = CompletableFuture.completedFuture(null);

  /** The caches. */
  public final Map<String, List<CacheEntry>> stored = new LinkedHashMap<>();

  /** The entries of any cache whose bodies are damaged. */
  public List<DamagedEntry> damaged = List.of();

  List<Path> drafts = List.of();
  public List<FetchCheck> checkedFetches = List.of();

  /** What no cache takes of any archive. */
  public List<CacheImport.Skip> skips = List.of();

  /** What the page script ends with. */
  public CompletableFuture<Page> page =
      CompletableFuture.failedFuture(new AssertionError("no page"));

  /** What registering ends with, other than success. */
  public @Nullable BellhopException registering;

  /** What a request ends with. */
  public Function<SiteRequest, CompletableFuture<SiteResponse>> answering =
      request -> CompletableFuture.failedFuture(new AssertionError("not asked for"));

  /** What happens while the site is not idle. */
  public Runnable busy = () -> {};

  /** What it consists of. */
  public SiteStatus status = new SiteStatus("https://localhost", List.of(), List.of(), null);

  /** The events that were dispatched. */
  public final List<WorkerEvent> dispatched = new ArrayList<>();

  /** What becomes of an event. */
  public DispatchResult result = new DispatchResult(Outcome.HANDLED, 1, 0, 0, null);

  /** The options the site was opened with. */
  public @Nullable SiteOptions options;

  /** Whether it was closed. */
  public volatile boolean closed;

  /** A host whose trace goes there. */
  public FakeHost(TraceListener trace) {
    this.trace = trace;
  }

  /** Something happens, a tenth of a second after what happened before. */
  public synchronized void happen(TraceEvent event) {
    sequence++;
    trace.entry(new TraceEntry(sequence, START.plusMillis(100 * sequence), event));
  }

  /** A background fetch that has come so far. */
  public static BackgroundFetchInfo info(String id, String state, String result, String reason) {
    return new BackgroundFetchInfo(
        id,
        "Film night",
        List.of(),
        state,
        0,
        1234,
        0,
        0,
        result,
        reason,
        true,
        new BackgroundFetchInfo.Progress(2000, 0, null),
        List.of(
            new BackgroundFetchInfo.Record(
                "GET", "https://localhost/a", result, result.isEmpty() ? 0 : 200, 1234, null)));
  }

  /** An entry of a cache. */
  public static CacheEntry entry(long id, String path, long length) {
    return new CacheEntry(
        id,
        "GET",
        "https://localhost/" + path,
        200,
        "OK",
        "basic",
        List.of("content-type: video/mp4"),
        length,
        START);
  }

  @Override
  public Site site(SiteOptions options) {
    this.options = options;
    return this;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String origin() {
    return "https://localhost";
  }

  @Override
  public @Nullable URI servedAt() {
    return URI.create("http://127.0.0.1:4000");
  }

  @Override
  public CompletableFuture<Registration> register() {
    return registering == null
        ? CompletableFuture.completedFuture(this)
        : CompletableFuture.failedFuture(registering);
  }

  @Override
  public CompletableFuture<Optional<Registration>> registration() {
    return CompletableFuture.completedFuture(Optional.of(this));
  }

  @Override
  public CompletableFuture<Page> openPage(String path) {
    return page;
  }

  @Override
  public CompletableFuture<SiteResponse> fetch(SiteRequest request) {
    return answering.apply(request);
  }

  @Override
  public Caches caches() {
    return this;
  }

  @Override
  public Network network() {
    throw new AssertionError("no command asks for this");
  }

  @Override
  public CompletableFuture<SiteStatus> status() {
    return CompletableFuture.completedFuture(status);
  }

  @Override
  public CompletableFuture<Void> idle() {
    busy.run();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public String scope() {
    return "https://localhost/";
  }

  @Override
  public String scriptUrl() {
    return "https://localhost/sw.js";
  }

  @Override
  public void setPermission(Permission permission, PermissionState state) {
    throw new AssertionError("not asked for");
  }

  @Override
  public BackgroundFetchManager backgroundFetch() {
    return this;
  }

  @Override
  public CompletableFuture<DispatchResult> dispatch(WorkerEvent event) {
    dispatched.add(event);
    happen(new TraceEvent.EventDispatched(event.type(), null));
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public CompletableFuture<Void> terminate() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<BackgroundFetch> fetch(
      String id, List<String> urls, BackgroundFetchOptions options) {
    happen(
        new TraceEvent.BackgroundFetchRegistered(
            id, options.title(), urls, options.downloadTotal(), 0));
    fetches.put(id, info(id, "done", "success", ""));
    return CompletableFuture.completedFuture(new Fetch(id));
  }

  @Override
  public CompletableFuture<Optional<BackgroundFetch>> get(String id) {
    BackgroundFetchInfo info = fetches.get(id);
    return CompletableFuture.completedFuture(
        info == null || !info.result().isEmpty() ? Optional.empty() : Optional.of(new Fetch(id)));
  }

  @Override
  public CompletableFuture<BackgroundFetch> retry(String id) {
    fetches.put(id, info(id, "active", "", ""));
    return CompletableFuture.completedFuture(new Fetch(id));
  }

  @Override
  public CompletableFuture<Void> click(String id) {
    if (!fetches.containsKey(id)) {
      return CompletableFuture.failedFuture(
          new BellhopException(
              BellhopException.Kind.INPUT, "no background fetch '" + id + "' is shown"));
    }
    return new Fetch(id).click();
  }

  @Override
  public CompletableFuture<List<BackgroundFetchInfo>> list() {
    return CompletableFuture.completedFuture(List.copyOf(fetches.values()));
  }

  @Override
  public CompletableFuture<List<String>> names() {
    return CompletableFuture.completedFuture(List.copyOf(stored.keySet()));
  }

  @Override
  public CompletableFuture<CacheSummary> summary(String name) {
    List<CacheEntry> entries = stored.get(name);
    return CompletableFuture.completedFuture(
        new CacheSummary(name, entries.size(), bytes(entries)));
  }

  @Override
  public CompletableFuture<List<CacheEntry>> entries(String name) {
    return CompletableFuture.completedFuture(stored.get(name));
  }

  @Override
  public CompletableFuture<List<CacheEntry>> entries(String name, long after, int most) {
    return CompletableFuture.completedFuture(
        stored.get(name).stream().filter(entry -> entry.id() > after).limit(most).toList());
  }

  @Override
  public CompletableFuture<Long> copyBody(CacheEntry entry, WritableByteChannel to) {
    return CompletableFuture.failedFuture(new AssertionError("not asked for"));
  }

  @Override
  public CompletableFuture<CacheExport> export(String name, Path to, ArchiveFormat format) {
    List<CacheEntry> entries = stored.get(name);
    return CompletableFuture.completedFuture(
        new CacheExport(
            entries.size(),
            bytes(entries),
            entries.stream()
                .map(entry -> to.resolve(Path.of(URI.create(entry.url()).getPath()).getFileName()))
                .toList(),
            damaged,
            drafts));
  }

  @Override
  public CompletableFuture<CacheImport> importFrom(String name, Path from) {
    List<CacheEntry> entries = List.of(entry(1, "a", 10));
    stored.put(name, entries);
    happen(new TraceEvent.CacheWorkProgress(name, "import", 1, 10));
    return CompletableFuture.completedFuture(new CacheImport(1, 10, skips.size(), skips));
  }

  @Override
  public CompletableFuture<CacheCheck> verify(String name) {
    List<CacheEntry> entries = stored.get(name);
    return CompletableFuture.completedFuture(
        new CacheCheck(name, entries.size(), bytes(entries), damaged, null));
  }

  @Override
  public CompletableFuture<CacheCheck> setAsideDamaged(String name) {
    return CompletableFuture.completedFuture(new CacheCheck(name, 1, 10, damaged, SET_ASIDE));
  }

  @Override
  public CompletableFuture<List<FetchCheck>> verifyFetches() {
    return CompletableFuture.completedFuture(checkedFetches);
  }

  @Override
  public CompletableFuture<List<FetchCheck>> setAsideDamagedFetches() {
    return CompletableFuture.completedFuture(
        checkedFetches.stream()
            .map(
                check ->
                    new FetchCheck(
                        check.fetch(), check.bodies(), check.bytes(), check.damaged(), SET_ASIDE))
            .toList());
  }

  private static long bytes(List<CacheEntry> entries) {
    return entries.stream().mapToLong(CacheEntry::length).sum();
  }

  @Override
  public CompletableFuture<Boolean> delete(String name) {
    return CompletableFuture.completedFuture(stored.remove(name) != null);
  }

  private final class Fetch implements BackgroundFetch {
    private final String id;

    private Fetch(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> info() {
      return CompletableFuture.completedFuture(fetches.get(id));
    }

    @Override
    public CompletableFuture<Boolean> abort() {
      fetches.put(id, FakeHost.info(id, "done", "failure", "aborted"));
      return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> pause() {
      return moved("active", "paused");
    }

    @Override
    public CompletableFuture<Boolean> resume() {
      return moved("paused", "active");
    }

    private CompletableFuture<Boolean> moved(String from, String to) {
      boolean moves = fetches.get(id).state().equals(from);
      if (moves) {
        fetches.put(id, FakeHost.info(id, to, "", ""));
      }
      return CompletableFuture.completedFuture(moves);
    }

    @Override
    public CompletableFuture<Void> click() {
      happen(new TraceEvent.EventHandled("backgroundfetchclick", id, 1, 0, 0, 1_000_000));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> handled() {
      return handled.thenApply(_ -> fetches.get(id));
    }
  }
}
