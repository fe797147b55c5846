package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.html.HtmlPage;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Clients;
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
  private final SiteRealms realms;
  private final PageFiles navigations;
  private final Function<Client, Fetcher> fetcherOf;
  private final List<OpenPage> open = new CopyOnWriteArrayList<>();

  /**
   * Of one site.
   *
   * @param navigations fetches pages
   * @param fetcherOf what the scripts of a page are fetched with
   */
  Pages(
      Trace trace,
      Clients clients,
      SiteRealms realms,
      Fetcher navigations,
      Function<Client, Fetcher> fetcherOf) {
    this.trace = trace;
    this.clients = clients;
    this.realms = realms;
    this.navigations = new PageFiles(navigations);
    this.fetcherOf = fetcherOf;
  }

  /** Opens a page, as {@link dev.bellhop.Site#openPage} says. */
  CompletableFuture<Page> open(Url url) {
    return navigations.page(url).thenCompose(this::begin);
  }

  private CompletableFuture<Page> begin(PageFiles.Arrived file) {
    MimeType type = file.type();
    boolean html = type != null && type.essence().equals("text/html");
    if (!html && (type == null || !type.isJavaScript())) {
      throw new BellhopException(
          BellhopException.Kind.INPUT,
          "the page "
              + file.url().href()
              + (type == null
                  ? " came without a Content-Type"
                  : " came with the Content-Type " + type.essence())
              + "; a page needs text/html or, where it is only a script, text/javascript");
    }
    Client client = clients.open(file.url());
    Realm realm = realms.openPage(client);
    var page = new OpenPage(file.url().href(), realm, open::remove);
    open.add(page);
    trace.add(new TraceEvent.PageStarted(file.url().href()));
    PageScripts.Progress progress =
        html ? scripts(file, type.parameter("charset"), realm, client) : script(file, realm);
    return progress
        .parsed()
        .thenCompose(nothing -> realm.dispatch("DOMContentLoaded"))
        .thenRun(client::startMessages)
        .thenCompose(nothing -> progress.loaded())
        .thenCompose(nothing -> realm.dispatch("load"))
        .thenApply(nothing -> page);
  }

  private PageScripts.Progress scripts(
      PageFiles.Arrived file, @Nullable String charset, Realm realm, Client client) {
    var files = new PageFiles(fetcherOf.apply(client));
    return new PageScripts(realm, files, file.url(), trace::add)
        .run(HtmlPage.parse(file.bytes(), charset));
  }

  private static PageScripts.Progress script(PageFiles.Arrived file, Realm realm) {
    CompletableFuture<Void> evaluated = realm.runScript(file.url().href(), file.text());
    return new PageScripts.Progress(evaluated, evaluated);
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
