package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of a worker: its script resource map. It takes up what {@code importScripts()}
 * fetches until the worker is installed, and never changes after that. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-script-resource-map">Service Workers:
 *     script resource map</a>
 */
public final class WorkerScripts {
  private final Url main;
  private final ScriptFetch fetch;
  private final String cacheMode;
  private final Map<String, String> texts;
  private final Set<String> used = new HashSet<>();
  private boolean complete;

  private WorkerScripts(
      Url main, ScriptFetch fetch, String cacheMode, Map<String, String> texts, boolean complete) {
    this.main = main;
    this.fetch = fetch;
    this.cacheMode = cacheMode;
    this.texts = new HashMap<>(texts);
    this.complete = complete;
    used.add(main.href());
  }

  /** The scripts of a worker that is new. */
  static WorkerScripts growing(
      Url main, ScriptFetch fetch, String cacheMode, Map<String, String> texts) {
    return new WorkerScripts(main, fetch, cacheMode, texts, false);
  }

  /** The scripts that a worker was installed with. */
  static WorkerScripts installed(
      Url main, ScriptFetch fetch, String cacheMode, Map<String, String> texts) {
    return new WorkerScripts(main, fetch, cacheMode, texts, true);
  }

  /** The source text of the worker's own script. */
  synchronized String mainText() {
    return texts.getOrDefault(main.href(), "");
  }

  /** URL to source text, as it is now. */
  synchronized Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /**
   * The source text that {@code importScripts()} evaluates.
   *
   * @return fails with a {@link RegistrationException} named NetworkError where the script cannot
   *     be fetched, or where it is not kept and the worker is installed already
   * @see <a href="https://w3c.github.io/ServiceWorker/#importscripts">Service Workers:
   *     importScripts(urls)</a>
   */
  public CompletableFuture<String> imported(Url url) {
    String known = known(url);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    if (isComplete()) {
      return CompletableFuture.failedFuture(
          new RegistrationException(
              "NetworkError",
              "importScripts() cannot fetch "
                  + url.href()
                  + " any more: an installed worker has only the scripts that it imported before"
                  + " its install event ended"));
    }
    return fetch.fetchImported(url, main, cacheMode).thenApply(text -> keep(url, text));
  }

  private synchronized @Nullable String known(Url url) {
    String text = texts.get(url.href());
    if (text != null) {
      used.add(url.href());
    }
    return text;
  }

  private synchronized boolean isComplete() {
    return complete;
  }

  private synchronized String keep(Url url, String text) {
    if (!complete) {
      texts.put(url.href(), text);
      used.add(url.href());
    }
    return text;
  }

  /**
   * The worker is installed: scripts that it did not use are forgotten, and none is fetched any
   * more.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#installation-algorithm">Install, the step
   *     about the set of used scripts</a>
   */
  synchronized void complete() {
    complete = true;
    texts.keySet().retainAll(used);
  }
}
