package dev.bellhop.host;

import dev.bellhop.SourceFrame;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.cache.NamedBuckets;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.RealmSettings.Kind;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.lifecycle.BroadcastChannels;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.ControlledClient;
import dev.bellhop.lifecycle.Deliveries;
import dev.bellhop.lifecycle.FetchSettings;
import dev.bellhop.lifecycle.HandleFetch;
import dev.bellhop.lifecycle.RealmSource;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.WebLocks;
import dev.bellhop.lifecycle.Windows;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.ops.BackgroundFetchOps;
import dev.bellhop.ops.BlobOps;
import dev.bellhop.ops.BlobUrlOps;
import dev.bellhop.ops.BodyOps;
import dev.bellhop.ops.BroadcastOps;
import dev.bellhop.ops.BucketOps;
import dev.bellhop.ops.CacheOps;
import dev.bellhop.ops.CompressionOps;
import dev.bellhop.ops.CookieOps;
import dev.bellhop.ops.CryptoOps;
import dev.bellhop.ops.EncodingOps;
import dev.bellhop.ops.FetchEventOps;
import dev.bellhop.ops.FetchOps;
import dev.bellhop.ops.FileReaderOps;
import dev.bellhop.ops.ImportOps;
import dev.bellhop.ops.KeyPairOps;
import dev.bellhop.ops.LifecycleOps;
import dev.bellhop.ops.LockOps;
import dev.bellhop.ops.NavigationPreloadOps;
import dev.bellhop.ops.NotificationOps;
import dev.bellhop.ops.PageClientOps;
import dev.bellhop.ops.PermissionOps;
import dev.bellhop.ops.PortOps;
import dev.bellhop.ops.PushOps;
import dev.bellhop.ops.RegistrationItemOps;
import dev.bellhop.ops.RouterOps;
import dev.bellhop.ops.SocketOps;
import dev.bellhop.ops.StorageOps;
import dev.bellhop.ops.SubtleOps;
import dev.bellhop.ops.SyncOps;
import dev.bellhop.ops.TaskOps;
import dev.bellhop.ops.UrlOps;
import dev.bellhop.ops.UrlPatternOps;
import dev.bellhop.ops.WasmOps;
import dev.bellhop.ops.WindowOps;
import dev.bellhop.ops.WorkerClientOps;
import dev.bellhop.url.Url;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the realms of a site: the place where operations and shims meet. */
final class SiteRealms implements RealmSource {
  private final HostParts parts;
  private final CacheStorage caches;
  private final NamedBuckets buckets;
  private final Clients clients;
  private final SecureRandom random = new SecureRandom();
  private final CryptoOps crypto = new CryptoOps(random);
  private final Deliveries deliveries = new Deliveries();
  private final BroadcastChannels channels = new BroadcastChannels();
  private final WebLocks locks = new WebLocks();
  private final Set<PortOps> portsOfRealms = ConcurrentHashMap.newKeySet();
  private final HandleFetch fetches;
  private final FetchSettings settings;
  private final SiteEvents events;
  private @Nullable Registrations registrations;
  private @Nullable Windows windows;
  private @Nullable SiteHints hints;

  SiteRealms(
      HostParts parts,
      CacheStorage caches,
      NamedBuckets buckets,
      Clients clients,
      HandleFetch fetches,
      FetchSettings settings,
      SiteEvents events) {
    this.parts = parts;
    this.caches = caches;
    this.buckets = buckets;
    this.clients = clients;
    this.fetches = fetches;
    this.settings = settings;
    this.events = events;
  }

  /** Realms, registrations and pages know each other; this closes the circle. */
  void connect(Registrations registrations, Windows windows, SiteHints hints) {
    this.registrations = registrations;
    this.windows = windows;
    this.hints = hints;
  }

  /** What is on its way to the realms. */
  Deliveries deliveries() {
    return deliveries;
  }

  /** How many message ports there are in the realms. */
  int ports() {
    return portsOfRealms.stream().mapToInt(PortOps::count).sum();
  }

  /** The broadcast channels of the realms. */
  BroadcastChannels channels() {
    return channels;
  }

  @Override
  public Realm openWorker(Worker worker) {
    return open(Kind.WORKER, worker.scriptUrl(), worker, null);
  }

