package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.html.HtmlPage;
import dev.bellhop.http.CancelToken;
import dev.bellhop.lifecycle.Client;
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
      Navigations navigations,
      SiteRealms realms,
      Fetcher scripts,
      Function<Client, Fetcher> fetcherOf) {
    this.trace = trace;
    this.navigations = navigations;
    this.realms = realms;
    this.files = new PageFiles(scripts);
    this.fetcherOf = fetcherOf;
  }

  /** Opens a page, as {@link dev.bellhop.Site#openPage} says. */
  CompletableFuture<Page> open(Url url) {
    return navigations
        .navigate(Navigations.Order.page(url), new CancelToken())
        .exceptionally(
            failure -> {
              throw PageFiles.notFetched(PageFiles.page(url), failure);
            })
        .thenCompose(arrival -> content(url, arrival).thenCompose(file -> begin(arrival, file)));
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

  private CompletableFuture<Page> begin(Navigations.Arrival arrival, PageFiles.Arrived file) {
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
    Client client = navigations.open(arrival);
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
