package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import java.util.Set;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reports what scripts throw and nobody catches: as an event at the global and, unless a listener
 * takes it, to the realm's owner. On the realm's loop, with no script on the stack.
 */
final class ErrorReporter {
  private final Hooks hooks;
  private final ErrorTexts texts;
  private final RealmListener listener;
  private final Set<String> muted;

  /** With the URLs of the scripts whose errors other scripts learn nothing of. */
  ErrorReporter(Hooks hooks, ErrorTexts texts, RealmListener listener, Set<String> muted) {
    this.hooks = hooks;
    this.texts = texts;
    this.listener = listener;
    this.muted = muted;
  }

  /**
   * @see <a href="https://html.spec.whatwg.org/#report-an-exception">HTML: report an exception</a>
   */
  void report(PolyglotException error) {
    String message = texts.of(error);
    SourceFrame frame = SourceFrames.of(error);
    if (!handled(error.getGuestObject(), message, frame)) {
      listener.scriptError("exception", message, frame);
    }
  }

  /**
   * @see <a href="https://html.spec.whatwg.org/#notify-about-rejected-promises">HTML: notify about
   *     rejected promises</a>
   */
  void rejection(Value promise, Value reason) {
    SourceFrame frame = SourceFrames.of(reason);
    if (!isMuted(frame)) {
      hooks.watchForHandler().executeVoid(promise, reason);
      Value dispatch = hooks.begin().execute("unhandledrejection", promise, reason);
      EventDispatch.callListeners(hooks, dispatch, this::report);
      boolean handled = hooks.endPlain().execute(dispatch).asBoolean();
      hooks.rejectionReported().executeVoid(promise);
      if (handled) {
        return;
      }
    }
    listener.scriptError("unhandled-rejection", texts.of(reason), frame);
  }

  /** A rejection that was reported has got a handler after all. */
  void lateHandler(Value promise, Value reason) {
    Value dispatch = hooks.begin().execute("rejectionhandled", promise, reason);
    EventDispatch.callListeners(hooks, dispatch, this::report);
    hooks.endPlain().executeVoid(dispatch);
  }

  private boolean handled(@Nullable Value error, String message, @Nullable SourceFrame frame) {
    boolean told = frame != null && !isMuted(frame);
    Value dispatch =
        hooks
            .beginReport()
            .execute(
                error,
                isMuted(frame) ? null : message,
                told ? frame.url() : "",
                told ? frame.line() : 0,
                told ? frame.column() : 0);
    if (dispatch.isNull()) {
      return false;
    }
    EventDispatch.callListeners(hooks, dispatch, this::report);
    return hooks.endReport().execute(dispatch).asBoolean();
  }

  private boolean isMuted(@Nullable SourceFrame frame) {
    return frame != null && muted.contains(frame.url());
  }
}
