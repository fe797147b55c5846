package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import java.util.Map;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/** Looks at the modules of a worker before they are linked. On the realm's loop only. */
final class ModuleCheck {
  private final Engine engine;
  private final Mistakes mistakes;
  private final ScriptScan scan;

  ModuleCheck(Engine engine, Mistakes mistakes) {
    this.engine = engine;
    this.mistakes = mistakes;
    scan = new ScriptScan(mistakes);
  }

  /** Why a worker cannot have this module, or null where it can. */
  @Nullable String check(ModulePath module) {
    scan.look(module.name(), module.source().text());
    SourceFrame await = TopLevelAwait.find(engine, module);
    if (await == null) {
      return null;
    }
    mistakes.tell("top-level-await", await, Map.of());
    return "A service worker cannot await at the top level of a module, as %s does in line %d."
        .formatted(module.name(), await.line());
  }
}
