package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.Caches;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.cache.StoredCaches;
import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.CancelToken;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.ScriptFetch;
import dev.bellhop.lifecycle.WorkerFactory;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.net.SiteServer;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** A site that is served and whose registrations are at hand. */
final class OpenSite implements Site {
  private final HostParts parts;
  private final SiteAddress address;
  private final SiteServer server;
  private final Caches caches;
  private final Clients clients = new Clients(new SecureRandom());
  private final SiteRealms realms;
  private final Registrations registrations;
  private final Set<String> folderPaths;
  private final List<OpenPage> pages = new CopyOnWriteArrayList<>();

  private OpenSite(
      HostParts parts, SiteAddress address, SiteServer server, Set<String> folderPaths) {
    this.parts = parts;
    this.address = address;
    this.server = server;
    this.folderPaths = folderPaths;
    var storage =
        new CacheStorage(
            address.origin(),
            parts.store().database(),
            parts.store().bodies(),
            parts.clock(),
            parts.trace()::add);
    this.caches = new StoredCaches(storage);
    this.realms = new SiteRealms(parts, storage, clients);
    this.registrations =
        new Registrations(
            address.origin(),
            new RegistrationRows(parts.store().database()),
            parts.backgroundFetches()::forget,
            new WorkerFactory(
                new ScriptFetch(this::fetchScript),
                realms,
                parts.clock(),
                parts.trace(),
                parts.deadlines().worker()),
            clients);
    realms.registrations(registrations);
  }

  /** Scripts come from the folder, whatever else comes from an upstream server. */
  private CompletableFuture<FetchResponse> fetchScript(
      FetchRequest request, LongConsumer uploaded, CancelToken cancel) {
    if (request.url().origin().equals(address.origin())) {
      folderPaths.add(request.url().path());
    }
    return parts.fetcher().fetch(request, uploaded, cancel);
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
    SiteServer server;
    try {
      server = SiteServer.start(address.folder(), options.port());
    } catch (IOException e) {
      throw new BellhopException(BellhopException.Kind.NETWORK, e.getMessage(), null, e);
    }
    Set<String> folderPaths = ConcurrentHashMap.newKeySet();
    folderPaths.add(address.script().path());
    if (base == null) {
      parts.routes().toFolder(address.origin(), server.port());
    } else {
      parts.routes().toUpstream(address.origin(), base, server.port(), folderPaths::contains);
    }
    var site = new OpenSite(parts, address, server, folderPaths);
    Futures.await(site.registrations.restore());
    parts.delivery().add(site.registrations);
    if (options.unfinished() == SiteOptions.Unfinished.RESUME) {
      site.registrations.activateWaiting();
      for (WorkerRegistration registration : site.registrations.all()) {
        Futures.await(parts.backgroundFetches().resumeAll(registration.id()));
      }
    }
    return site;
  }

  @Override
  public String origin() {
    return address.origin();
  }

  @Override
  public URI servedAt() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  @Override
  public CompletableFuture<Registration> register() {
    registrations.activateWaiting();
    Optional<WorkerRegistration> before = registrations.match(address.script());
    Registrations.Job job =
        registrations.register(address.script(), null, "classic", "imports", address.script());
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

  /** Opening a site is a navigation, and after one the script is looked at again. */
  private CompletableFuture<WorkerRegistration> updated(WorkerRegistration registration) {
    return registrations.update(registration).end().thenApply(nothing -> registration);
  }

  @Override
  public CompletableFuture<Optional<Registration>> registration() {
    return CompletableFuture.completedFuture(
        registrations.match(address.script()).map(this::hosted));
  }

  private Registration hosted(WorkerRegistration registration) {
    return new HostedRegistration(parts, registration);
  }

  @Override
  public CompletableFuture<Page> openPage(String path) {
    Url url = address.file(path);
    folderPaths.add(url.path());
    return Futures.understood(
        new ScriptFetch(parts.fetcher())
            .fetchPage(url)
            .thenCompose(
                text -> {
                  Client client = clients.open(url);
                  Realm realm = realms.openPage(client);
                  var page = new OpenPage(url.href(), realm, pages::remove);
                  pages.add(page);
                  parts.trace().add(new TraceEvent.PageStarted(url.href()));
                  return realm
                      .runScript(url.href(), text)
                      .thenApply(
                          nothing -> {
                            client.startMessages();
                            return (Page) page;
                          });
                }));
  }

  @Override
  public Caches caches() {
    return caches;
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
            });
  }

  private CompletableFuture<Void> allQuiet() {
    List<CompletableFuture<?>> pending = new ArrayList<>();
    pages.forEach(page -> pending.add(page.idle()));
    pending.add(registrations.idle());
    return CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new));
  }

  /** Ends the pages, with no worker taking that for its turn. What is downloading goes on. */
  void closePages() {
    registrations.suspend();
    pages.forEach(OpenPage::close);
  }

  /** Ends the workers and stops serving. */
  void close() {
    registrations.stopAll("the host stops");
    parts.routes().remove(address.origin());
    server.close();
  }
}
