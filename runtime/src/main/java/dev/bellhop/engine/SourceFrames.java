package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Finds the place in a user's script that an error is about. */
final class SourceFrames {
  private SourceFrames() {}

  /** Whether a script was stopped from outside, or broke down: nothing that it threw itself. */
  static boolean isStop(PolyglotException error) {
    return error.isCancelled()
        || error.isInterrupted()
        || error.isResourceExhausted()
        || !error.isGuestException();
  }

  /** The first place outside of the shims, or null. */
  static @Nullable SourceFrame of(PolyglotException error) {
    SourceFrame place = error.isSyntaxError() ? of(error.getSourceLocation()) : firstOf(error);
    Value thrown = error.getGuestObject();
    // A module's evaluation throws through a promise; the error object knows where it was made.
    return place == null && thrown != null ? of(thrown) : place;
  }

  /** The place an error object was made at, or where a function stands; null for other values. */
  static @Nullable SourceFrame of(Value thrown) {
    if (thrown.canExecute()) {
      return of(thrown.getSourceLocation());
    }
    PolyglotException exception = exception(thrown);
    return exception == null ? null : firstOf(exception);
  }

  private static @Nullable SourceFrame firstOf(PolyglotException error) {
    SourceSection section = section(error);
    return section == null ? null : frame(section);
  }

  /**
   * The innermost call or other expression outside of the shims that an error is about, or null.
   */
  static @Nullable SourceSection section(PolyglotException error) {
    for (StackFrame frame : error.getPolyglotStackTrace()) {
      SourceSection found = frame.isGuestFrame() ? frame.getSourceLocation() : null;
      if (isUsers(found)) {
        return found;
      }
    }
    SourceSection found = error.getSourceLocation();
    return isUsers(found) ? found : null;
  }

  /** The exception behind an error object; null for other values. */
  static @Nullable PolyglotException exception(Value thrown) {
    if (!thrown.isException()) {
      return null;
    }
    try {
      throw thrown.throwException();
    } catch (PolyglotException e) {
      return e;
    }
  }

  /** The place, unless it is within a shim. */
  static @Nullable SourceFrame of(@Nullable SourceSection section) {
    return isUsers(section) ? frame(section) : null;
  }

  private static boolean isUsers(@Nullable SourceSection section) {
    return section != null && section.isAvailable() && !isShim(section.getSource());
  }

  private static SourceFrame frame(SourceSection section) {
    Source source = section.getSource();
    int line = section.getStartLine();
    String text = source.hasCharacters() ? source.getCharacters(line).toString() : null;
    return ReadableModule.withinText(
        new SourceFrame(url(source), line, section.getStartColumn(), text), source);
  }

  /** The URL of a user's script. */
  static String url(Source source) {
    // A module's name is what the import calls it; its path is its URL.
    return source.getPath() == null ? source.getName() : source.getPath();
  }

  static boolean isShim(Source source) {
    String path = source.getPath();
    return source.getName().startsWith(Guest.SHIM_SCHEME)
        || (path != null && path.startsWith(ShimFileSystem.ROOT));
  }
}
