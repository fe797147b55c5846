package dev.bellhop.host;

import dev.bellhop.Explanation;
import dev.bellhop.SourceFrame;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.ops.HintOps;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a site as a whole knows about its scripts' mistakes. Safe from any thread. */
final class SiteHints {
  /** What a script has in it that writes to a cache, now or another time. */
  private static final Pattern WRITES =
      Pattern.compile("\\.\\s*(?:put|addAll)\\s*\\(|[cC]ache\\w*\\s*\\.\\s*add\\s*\\(");

  private final Clients clients;
  private final Predicate<Url> isFile;
  private final Trace trace;
  private final Map<String, SourceFrame> opened = new HashMap<>();
  private final Set<String> unwritten = new HashSet<>();

  /** With what tells whether a URL leads to a file of the site's folder. */
  SiteHints(Clients clients, Predicate<Url> isFile, Trace trace) {
    this.clients = clients;
    this.isFile = isFile;
    this.trace = trace;
  }

  /** For the realm at this location. */
  HintOps ops(Url location, Registrations registrations) {
    return new HintOps(
        location, () -> bases(registrations), isFile, this::cacheOpened, this::cacheWritten);
  }

  private List<Url> bases(Registrations registrations) {
    List<Url> bases = new ArrayList<>();
    for (WorkerRegistration registration : registrations.all()) {
      bases.add(registration.scope());
      Worker newest = registration.newest();
      if (newest != null) {
        bases.add(newest.scriptUrl());
      }
    }
    clients.all().stream().map(Client::url).forEach(bases::add);
    return bases;
  }

  private synchronized void cacheOpened(String name, SourceFrame place) {
    opened.putIfAbsent(name, place);
  }

  private synchronized void cacheWritten(String name) {
    unwritten.remove(name);
  }

  /** Something happened to a cache: the trace is told, too. */
  void happened(TraceEvent event) {
    synchronized (this) {
      switch (event) {
        case TraceEvent.CacheOpened e -> unwritten.add(e.name());
        case TraceEvent.CacheImported e -> unwritten.remove(e.name());
        case TraceEvent.CacheDeleted e -> unwritten.remove(e.name());
        default -> {}
      }
    }
    trace.add(event);
  }

  /**
   * Nothing is left to do: names the caches that a worker has made and that got nothing, where none
   * of its scripts has in it what could write to one at another time.
   */
  void atRest(Registrations registrations) {
    Map<String, SourceFrame> empty = new HashMap<>();
    synchronized (this) {
      for (String name : unwritten) {
        SourceFrame place = opened.get(name);
        if (place != null) {
          empty.put(name, place);
        }
      }
      unwritten.clear();
    }
    empty.forEach(
        (name, place) -> {
          if (isOfReader(place.url(), registrations)) {
            trace.add(Explanation.diagnostic("cache-never-written", place, Map.of("name", name)));
          }
        });
  }

  /** Whether this script is a worker that writes to no cache. */
  private static boolean isOfReader(String script, Registrations registrations) {
    return registrations.all().stream()
        .map(WorkerRegistration::newest)
        .filter(Objects::nonNull)
        .filter(worker -> worker.scriptUrl().href().equals(script))
        .anyMatch(
            worker ->
                worker.scripts().texts().stream().noneMatch(text -> WRITES.matcher(text).find()));
  }
}
