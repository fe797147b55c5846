package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.html.HtmlPage;
import dev.bellhop.http.CancelToken;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
import dev.bellhop.lifecycle.Navigations;
import dev.bellhop.mime.MimeType;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of a site: opens them, and knows those that are open. */
final class Pages {
  private final Trace trace;
  private final Clients clients;
  private final Navigations navigations;
  private final SiteRealms realms;
  private final PageFiles files;
  private final Function<Client, Fetcher> fetcherOf;
  private final List<OpenPage> open = new CopyOnWriteArrayList<>();

  /**
   * Of one site.
   *
   * @param navigations fetches pages, and knows who controls them
   * @param scripts fetches the script of a page past its worker
   * @param fetcherOf what the scripts of a page are fetched with
   */
  Pages(
      Trace trace,
      Clients clients,
      Navigations navigations,
      SiteRealms realms,
      Fetcher scripts,
      Function<Client, Fetcher> fetcherOf) {
    this.trace = trace;
    this.clients = clients;
    this.navigations = navigations;
    this.realms = realms;
    this.files = new PageFiles(scripts);
    this.fetcherOf = fetcherOf;
  }

  /** Opens a page, as {@link dev.bellhop.Site#openPage} says. */
  CompletableFuture<Page> open(Url url) {
    return fetch(url, null).thenCompose(fetched -> begin(fetched, null).loaded());
  }

  /** What a page to be is made of, and who will control it. */
  record Fetched(Navigations.Arrival arrival, PageFiles.Arrived file) {}

  /** Fetches a page to be, which may take the place of another one. */
  CompletableFuture<Fetched> fetch(Url url, @Nullable Client replaced) {
    Navigations.Order order = Navigations.Order.page(url);
    return navigations
        .navigate(replaced == null ? order : order.replacing(replaced), new CancelToken())
        .exceptionally(
            failure -> {
              throw PageFiles.notFetched(PageFiles.page(url), failure);
            })
        .thenCompose(
            arrival ->
                content(url, arrival).thenApply(file -> new Fetched(arrival, runnable(file))));
  }

  /**
   * The page as it arrived. Where a page is named that is just a script, and its worker answers the
   * navigation with something else, that stands for a document with this script.
   */
  private CompletableFuture<PageFiles.Arrived> content(Url url, Navigations.Arrival arrival) {
    if (isScript(url) && !PageFiles.isScript(arrival.response())) {
      PageFiles.discard(arrival.response());
      return files.pageScript(url);
    }
    return PageFiles.page(arrival);
  }

  private static boolean isScript(Url url) {
    return url.path().endsWith(".js") || url.path().endsWith(".mjs");
  }

  private static PageFiles.Arrived runnable(PageFiles.Arrived file) {
    MimeType type = file.type();
    if (!isHtml(type) && (type == null || !type.isJavaScript())) {
      throw new BellhopException(
          BellhopException.Kind.INPUT,
          "the page "
              + file.url().href()
              + (type == null
                  ? " came without a Content-Type"
                  : " came with the Content-Type " + type.essence())
              + "; a page needs text/html or, where it is only a script, text/javascript");
    }
    return file;
  }

  private static boolean isHtml(@Nullable MimeType type) {
    return type != null && type.essence().equals("text/html");
  }

  /**
   * A page that has a realm.
   *
   * @param loaded completes when its scripts have been evaluated
   */
  record Opening(OpenPage page, CompletableFuture<Page> loaded) {}

  /** Runs a page in a realm of its own. It takes the place of another one where that is given. */
  Opening begin(Fetched fetched, @Nullable Client replaced) {
    PageFiles.Arrived file = fetched.file();
    Client client = navigations.open(fetched.arrival());
    if (replaced != null) {
      clients.replace(replaced, client);
    }
    Realm realm = realms.openPage(client);
    var page = new OpenPage(client, realm, this::focus);
    open.add(page);
    realm.closed().thenRun(() -> open.remove(page));
    trace.add(new TraceEvent.PageStarted(file.url().href()));
    MimeType type = file.type();
    PageScripts.Progress progress =
        isHtml(type) ? scripts(file, type, realm, client) : script(file, realm);
    CompletableFuture<EventOutcome> ready =
        progress.parsed().thenCompose(nothing -> realm.dispatch("DOMContentLoaded"));
    // A script that fails does not keep a page from its messages.
    ready.whenComplete((outcome, failure) -> client.startMessages());
    CompletableFuture<Page> loaded =
        ready
            .thenCompose(outcome -> progress.loaded())
            .thenCompose(nothing -> realm.dispatch("load"))
            .thenApply(nothing -> page);
    return new Opening(page, loaded);
  }

  private PageScripts.Progress scripts(
      PageFiles.Arrived file, @Nullable MimeType type, Realm realm, Client client) {
    String charset = type == null ? null : type.parameter("charset");
    var files = new PageFiles(fetcherOf.apply(client));
    return new PageScripts(realm, files, file.url(), trace::add)
        .run(HtmlPage.parse(file.bytes(), charset));
  }

  private static PageScripts.Progress script(PageFiles.Arrived file, Realm realm) {
    CompletableFuture<Void> evaluated = realm.runScript(file.url().href(), file.text());
    return new PageScripts.Progress(evaluated, evaluated);
  }

  private void focus(Client client) {
    if (clients.focus(client)) {
      trace.add(new TraceEvent.WindowFocused(client.url().href(), null));
    }
  }

  /** Ends the page of a client. */
  void close(Client client) {
    for (OpenPage page : open) {
      if (page.client() == client) {
        page.close();
      }
    }
  }

  /** Completes when no page has a task, a timer or an operation under way. */
  CompletableFuture<Void> idle() {
    List<CompletableFuture<?>> pending = new ArrayList<>();
    open.forEach(page -> pending.add(page.idle()));
    return CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new));
  }

  /** Ends them all. */
  void close() {
    open.forEach(OpenPage::close);
  }
}
