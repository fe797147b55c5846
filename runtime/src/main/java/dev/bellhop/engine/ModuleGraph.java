package dev.bellhop.engine;

import dev.bellhop.url.Url;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a worker, by URL. It takes up modules while the graph is being linked, which is
 * before any of them is evaluated, and refuses every import after that. On the realm's loop only.
 *
 * @see <a href="https://html.spec.whatwg.org/#module-map">HTML: module map</a>
 */
final class ModuleGraph {
  private final Map<String, ModuleSource> modules = new HashMap<>();
  private final Function<CompletionStage<ModuleSource>, ModuleSource> await;
  private final Function<ModulePath, @Nullable String> check;
  private @Nullable ModuleLoader loader;

  /** With what waits for a module, and what tells why one must not be imported. */
  ModuleGraph(
      Function<CompletionStage<ModuleSource>, ModuleSource> await,
      Function<ModulePath, @Nullable String> check) {
    this.await = await;
    this.check = check;
  }

  /** What could not be imported, in a sentence for the user. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }

  /** Modules are imported from now on, through this. */
  void open(ModuleLoader loader) {
    this.loader = loader;
  }

  /** The graph is linked. */
  void close() {
    loader = null;
  }

  /** The module that {@link #resolve} has found under this name. */
  @Nullable ModuleSource find(String name) {
    return modules.get(name);
  }

  /**
   * The name of the module that an import means: its URL.
   *
   * @param referrer the name of the module that imports it; null for the worker's own script
   * @throws Refused where it cannot be imported
   * @see <a href="https://html.spec.whatwg.org/#resolve-a-module-specifier">HTML: resolve a module
   *     specifier</a>
   */
  String resolve(@Nullable String referrer, String specifier) {
    ModuleLoader open = loader;
    if (open == null) {
      throw new Refused("import() is not allowed in a service worker.");
    }
    ModuleSource importer = referrer == null ? null : modules.get(referrer);
    Url base = importer == null ? null : importer.base();
    Url url = resolve(base, specifier);
    if (url == null) {
      throw new Refused(
          "The module specifier '%s'%s is neither a URL nor does it begin with /, ./ or ../."
              .formatted(specifier, base == null ? "" : " in " + base.href()));
    }
    Url whole = url.withoutFragment();
    if (!modules.containsKey(whole.href())) {
      ModuleSource source = load(open, whole, base == null ? whole : base);
      String objection = check.apply(new ModulePath(whole.href(), source));
      if (objection != null) {
        throw new Refused(objection);
      }
      modules.put(whole.href(), source);
    }
    return whole.href();
  }

  private static @Nullable Url resolve(@Nullable Url base, String specifier) {
    boolean relative =
        specifier.startsWith("/") || specifier.startsWith("./") || specifier.startsWith("../");
    if (relative) {
      return base == null ? null : Url.parse(specifier, base);
    }
    return Url.parse(specifier, null);
  }

  private ModuleSource load(ModuleLoader open, Url url, Url referrer) {
    try {
      return await.apply(open.load(url, referrer));
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof NamedFailure failure) {
        throw new Refused(failure.getMessage());
      }
      throw new Refused(String.valueOf(cause.getMessage()));
    }
  }
}
