package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.Caches;
import dev.bellhop.Durability;
import dev.bellhop.FetchCheck;
import dev.bellhop.Page;
import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.SiteStatus;
import dev.bellhop.backgroundfetch.KeptBodies;
import dev.bellhop.cache.BucketCaches;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.cache.NamedBuckets;
import dev.bellhop.cache.StoredCaches;
import dev.bellhop.events.CookieChanges;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.lifecycle.BroadcastChannels;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.ControlledClient;
import dev.bellhop.lifecycle.FetchSettings;
import dev.bellhop.lifecycle.HandleFetch;
import dev.bellhop.lifecycle.Navigations;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.ScriptFetch;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerFactory;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.net.SiteServer;
import dev.bellhop.store.FetchSettingRows;
import dev.bellhop.store.OwnThread;
import dev.bellhop.store.Reach;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreException;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A site that is served and whose registrations are at hand. */
final class OpenSite implements Site {
  private final HostParts parts;
  private final SiteAddress address;
  private final @Nullable SiteServer server;
  private final Caches caches;
  private final Clients clients = new Clients(new SecureRandom());
  private final SiteEvents events;
  private final SiteRealms realms;
  private final SiteHints hints;
  private final CookieChanges cookieChanges;
  private final Registrations registrations;
  private final FetchSettings settings;
  private final OutsideFetch outside;
  private final Set<String> folderPaths;
  private final Pages pages;
  private final SiteOptions.@Nullable WorkerType workerType;

  private OpenSite(
      HostParts parts,
      SiteAddress address,
      @Nullable SiteServer server,
      Set<String> folderPaths,
      SiteOptions options) {
    this.parts = parts;
    this.address = address;
    this.server = server;
    this.folderPaths = folderPaths;
    this.workerType = options.workerType();
    this.hints = new SiteHints(clients, url -> isFile(url, options), parts.trace());
    Reach reach = parts.durability() == Durability.STRICT ? Reach.DISK : Reach.PROCESS;
    var storage =
        new CacheStorage(
            address.origin(),
            parts.store().database(),
            parts.store().bodies().of(address.origin()),
            reach,
            parts.clock(),
            hints::happened);
    var buckets =
        new NamedBuckets(address.origin(), parts.store(), reach, parts.clock(), parts.trace()::add);
    this.caches = new BucketCaches(new StoredCaches(storage), buckets);
    this.settings = new FetchSettings(new FetchSettingRows(parts.store().database()));
    var fetches = new HandleFetch(parts.fetcher(), storage);
    this.events =
        SiteEvents.of(
            address.origin(),
            options.permissions(),
            new RegistrationItems(parts.store().database()),
            parts.events(),
            parts.clock(),
            parts.trace()::add);
    this.realms = new SiteRealms(parts, storage, buckets, clients, fetches, settings, events);
    this.registrations =
        new Registrations(
            address.origin(),
            new RegistrationRows(parts.store().database()),
            parts.backgroundFetches()::forget,
            new WorkerFactory(
                new ScriptFetch(fromFolder(parts.scripts())),
                realms,
                parts.clock(),
                parts.trace(),
                parts.deadlines().worker()),
            clients);
    this.cookieChanges =
        new CookieChanges(
            parts.cookies(), registrations, events.items(), parts.events(), realms.deliveries());
    this.outside =
        new OutsideFetch(
            new Navigations(registrations, clients, fetches, parts.fetcher()), address);
    this.pages =
        new Pages(
            parts.trace(),
            clients,
            new Navigations(registrations, clients, fetches, parts.scripts()),
            realms,
            fromFolder(parts.scripts()),
            client -> fromFolder(parts.scripts().handledBy(new ControlledClient(client, fetches))));
    realms.connect(
        registrations,
        new SiteWindows(address.origin(), parts.trace(), clients, pages, realms.deliveries()),
        hints);
  }

  /** Whether a URL of the site leads to a file of its folder, where nothing else answers. */
  private boolean isFile(Url url, SiteOptions options) {
    return server != null
        && options.upstream() == null
        && url.origin().equals(address.origin())
        && server.has(url.path());
  }

  /** Pages and scripts come from the folder, whatever else comes from an upstream server. */
  private Fetcher fromFolder(Fetcher fetcher) {
    return (request, uploaded, cancel) -> {
      if (request.url().origin().equals(address.origin())) {
        folderPaths.add(request.url().path());
      }
      return fetcher.fetch(request, uploaded, cancel);
    };
  }

  static OpenSite open(HostParts parts, SiteOptions options) {
    SiteAddress address = SiteAddress.of(options);
    URI upstream = options.upstream();
    Url base = upstream == null ? null : Url.parse(upstream.toString(), null);
    if (upstream != null && (base == null || !base.isHttp())) {
      throw new BellhopException(
          BellhopException.Kind.INPUT,
          "the upstream '" + upstream + "' is not an http or https URL");
    }
    Set<String> folderPaths = ConcurrentHashMap.newKeySet();
    folderPaths.add(address.script().path());
    SiteServer server = serve(parts, address, options, base, folderPaths);
    // From here on the site's storage stays: what is made next holds on to it.
    Futures.await(
        parts
            .store()
            .buckets()
            .use(
                address.origin(),
                Objects.requireNonNullElse(options.quota(), Long.MAX_VALUE),
                parts.clock().now()));
    var site = new OpenSite(parts, address, server, folderPaths, options);
    Futures.await(site.registrations.restore());
    Futures.await(site.settings.restore(site.registrations.all()));
    parts.delivery().add(site.registrations);
    if (options.unfinished() == SiteOptions.Unfinished.RESUME) {
      site.registrations.activateWaiting();
      for (WorkerRegistration registration : site.registrations.all()) {
        Futures.await(parts.backgroundFetches().resumeAll(registration.id()));
        Futures.await(site.events.resume(registration));
        Futures.await(site.cookieChanges.resume(registration));
      }
    }
    return site;
  }

