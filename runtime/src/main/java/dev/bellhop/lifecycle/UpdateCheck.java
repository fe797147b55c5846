package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first half of Update: fetches a registration's scripts and compares them with those of its
 * newest worker.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Service Workers: Update</a>
 */
final class UpdateCheck {
  private final ScriptFetch fetch;
  private final WorkerRegistration registration;
  private final boolean stale;

  /** Of a registration, as it stands at this time. */
  UpdateCheck(ScriptFetch fetch, WorkerRegistration registration, Instant now) {
    this.fetch = fetch;
    this.registration = registration;
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
   * The scripts for a new worker, by URL, or empty where the newest one has them already. Fails
   * with a {@link RegistrationException} where the worker's own script cannot be used.
   */
  CompletableFuture<Optional<Map<String, String>>> changed(Url script, String type) {
    return fetch
        .fetch(script, ownCacheMode())
        .thenCompose(
            fetched -> {
              checkScope(script, fetched.maxScope());
              Map<String, String> own = Map.of(script.href(), fetched.text());
              Worker newest = registration.newest();
              if (newest == null
                  || !newest.scriptUrl().equals(script)
                  || !newest.type().equals(type)
                  || !newest.scripts().mainText().equals(fetched.text())) {
                return CompletableFuture.completedFuture(Optional.of(own));
              }
              return importsChanged(script, own, newest.scripts().texts());
            });
  }

  private CompletableFuture<Optional<Map<String, String>>> importsChanged(
      Url script, Map<String, String> own, Map<String, String> before) {
    Map<String, String> now = new ConcurrentHashMap<>(own);
    List<CompletableFuture<?>> fetches = new ArrayList<>();
    for (String href : before.keySet()) {
      Url url = Url.parse(href, null);
      if (url != null && !url.equals(script)) {
        fetches.add(
            fetch
                .fetchImported(url, script, importCacheMode())
                .thenAccept(text -> now.put(href, text))
                // A bad answer says nothing about a change.
                .exceptionally(failure -> null));
      }
    }
    return CompletableFuture.allOf(fetches.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            nothing ->
                now.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(before.get(entry.getKey())))
                    ? Optional.empty()
                    : Optional.of(now));
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
