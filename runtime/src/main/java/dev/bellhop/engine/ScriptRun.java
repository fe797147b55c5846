package dev.bellhop.engine;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.TypeLiteral;
import org.jspecify.annotations.Nullable;

/** Evaluates the scripts that a realm is given from outside. On the realm's loop only. */
final class ScriptRun {
  private static final TypeLiteral<List<String>> STRINGS = new TypeLiteral<>() {};

  private static final Pattern MODULE_SYNTAX = Pattern.compile("^(import|export)\\b");
  private static final String ONLY_IN_MODULES =
      "(Only modules import and export: register it with { type: \"module\" }, or run the site with"
          + " --type module.)";

  private final Guest guest;
  private final Hooks hooks;
  private final ErrorTexts texts;
  private final ErrorReporter errors;
  private final Mistakes listener;
  private final ScriptScan scan;
  private @Nullable Set<String> listened;

  ScriptRun(Guest guest, Hooks hooks, ErrorTexts texts, ErrorReporter errors, Mistakes listener) {
    this.guest = guest;
    this.hooks = hooks;
    this.texts = texts;
    this.errors = errors;
    this.listener = listener;
    scan = new ScriptScan(listener);
  }

  /**
   * Evaluates a classic script.
   *
   * @throws BellhopException where it does not parse or throws, which the listener has been told
   */
  void classic(String url, String text) {
    scan.look(url, text);
    run(() -> guest.runClassic(url, text), ScriptRun::inClassicScript);
  }

  /**
   * Loads a module with what it imports, and evaluates it.
   *
   * @throws BellhopException as {@link #classic} does, and where a module cannot be loaded
   */
  void module(Url url, ModuleLoader loader) {
    run(() -> guest.runModule(url, loader), (e, message) -> message);
  }

  /** The event types with a listener when the first script had run; empty before. */
  Set<String> listened() {
    return listened == null ? Set.of() : listened;
  }

  private void run(Runnable script, BiFunction<PolyglotException, String, String> explain) {
    try {
      script.run();
    } catch (PolyglotException e) {
      if (SourceFrames.isStop(e)) {
        throw e;
      }
      collectListened();
      throw failure(e, explain.apply(e, texts.of(e)));
    }
    collectListened();
  }

  private void collectListened() {
    if (listened == null) {
      listened = Set.copyOf(hooks.listened().execute().as(STRINGS));
    }
  }

  private static String inClassicScript(PolyglotException e, String message) {
    SourceSection place = e.getSourceLocation();
    return e.isSyntaxError() && place != null && MODULE_SYNTAX.matcher(place.getCharacters()).find()
        ? message + " " + ONLY_IN_MODULES
        : message;
  }

  private BellhopException failure(PolyglotException e, String message) {
    SourceFrame frame = SourceFrames.of(e);
    if (e.isSyntaxError()) {
      listener.scriptError("syntax", message, frame);
      return new BellhopException(BellhopException.Kind.SYNTAX, message, frame, null);
    }
    errors.report(e);
    return new BellhopException(BellhopException.Kind.SCRIPT, message, frame, null);
  }
}