  /** Serves the folder, where there is one, and leads requests for the origin to it. */
  private static @Nullable SiteServer serve(
      HostParts parts,
      SiteAddress address,
      SiteOptions options,
      @Nullable Url upstream,
      Set<String> folderPaths) {
    if (address.folder() == null) {
      return null;
    }
    SiteServer server;
    try {
      server = SiteServer.start(address.folder(), options.port());
    } catch (IOException e) {
      throw new BellhopException(BellhopException.Kind.NETWORK, e.getMessage(), null, e);
    }
    if (upstream == null) {
      parts.routes().toFolder(address.origin(), server.port());
    } else {
      parts.routes().toUpstream(address.origin(), upstream, server.port(), folderPaths::contains);
    }
    return server;
  }

  @Override
  public String origin() {
    return address.origin();
  }

  @Override
  public @Nullable URI servedAt() {
    return server == null ? null : URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  @Override
  public CompletableFuture<Registration> register() {
    registrations.activateWaiting();
    Optional<WorkerRegistration> before = registrations.match(address.script());
    Registrations.Job job =
        registrations.register(
            address.script(), null, workerType(before), "imports", address.script());
    return Futures.understood(
        job.end()
            .thenCompose(nothing -> job.promise())
            .thenCompose(
                found ->
                    before.filter(known -> known == found).isPresent()
                        ? updated(found)
                        : CompletableFuture.completedFuture(found))
            .thenCompose(found -> found.activated().thenApply(worker -> hosted(found))));
  }

  private String workerType(Optional<WorkerRegistration> before) {
    if (workerType != null) {
      return workerType.name().toLowerCase(Locale.ROOT);
    }
    return before
        .map(WorkerRegistration::newest)
        .filter(worker -> worker.scriptUrl().equals(address.script()))
        .map(Worker::type)
        .orElse("classic");
  }

  /** Opening a site is a navigation, and after one the script is looked at again. */
  private CompletableFuture<WorkerRegistration> updated(WorkerRegistration registration) {
    return registrations.update(registration, null).end().thenApply(nothing -> registration);
  }

  @Override
  public CompletableFuture<Optional<Registration>> registration() {
    return CompletableFuture.completedFuture(
        registrations.match(address.script()).map(this::hosted));
  }

  private Registration hosted(WorkerRegistration registration) {
    return new HostedRegistration(parts, events, registration);
  }

  @Override
  public CompletableFuture<Page> openPage(String path) {
    Url page = address.page(path);
    folderPaths.add(page.path());
    return Futures.understood(pages.open(page));
  }

  @Override
  public CompletableFuture<SiteResponse> fetch(SiteRequest request) {
    return outside.fetch(request);
  }

  @Override
  public void setPermission(Permission permission, PermissionState state) {
    events.permissions().set(permission, state);
  }

  @Override
  public CompletableFuture<List<FetchCheck>> verifyFetches() {
    return onKeptBodies(kept -> kept.verify(address.origin()));
  }

  @Override
  public CompletableFuture<List<FetchCheck>> setAsideDamagedFetches() {
    return onKeptBodies(kept -> kept.setAsideDamaged(address.origin(), parts.clock().now()));
  }

  /** What is done with the bodies of background fetches, which may fail as files do. */
  private interface BodyWork {
    List<FetchCheck> on(KeptBodies bodies) throws StoreException;
  }

  private CompletableFuture<List<FetchCheck>> onKeptBodies(BodyWork work) {
    Store store = parts.store();
    return Futures.understood(
        OwnThread.run(
            "bellhop-kept-bodies",
            () -> work.on(new KeptBodies(store.database(), store.bodies()))));
  }

  @Override
  public Caches caches() {
    return caches;
  }

  @Override
  public CompletableFuture<SiteStatus> status() {
    return Futures.understood(
        new StatusReport(address.origin(), registrations, clients, parts.store().buckets()).now());
  }

  @Override
  public CompletableFuture<Void> idle() {
    return allQuiet()
        .thenCompose(nothing -> parts.backgroundFetches().idle())
        // What ended last may have started something in a page or a worker.
        .thenCompose(
            nothing -> {
              CompletableFuture<Void> quiet = allQuiet();
              return quiet.isDone() ? quiet : quiet.thenCompose(again -> idle());
            })
        .thenRun(() -> hints.atRest(registrations));
  }

  private CompletableFuture<Void> allQuiet() {
    List<CompletableFuture<?>> pending = new ArrayList<>();
    pending.add(realms.deliveries().quiet());
    pending.add(registrations.idle());
    pending.add(events.syncs().idle());
    // Last: what has just ended among the others may have told a page of it.
    pending.add(pages.idle());
    return CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new));
  }

  /** The broadcast channels of its realms. */
  BroadcastChannels channels() {
    return realms.channels();
  }

  /** How many message ports its realms have. */
  int ports() {
    return realms.ports();
  }

  /** Ends the pages, with no worker taking that for its turn. What is downloading goes on. */
  void closePages() {
    registrations.suspend();
    pages.close();
  }

  /** Ends the workers and stops serving. */
  void close() {
    cookieChanges.stop();
    events.periodicSyncs().stop();
    registrations.stopAll("the host stops");
    parts.store().buckets().touch(address.origin(), parts.clock().now());
    parts.routes().remove(address.origin());
    if (server != null) {
      server.close();
    }
  }
}
