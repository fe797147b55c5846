package dev.bellhop.host;

import dev.bellhop.SourceFrame;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.RealmSettings.Kind;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.ControlledClient;
import dev.bellhop.lifecycle.RealmSource;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.ops.BackgroundFetchOps;
import dev.bellhop.ops.BlobOps;
import dev.bellhop.ops.BodyOps;
import dev.bellhop.ops.CacheOps;
import dev.bellhop.ops.EncodingOps;
import dev.bellhop.ops.FetchEventOps;
import dev.bellhop.ops.FetchOps;
import dev.bellhop.ops.LifecycleOps;
import dev.bellhop.ops.PageClientOps;
import dev.bellhop.ops.UrlOps;
import dev.bellhop.ops.WorkerClientOps;
import dev.bellhop.url.Url;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the realms of a site: the place where operations and shims meet. */
final class SiteRealms implements RealmSource {
  private final HostParts parts;
  private final CacheStorage caches;
  private final Clients clients;
  private @Nullable Registrations registrations;

  SiteRealms(HostParts parts, CacheStorage caches, Clients clients) {
    this.parts = parts;
    this.caches = caches;
    this.clients = clients;
  }

  /** Realms and registrations know each other; this closes the circle. */
  void registrations(Registrations registrations) {
    this.registrations = registrations;
  }

  @Override
  public Realm openWorker(Worker worker) {
    return open(Kind.WORKER, worker.scriptUrl(), worker, null);
  }

  @Override
  public Realm openPage(Client client) {
    control(client);
    Realm realm = open(Kind.PAGE, client.url(), null, client);
    realm.closed().thenRun(() -> clients.close(client));
    return realm;
  }

  /** A page is controlled where a registration for it has an active worker when it is opened. */
  private void control(Client client) {
    if (registrations != null) {
      registrations
          .match(client.url())
          .map(WorkerRegistration::active)
          .ifPresent(client::controller);
    }
  }

  private Realm open(Kind kind, Url location, @Nullable Worker self, @Nullable Client client) {
    return parts
        .engine()
        .open(
            new RealmSettings(
                kind,
                location,
                parts.clock(),
                new Traced(parts.trace(), location.href()),
                realm -> ops(realm, location, self, client)));
  }

  private Map<String, Object> ops(
      Realm realm, Url location, @Nullable Worker self, @Nullable Client client) {
    var lifecycle = new LifecycleOps(realm, registrations, location, self);
    // A worker's own requests never come back to it.
    Fetcher fetcher =
        client == null ? parts.fetcher() : parts.fetcher().handledBy(new ControlledClient(client));
    var fetch = new FetchOps(realm, location, fetcher, parts.clock(), parts.trace()::add);
    realm.closed().thenRun(fetch::close);
    return Map.of(
        "lifecycle",
        lifecycle,
        "clients",
        self == null
            ? new PageClientOps(realm, registrations, client, lifecycle)
            : new WorkerClientOps(realm, registrations, clients, self),
        "url",
        new UrlOps(),
        "encoding",
        new EncodingOps(),
        "fetch",
        fetch,
        "fetchEvent",
        new FetchEventOps(realm),
        "body",
        new BodyOps(realm, parts.spill()),
        "blob",
        new BlobOps(parts.clock()),
        "cache",
        new CacheOps(realm, caches),
        "backgroundFetch",
        new BackgroundFetchOps(realm, location, parts.backgroundFetches()));
  }

  /** What scripts say and where they fail, as trace entries. */
  private record Traced(Trace trace, String url) implements RealmListener {
    @Override
    public void console(String level, String text) {
      trace.add(new TraceEvent.ConsoleMessage(url, level, text));
    }

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
      trace.add(new TraceEvent.ScriptError(url, kind, message, frame));
    }

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {
      trace.add(diagnostic);
    }
  }
}
