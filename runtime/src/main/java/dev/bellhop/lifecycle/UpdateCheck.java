package dev.bellhop.lifecycle;

import dev.bellhop.http.Causes;
import dev.bellhop.store.RegistrationRows.ScriptRow;
import dev.bellhop.url.Url;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The first half of Update: fetches a registration's scripts and compares them with those of its
 * newest worker.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Service Workers: Update</a>
 */
final class UpdateCheck {
  private final ScriptFetch fetch;
  private final WorkerRegistration registration;
  private final @Nullable Url client;
  private final boolean stale;

  /**
   * Of a registration, as it stands at this time.
   *
   * @param client the URL of the page or worker that asks for it, or null
   */
  UpdateCheck(
      ScriptFetch fetch, WorkerRegistration registration, @Nullable Url client, Instant now) {
    this.fetch = fetch;
    this.registration = registration;
    this.client = client;
    this.stale = registration.stale(now);
  }

  private String ownCacheMode() {
    boolean network =
        !registration.updateViaCache().equals("all") || stale && registration.newest() != null;
    return network ? "no-cache" : "default";
  }

  private String importCacheMode() {
    return stale ? "no-cache" : registration.importCacheMode();
  }

  /**
   * The scripts for a new worker, or empty where the newest one has them already. Fails with a
   * {@link RegistrationException} where the worker's own script cannot be used.
   */
  CompletableFuture<Optional<FetchedScripts>> changed(Url script, String type) {
    return fetch
        .fetch(script, client, ownCacheMode())
        .thenCompose(
            fetched -> {
              checkScope(script, fetched.maxScope());
              Map<String, ScriptRow> own = Map.of(script.href(), fetched.row());
              Worker newest = registration.newest();
              if (newest == null
                  || !newest.scriptUrl().equals(script)
                  || !newest.type().equals(type)
                  || !newest.scripts().mainText().equals(fetched.row().text())) {
                return CompletableFuture.completedFuture(
                    Optional.of(new FetchedScripts(own, Map.of())));
              }
              return importsChanged(script, type, own, newest.scripts().all());
            });
  }

  private CompletableFuture<Optional<FetchedScripts>> importsChanged(
      Url script, String type, Map<String, ScriptRow> own, Map<String, ScriptRow> before) {
    Map<String, ScriptRow> now = new ConcurrentHashMap<>(own);
    Map<String, RegistrationException> failed = new ConcurrentHashMap<>();
    List<CompletableFuture<?>> fetches = new ArrayList<>();
    for (String href : before.keySet()) {
      Url url = Url.parse(href, null);
      if (url != null && !url.equals(script)) {
        fetches.add(
            fetchAgain(url, script, type)
                .thenAccept(row -> now.put(href, row))
                // A bad answer says nothing about a change.
                .exceptionally(failure -> note(failed, href, failure)));
      }
    }
    return CompletableFuture.allOf(fetches.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            nothing ->
                now.entrySet().stream()
                        .allMatch(entry -> sameText(entry.getValue(), before.get(entry.getKey())))
                    ? Optional.empty()
                    : Optional.of(new FetchedScripts(now, failed)));
  }

  private static @Nullable Void note(
      Map<String, RegistrationException> failed, String href, Throwable failure) {
    if (Causes.of(failure) instanceof RegistrationException refused) {
      failed.put(href, refused);
    }
    return null;
  }

  private CompletableFuture<ScriptRow> fetchAgain(Url url, Url script, String type) {
    return type.equals("module")
        ? fetch.fetchModule(url, script, script, ownCacheMode())
        : fetch.fetchImported(url, script, importCacheMode());
  }

  private static boolean sameText(ScriptRow now, @Nullable ScriptRow before) {
    return before != null && now.text().equals(before.text());
  }

  private void checkScope(Url script, String maxScope) {
    if (!registration.scope().path().startsWith(maxScope)) {
      throw new RegistrationException(
          "SecurityError",
          "the scope "
              + registration.scope().path()
              + " is not under "
              + maxScope
              + ", the folder of "
              + script.href()
              + "; a Service-Worker-Allowed header could allow it");
    }
  }
}
