package dev.bellhop.engine;

import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code await} that makes a module asynchronous, which a service worker's must not be.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#is-async-module-algorithm">Service Workers: Is
 *     Async Module</a>
 */
final class TopLevelAwait {
  private static final Pattern AWAIT = Pattern.compile("\\bawait\\b");

  private static final int NONE = 0;

  private TopLevelAwait() {}

  /** A sentence that says where it is, or null for a module without one. */
  static @Nullable String find(Engine engine, ModulePath module) {
    String text = module.source().text();
    if (module.source().format() == ModuleSource.Format.JSON || !AWAIT.matcher(text).find()) {
      return null;
    }
    Source source =
        Source.newBuilder("js", text, module.name())
            .mimeType("application/javascript+module")
            .buildLiteral();
    int line = failure(engine, source, "false");
    if (line == NONE || failure(engine, source, "true") != NONE) {
      return null;
    }
    return "A service worker cannot await at the top level of a module, as %s does in line %d."
        .formatted(module.name(), line);
  }

  /**
   * The line at which a parser refuses a module that knows of such an await, or does not; {@link
   * #NONE} if it takes it.
   */
  private static int failure(Engine engine, Source source, String known) {
    try (Context parser =
        Context.newBuilder("js")
            .engine(engine)
            .allowHostAccess(Guest.HOST_ACCESS)
            .allowExperimentalOptions(true)
            .option("js.top-level-await", known)
            .build()) {
      try {
        parser.parse(source);
        return NONE;
      } catch (PolyglotException e) {
        SourceSection place = e.getSourceLocation();
        return place == null ? 1 : place.getStartLine();
      }
    }
  }
}
