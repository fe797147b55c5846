package dev.bellhop.lifecycle;

import dev.bellhop.engine.ModuleLoader;
import dev.bellhop.engine.ModuleSource;
import dev.bellhop.engine.ModuleSource.Format;
import dev.bellhop.engine.ReadableModule;
import dev.bellhop.store.RegistrationRows.ScriptRow;
import dev.bellhop.url.Url;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
  private final Map<String, ScriptRow> scripts;
  private final Map<String, RegistrationException> failed;
  private final VariableNames variables = new VariableNames();
  private final Set<String> used = new HashSet<>();
  private boolean complete;

  private WorkerScripts(
      Url main, ScriptFetch fetch, String cacheMode, FetchedScripts fetched, boolean complete) {
    this.main = main;
    this.fetch = fetch;
    this.cacheMode = cacheMode;
    this.scripts = new HashMap<>(fetched.scripts());
    this.failed = Map.copyOf(fetched.failed());
    this.complete = complete;
    used.add(main.href());
  }

  /** The scripts of a worker that is new. */
  static WorkerScripts growing(
      Url main, ScriptFetch fetch, String cacheMode, FetchedScripts fetched) {
    return new WorkerScripts(main, fetch, cacheMode, fetched, false);
  }

  /** The scripts that a worker was installed with. */
  static WorkerScripts installed(
      Url main, ScriptFetch fetch, String cacheMode, Map<String, ScriptRow> scripts) {
    return new WorkerScripts(main, fetch, cacheMode, new FetchedScripts(scripts, Map.of()), true);
  }

  /** The source text of the worker's own script. */
  synchronized String mainText() {
    ScriptRow script = scripts.get(main.href());
    return script == null ? "" : script.text();
  }

  /** The scripts by URL, as they are now. */
  synchronized Map<String, ScriptRow> all() {
    return Map.copyOf(scripts);
  }

  /** The variables that a script of this URL declares at its top level; none without such a one. */
  List<String> variableNames(String url) {
    ScriptRow script = all().get(url);
    return script == null ? List.of() : variables.of(url, script);
  }

  /**
   * What {@code importScripts()} evaluates.
   *
   * @return fails with a {@link RegistrationException} named NetworkError where the script cannot
   *     be fetched, or where it is not kept and the worker is installed already
   * @see <a href="https://w3c.github.io/ServiceWorker/#importscripts">Service Workers:
   *     importScripts(urls)</a>
   */
  public CompletableFuture<ScriptRow> imported(Url url) {
    return kept(
        url,
        () -> fetch.fetchImported(url, main, cacheMode),
        () ->
            new RegistrationException(
                "NetworkError",
                "importScripts() cannot fetch "
                    + url.href()
                    + " any more: an installed worker has only the scripts that it imported before"
                    + " its install event ended"));
  }

  /** The source texts of the scripts that it has, its imports among them. */
  public synchronized List<String> texts() {
    return scripts.values().stream().map(ScriptRow::text).toList();
  }

  /** Whether {@link #imported} refuses this script because it comes too late. */
  public synchronized boolean isLate(Url url) {
    return complete && !scripts.containsKey(url.href()) && !failed.containsKey(url.href());
  }

  /**
   * The modules of the worker's module graph. They fail with a {@link RegistrationException} where
   * one cannot be fetched.
   *
   * @see <a href="https://html.spec.whatwg.org/#fetch-a-module-worker-script-tree">HTML: fetch a
   *     module worker script graph</a>
   */
  ModuleLoader modules() {
    return (url, referrer) -> module(url, referrer).thenApply(script -> source(url.href(), script));
  }

  private CompletableFuture<ScriptRow> module(Url url, Url referrer) {
    return kept(
        url,
        () -> fetch.fetchModule(url, referrer, main, cacheMode),
        () ->
            new RegistrationException(
                "TypeError",
                "the module " + url.href() + " was not imported when the worker was installed"));
  }

  private ModuleSource source(String url, ScriptRow script) {
    List<String> names = variables.of(url, script);
    return new ModuleSource(
        names.isEmpty() ? script.text() : ReadableModule.of(script.text(), url, names),
        Objects.requireNonNull(Url.parse(script.finalUrl(), null)),
        script.mimeType().equals("application/json") ? Format.JSON : Format.JAVASCRIPT);
  }

  private CompletableFuture<ScriptRow> kept(
      Url url,
      Supplier<CompletableFuture<ScriptRow>> fetched,
      Supplier<RegistrationException> tooLate) {
    ScriptRow known = known(url);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    RegistrationException refused = failed.get(url.href());
    if (refused != null) {
      return CompletableFuture.failedFuture(refused);
    }
    if (isComplete()) {
      return CompletableFuture.failedFuture(tooLate.get());
    }
    return fetched.get().thenApply(script -> keep(url, script));
  }

  private synchronized @Nullable ScriptRow known(Url url) {
    ScriptRow script = scripts.get(url.href());
    if (script != null) {
      used.add(url.href());
    }
    return script;
  }

  private synchronized boolean isComplete() {
    return complete;
  }

  private synchronized ScriptRow keep(Url url, ScriptRow script) {
    if (!complete) {
      scripts.put(url.href(), script);
      used.add(url.href());
    }
    return script;
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
    scripts.keySet().retainAll(used);
  }
}
