package dev.bellhop.engine;

import dev.bellhop.url.Url;
import java.util.concurrent.CompletionStage;

/** Brings the modules of a worker. Called on the realm's loop, which waits for the answer. */
@FunctionalInterface
public interface ModuleLoader {
  /**
   * Finds or fetches a module; called once for each URL.
   *
   * @param url absolute, without a fragment
   * @param referrer the module that imports it, or the same URL for the worker's own script
   * @return what the module is made of. It fails where there is none, with a sentence for the user
   */
  CompletionStage<ModuleSource> load(Url url, Url referrer);
}
