package dev.bellhop.host;

import dev.bellhop.Page;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Deliveries;
import dev.bellhop.lifecycle.ScriptFetch;
import dev.bellhop.lifecycle.Windows;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The pages of a site, which its user opens or its workers. */
final class SitePages implements Windows {
  private final HostParts parts;
  private final String origin;
  private final Set<String> folderPaths;
  private final Clients clients;
  private final SiteRealms realms;
  private final Deliveries deliveries;
  private final List<OpenPage> pages = new CopyOnWriteArrayList<>();

  SitePages(
      HostParts parts,
      String origin,
      Set<String> folderPaths,
      Clients clients,
      SiteRealms realms,
      Deliveries deliveries) {
    this.parts = parts;
    this.origin = origin;
    this.folderPaths = folderPaths;
    this.clients = clients;
    this.realms = realms;
    this.deliveries = deliveries;
  }

  /** Opens a page for the user; completes when its script has been evaluated. */
  CompletableFuture<Page> open(Url url) {
    return fetch(url)
        .thenCompose(
            text -> {
              Opening opening = start(url, text, null);
              return opening.evaluated().thenApply(nothing -> opening.page());
            });
  }

  private CompletableFuture<String> fetch(Url url) {
    folderPaths.add(url.path());
    return new ScriptFetch(parts.fetcher()).fetchPage(url);
  }

  private record Opening(OpenPage page, CompletableFuture<Void> evaluated) {}

  private Opening start(Url url, String text, @Nullable Client replaced) {
    Client client = clients.open(url);
    if (replaced != null) {
      clients.replace(replaced, client);
    }
    Realm realm = realms.openPage(client);
    var page = new OpenPage(client, realm, this::focus);
    pages.add(page);
    realm.closed().thenRun(() -> pages.remove(page));
    parts.trace().add(new TraceEvent.PageStarted(url.href()));
    CompletableFuture<Void> evaluated = realm.runScript(url.href(), text);
    evaluated.whenComplete((nothing, failure) -> client.startMessages());
    return new Opening(page, evaluated);
  }

  @Override
  public CompletableFuture<Optional<Client>> open(Url url, Worker by) {
    parts.trace().add(new TraceEvent.WindowOpened(url.href(), by.scriptUrl().href()));
    CompletableFuture<Optional<Client>> opened =
        load(url, null)
            .thenApply(
                client -> {
                  client.ifPresent(clients::focus);
                  return client;
                });
    deliveries.add(opened);
    return opened;
  }

  @Override
  public CompletableFuture<Optional<Client>> navigate(Client client, Url url, Worker by) {
    parts
        .trace()
        .add(
            new TraceEvent.WindowNavigated(client.url().href(), url.href(), by.scriptUrl().href()));
    CompletableFuture<Optional<Client>> opened =
        load(url, client)
            .thenApply(
                next -> {
                  if (next.isPresent() || !isOurs(url)) {
                    close(client);
                  }
                  return next;
                });
    deliveries.add(opened);
    return opened;
  }

  /** Pages of other origins are not opened: their workers, if any, are none of this site's. */
  private boolean isOurs(Url url) {
    return url.origin().equals(origin);
  }

  private CompletableFuture<Optional<Client>> load(Url url, @Nullable Client replaced) {
    if (!isOurs(url)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return fetch(url)
        .thenApply(text -> Optional.of(start(url, text, replaced).page().client()))
        .exceptionally(
            failure -> {
              parts.trace().add(notOpened(url, failure));
              return Optional.empty();
            });
  }

  private static TraceEvent.Diagnostic notOpened(Url url, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new TraceEvent.Diagnostic(
        "window-not-opened",
        "the page " + url.href() + " was not opened: " + cause.getMessage(),
        "A page is a script here: open the URL of one.",
        null,
        null);
  }

  private void close(Client client) {
    for (OpenPage page : pages) {
      if (page.client() == client) {
        page.close();
      }
    }
  }

  @Override
  public boolean focus(Client client, Worker by) {
    boolean focused = clients.focus(client);
    if (focused) {
      parts.trace().add(new TraceEvent.WindowFocused(client.url().href(), by.scriptUrl().href()));
    }
    return focused;
  }

  private void focus(Client client) {
    if (clients.focus(client)) {
      parts.trace().add(new TraceEvent.WindowFocused(client.url().href(), null));
    }
  }

  /** For each page when it has nothing to do. */
  List<CompletableFuture<Void>> idle() {
    return pages.stream().map(OpenPage::idle).toList();
  }

  /** Ends them all. */
  void closeAll() {
    pages.forEach(OpenPage::close);
  }
}
