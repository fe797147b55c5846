package dev.bellhop.host;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.DataRepair;
import dev.bellhop.Explanation;
import dev.bellhop.HostClock;
import dev.bellhop.Network;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.backgroundfetch.BackgroundFetchService;
import dev.bellhop.backgroundfetch.FetchHost;
import dev.bellhop.cache.CacheReplay;
import dev.bellhop.cookies.CookieJar;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.fetch.BlobUrls;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.fetch.SocketHandshakes;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.httpcache.HttpCache;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.WorkerDelivery;
import dev.bellhop.net.MappedNames;
import dev.bellhop.net.NameResolver;
import dev.bellhop.net.NettyTransport;
import dev.bellhop.net.OriginRoutes;
import dev.bellhop.net.TransportOptions;
import dev.bellhop.net.fault.FaultyNetwork;
import dev.bellhop.net.fault.FaultySockets;
import dev.bellhop.ops.SharedMemory;
import dev.bellhop.store.BackgroundFetchRows;
import dev.bellhop.store.Repair;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host: one data folder, one script engine, one network, and the sites on them. */
public final class BellhopHost implements Bellhop {
  private static final Logger LOG = LoggerFactory.getLogger(BellhopHost.class);
  private static final int SUSPEND_SECONDS = 2;
  private static final String USER_AGENT = "Bellhop/0.1";

  private final HostParts parts;
  private final ExecutorService blocking;
  private final NettyTransport transport;
  private final Store store;
  private final Map<String, OpenSite> sites = new LinkedHashMap<>();
  private boolean closed;

  private BellhopHost(
      HostParts parts, ExecutorService blocking, NettyTransport transport, Store store) {
    this.parts = parts;
    this.blocking = blocking;
    this.transport = transport;
    this.store = store;
  }

  /**
   * Opens a host.
   *
   * @throws BellhopException as {@link Bellhop.Builder#open()} says
   */
  public static BellhopHost open(HostSettings settings) {
    HostClock clock = settings.clock();
    var trace = new Trace(clock);
    settings.listeners().forEach(trace::listen);
    var routes = new OriginRoutes();
    if (settings.networkPort() > 0) {
      routes.othersTo(settings.networkPort());
    }
    // The certificates first: a mistake there must not touch what is stored.
    NettyTransport transport = transport(settings, routes);
    try {
      Store store = store(settings);
      var network = new FaultyNetwork(transport, clock);
      settings.faults().forEach(network::add);
      ExecutorService blocking =
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bellhop-spill").factory());
      var spill = new SpillFiles(store.folder().resolve("spill"), blocking);
      var cookies = new CookieJar(store.database(), clock);
      var downloads =
          new FetchAlgorithms(network, clock::nanoTime, spill, USER_AGENT)
              .with(cookies)
              .with(settings.cors());
      var fetcher =
          downloads.with(
              new HttpCache(store.database(), store.bodies(), HttpCache.BUDGET, clock::now));
      // Faults are for what scripts ask for, not for the scripts.
      var scripts =
          new FetchAlgorithms(transport, clock::nanoTime, spill, USER_AGENT).with(cookies);
      var events = new FunctionalEvents();
      var delivery = new WorkerDelivery(events);
      var fetches =
          new BackgroundFetchService(
              new FetchHost(
                  new BackgroundFetchRows(store.database()),
                  store.bodies(),
                  // What is stored as a record is not stored in the HTTP cache, too.
                  downloads,
                  clock,
                  new SecureRandom(),
                  trace::add,
                  delivery,
                  settings.fetches()),
              BackgroundFetchService.Limits.of(settings.fetches(), store.buckets()::room));
      network.onChange(fetches::networkChanged);
      store
          .buckets()
          .onEviction((origin, bytes) -> trace.add(new TraceEvent.StorageEvicted(origin, bytes)));
      store.onDamage(
          damage ->
              trace.add(
                  Explanation.diagnostic("database-damaged", null, Map.of("damage", damage))));
      var parts =
          new HostParts(
              trace,
              clock,
              settings.deadlines(),
              store,
              settings.durability(),
              routes,
              network,
              new SocketHandshakes(new FaultySockets(network, transport), cookies, USER_AGENT),
              cookies,
              fetcher,
              scripts,
              new BlobUrls(),
              spill,
              workers(),
              new ScriptEngine(),
              SharedMemory.partOfAll(),
              events,
              delivery,
              fetches);
      return new BellhopHost(parts, blocking, transport, store);
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  /** One thread for each processor, once there is work for it. */
  private static ExecutorService workers() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        Thread.ofPlatform().name("bellhop-work-", 0).daemon().factory());
  }

  private static NettyTransport transport(HostSettings settings, OriginRoutes routes) {
    List<MappedNames.Mapping> mappings =
        settings.names().stream().map(NamedAddress::mapping).toList();
    try {
      return new NettyTransport(
          TransportOptions.of(settings.clock())
              .withAuthorities(settings.authorities())
              .withResolver(new MappedNames(mappings, NameResolver.system()))
              .withRoutes(routes));
    } catch (IOException e) {
      throw new BellhopException(BellhopException.Kind.INPUT, e.getMessage(), null, e);
    }
  }

  private static Store store(HostSettings settings) {
    StoreOptions options =
        StoreOptions.defaults().withLimit(settings.storageLimit()).withReplay(new CacheReplay());
    try {
      return switch (settings.start()) {
        case KEPT -> Store.open(settings.dataFolder(), options);
        case EMPTIED -> Store.openEmptied(settings.dataFolder(), options);
      };
    } catch (StoreException e) {
      throw e.forPerson();
    }
  }

  /**
   * Repairs a data folder.
   *
   * @throws BellhopException as {@link Bellhop#repair} says
   */
  public static Optional<DataRepair> repair(Path dataFolder, HostClock clock) {
    try {
      return Repair.run(dataFolder, StoreOptions.defaults().bootId(), clock.now());
    } catch (StoreException e) {
      throw e.forPerson();
    }
  }

  @Override
  public Network network() {
    return parts.network();
  }

  @Override
  public Site site(SiteOptions options) {
    synchronized (sites) {
      if (closed) {
        throw new IllegalStateException("the host is closed");
      }
      if (sites.containsKey(options.origin())) {
        throw new BellhopException(
            BellhopException.Kind.INPUT, options.origin() + " is open already");
      }
      OpenSite site = OpenSite.open(parts, options);
      sites.put(site.origin(), site);
      return site;
    }
  }

  @Override
  public void close() {
    List<OpenSite> open;
    synchronized (sites) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(sites.values());
    }
    parts.events().stopping();
    open.forEach(OpenSite::closePages);
    suspendDownloads();
    open.forEach(OpenSite::close);
    parts.engine().close();
    transport.close();
    try {
      store.close();
    } catch (StoreException e) {
      LOG.warn("The store could not be closed in good order", e);
    }
    parts.work().shutdownNow();
    blocking.shutdown();
  }

  private void suspendDownloads() {
    try {
      parts.backgroundFetches().suspend().get(SUSPEND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The downloads could not be stopped in good order", e);
    }
  }
}
