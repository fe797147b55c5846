package dev.bellhop.host;

import dev.bellhop.Explanation;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.http.Causes;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Deliveries;
import dev.bellhop.lifecycle.Windows;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.url.Url;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the workers of a site do with its pages. */
final class SiteWindows implements Windows {
  private final String origin;
  private final Trace trace;
  private final Clients clients;
  private final Pages pages;
  private final Deliveries deliveries;

  SiteWindows(String origin, Trace trace, Clients clients, Pages pages, Deliveries deliveries) {
    this.origin = origin;
    this.trace = trace;
    this.clients = clients;
    this.pages = pages;
    this.deliveries = deliveries;
  }

  @Override
  public CompletableFuture<Optional<Client>> open(Url url, Worker by) {
    trace.add(new TraceEvent.WindowOpened(url.href(), by.scriptUrl().href()));
    CompletableFuture<Optional<Client>> opened = load(url, null);
    // A new window has the focus.
    CompletableFuture<Optional<Client>> focused =
        opened.thenApply(
            client -> {
              client.ifPresent(clients::focus);
              return client;
            });
    deliveries.add(focused);
    return focused;
  }

  @Override
  public CompletableFuture<Optional<Client>> navigate(Client client, Url url, Worker by) {
    trace.add(
        new TraceEvent.WindowNavigated(client.url().href(), url.href(), by.scriptUrl().href()));
    CompletableFuture<Optional<Client>> opened = load(url, client);
    deliveries.add(opened);
    return opened;
  }

  /** Pages of other origins are left to others: where a page goes there, it is gone from here. */
  private CompletableFuture<Optional<Client>> load(Url url, @Nullable Client replaced) {
    if (!isOurs(url)) {
      leave(replaced);
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return pages
        .fetch(url, replaced)
        .thenApply(
            fetched -> {
              Optional<Client> next =
                  isOurs(fetched.file().url())
                      ? Optional.of(pages.begin(fetched, replaced).page().client())
                      : Optional.empty();
              leave(replaced);
              return next;
            })
        .exceptionally(
            failure -> {
              trace.add(notOpened(url, failure));
              return Optional.empty();
            });
  }

  private boolean isOurs(Url url) {
    return url.origin().equals(origin);
  }

  private void leave(@Nullable Client client) {
    if (client != null) {
      pages.close(client);
    }
  }

  private static TraceEvent.Diagnostic notOpened(Url url, Throwable failure) {
    String why = String.valueOf(Causes.of(failure).getMessage());
    return Explanation.diagnostic("window-not-opened", null, Map.of("url", url.href(), "why", why));
  }

  @Override
  public boolean focus(Client client, Worker by) {
    boolean focused = clients.focus(client);
    if (focused) {
      trace.add(new TraceEvent.WindowFocused(client.url().href(), by.scriptUrl().href()));
    }
    return focused;
  }
}
