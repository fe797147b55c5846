package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code await} that makes a module asynchronous, which a service worker's must not be.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#is-async-module-algorithm">Service Workers: Is
 *     Async Module</a>
 */
final class TopLevelAwait {
  private static final Pattern AWAIT = Pattern.compile("\\bawait\\b");

  private TopLevelAwait() {}

  /** Where it is, or null for a module without one. */
  static @Nullable SourceFrame find(Engine engine, ModulePath module) {
    String text = module.source().text();
    if (module.source().format() == ModuleSource.Format.JSON || !AWAIT.matcher(text).find()) {
      return null;
    }
    Source source =
        Source.newBuilder("js", text, module.name())
            .mimeType("application/javascript+module")
            .buildLiteral();
    SourceFrame place = failure(engine, source, "false");
    return place == null || failure(engine, source, "true") != null ? null : atAwait(place);
  }

  /** A parser that does not know of such an await stumbles over what follows it. */
  private static SourceFrame atAwait(SourceFrame place) {
    String line = place.text();
    int await = line == null ? -1 : line.lastIndexOf("await", place.column() - 1);
    return await < 0 ? place : new SourceFrame(place.url(), place.line(), await + 1, line);
  }

  /**
   * The place at which a parser refuses a module that knows of such an await, or does not; null if
   * it takes it.
   */
  private static @Nullable SourceFrame failure(Engine engine, Source source, String known) {
    try (Context parser =
        Context.newBuilder("js")
            .engine(engine)
            .allowHostAccess(Guest.HOST_ACCESS)
            .allowExperimentalOptions(true)
            .option("js.top-level-await", known)
            .build()) {
      try {
        parser.parse(source);
        return null;
      } catch (PolyglotException e) {
        SourceFrame place = SourceFrames.of(e.getSourceLocation());
        return place == null ? new SourceFrame(source.getName(), 1, 1, null) : place;
      }
    }
  }
}