  @Override
  public Realm openPage(Client client) {
    Realm realm = open(Kind.PAGE, client.url(), null, client);
    client.executionReady();
    realm.closed().thenRun(() -> clients.close(client));
    return realm;
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
                realm -> ops(realm, location, self, client),
                parts.deadlines().script()));
  }

  private Map<String, Object> ops(
      Realm realm, Url location, @Nullable Worker self, @Nullable Client client) {
    var lifecycle = new LifecycleOps(realm, registrations, location, self);
    // A worker's own requests never come back to it.
    Fetcher fetcher =
        client == null
            ? parts.fetcher()
            : parts.fetcher().handledBy(new ControlledClient(client, fetches));
    var fetch = new FetchOps(realm, location, fetcher, parts.clock(), parts.trace()::add);
    realm.closed().thenRun(fetch::close);
    var ports = new PortOps(realm, deliveries);
    portsOfRealms.add(ports);
    realm
        .closed()
        .thenRun(
            () -> {
              ports.close();
              portsOfRealms.remove(ports);
            });
    var broadcast = new BroadcastOps(realm, channels, deliveries);
    realm.closed().thenRun(broadcast::close);
    Map<String, Object> ops = new HashMap<>();
    ops.put("lifecycle", lifecycle);
    ops.put("hints", hints.ops(location, registrations));
    ops.put("url", new UrlOps());
    ops.put("urlPattern", new UrlPatternOps());
    ops.put("encoding", new EncodingOps());
    ops.put("compression", new CompressionOps());
    ops.put("tasks", new TaskOps(realm));
    ops.put("wasm", wasmOps(realm));
    ops.put("crypto", crypto);
    ops.put("subtle", new SubtleOps(realm, random, parts.work()));
    ops.put("keyPairs", new KeyPairOps(random));
    ops.put("fetch", fetch);
    ops.put("fetchEvent", new FetchEventOps(realm));
    ops.put(
        "body",
        self == null
            ? new BodyOps(realm, parts.spill())
            : new BodyOps(realm, parts.spill(), self::keepAlive));
    ops.put("ports", ports);
    ops.put("broadcast", broadcast);
    ops.put("locks", lockOps(realm, client));
    ops.put("blob", new BlobOps(parts.clock()));
    ops.put("blobUrls", blobUrlOps(realm, location));
    ops.put("socket", socketOps(realm, location));
    ops.put("fileReader", new FileReaderOps(realm));
    ops.put("cache", new CacheOps(realm, caches));
    ops.put("cookies", new CookieOps(realm, location, parts.cookies(), deliveries));
    ops.put(
        "backgroundFetch",
        new BackgroundFetchOps(realm, location, parts.backgroundFetches(), events.permissions()));
    ops.put("permissions", new PermissionOps(realm, events.permissions()));
    ops.put("navigationPreload", new NavigationPreloadOps(realm, registrations, settings));
    ops.put("notifications", new NotificationOps(realm, location, events));
    ops.put("push", new PushOps(realm, registrations, events));
    ops.put("sync", new SyncOps(realm, registrations, clients, events));
    ops.put(
        "storage",
        new StorageOps(realm, location.origin(), parts.store().buckets(), events.permissions()));
    ops.put("buckets", new BucketOps(realm, buckets, events.permissions()));
    ops.put("items", new RegistrationItemOps(realm, events.items()));
    if (self == null) {
      ops.put("window", new WindowOps(realm, deliveries));
      ops.put("clients", new PageClientOps(realm, registrations, client, lifecycle));
    } else {
      ops.put("clients", new WorkerClientOps(realm, registrations, clients, windows, self));
      ops.put("routes", new RouterOps(realm, self));
      ops.put("imports", new ImportOps(realm, location, self.type(), self.scripts()));
    }
    return ops;
  }

  private WasmOps wasmOps(Realm realm) {
    var ops = new WasmOps(parts.sharedMemory());
    realm.closed().thenRun(ops::close);
    return ops;
  }

  private BlobUrlOps blobUrlOps(Realm realm, Url location) {
    var ops = new BlobUrlOps(parts.blobUrls(), location);
    realm.closed().thenRun(ops::close);
    return ops;
  }

  private SocketOps socketOps(Realm realm, Url location) {
    var ops = new SocketOps(realm, location, parts.sockets());
    realm.closed().thenRun(ops::close);
    return ops;
  }

  private LockOps lockOps(Realm realm, @Nullable Client client) {
    String id = client == null ? UUID.randomUUID().toString() : client.id();
    var ops = new LockOps(realm, locks, id);
    realm.closed().thenRun(ops::close);
    return ops;
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
