package dev.bellhop;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An origin and where its files come from, with what it has stored. Safe from any thread. Futures
 * fail with a {@link BellhopException}; they may complete on Bellhop's own threads, so do not block
 * in what depends on them.
 */
public interface Site {
  /** The serialized origin, such as {@code https://localhost}. */
  String origin();

  /** Where the site's folder is served: a loopback address; null for a site without a folder. */
  @Nullable URI servedAt();

  /**
   * Registers the site's worker script, with the scope of its folder, and waits until the worker is
   * activated. Where it is registered already with the same script, this finds it.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#register">Service Workers: Register</a>
   */
  CompletableFuture<Registration> register();

  /** The site's registration, where there is one. */
  CompletableFuture<Optional<Registration>> registration();

  /**
   * Opens a page: a realm without DOM that runs a script, or the scripts of an HTML page in their
   * order. Afterwards the realm gets the events {@code DOMContentLoaded} and {@code load}, and
   * messages from workers.
   *
   * @param path a JavaScript or HTML file, relative to the site's folder or to the origin of a site
   *     without one; or its URL, of the site's origin
   * @return completes when the scripts have been evaluated; the realm goes on with its promises and
   *     timers until {@link Page#close()}. A script that throws or does not parse fails it where it
   *     is all of the page; where it is one of an HTML page's, the trace tells of it and the others
   *     run
   * @see <a href="https://html.spec.whatwg.org/#execute-the-script-element">HTML: execute the
   *     script element</a>
   */
  CompletableFuture<Page> openPage(String path);

  /**
   * Makes a request as a page of the site does: through the worker of the registration that
   * matches, with its fetch event and static routes, or to the network. Redirects are followed.
   *
   * @return completes when the response's head is there; close the response. Fails with {@link
   *     BellhopException.Kind#INPUT} where the request makes no sense, and with {@link
   *     BellhopException.Kind#NETWORK} where it ends in a network error
   * @see <a href="https://w3c.github.io/ServiceWorker/#handle-fetch">Service Workers: Handle
   *     Fetch</a>
   */
  CompletableFuture<SiteResponse> fetch(SiteRequest request);

  /**
   * Changes what the user says to what the site may ask for, from now on; scripts that look at it
   * get a {@code change} event. Background fetches that are under way go on.
   *
   * @see SiteOptions#withPermission
   * @see <a href="https://w3c.github.io/permissions/#permissionstatus-interface">Permissions:
   *     PermissionStatus</a>
   */
  void setPermission(Permission permission, PermissionState state);

  /**
   * What the site's caches hold. A cache of a storage bucket that a script has named is called
   * {@code bucket:BUCKET/NAME}.
   */
  Caches caches();

  /**
   * Reads every complete body that the site's background fetches keep, and compares it with what
   * was noted when it was stored. Changes nothing. Fetches that keep none are left out.
   */
  CompletableFuture<List<FetchCheck>> verifyFetches();

  /**
   * As {@link #verifyFetches}, and damaged bodies go into a folder below {@code damaged} in the
   * data folder, beside a list of the records that they belong to. For scripts such a record has
   * failed, and one whose upload has yet to be sent fails.
   */
  CompletableFuture<List<FetchCheck>> setAsideDamagedFetches();

  /**
   * Registrations, workers with their states and events, and pages, as they are now.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-service-worker-registration">Service
   *     Workers: service worker registration</a>
   */
  CompletableFuture<SiteStatus> status();

  /**
   * Completes when nothing is left to do: no background fetch is under way or waiting for its
   * event, no event is being handled, no page has a timer or an operation pending.
   */
  CompletableFuture<Void> idle();
}
