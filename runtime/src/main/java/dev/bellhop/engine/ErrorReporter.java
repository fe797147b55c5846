package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
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

  ErrorReporter(Hooks hooks, ErrorTexts texts, RealmListener listener) {
    this.hooks = hooks;
    this.texts = texts;
    this.listener = listener;
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
    Value dispatch = hooks.begin().execute("unhandledrejection", promise, reason);
    EventDispatch.callListeners(hooks, dispatch, this::report);
    if (!hooks.endPlain().execute(dispatch).asBoolean()) {
      listener.scriptError("unhandled-rejection", texts.of(reason), SourceFrames.of(reason));
    }
  }

  private boolean handled(@Nullable Value error, String message, @Nullable SourceFrame frame) {
    Value dispatch =
        hooks
            .beginReport()
            .execute(
                error,
                message,
                frame == null ? "" : frame.url(),
                frame == null ? 0 : frame.line(),
                frame == null ? 0 : frame.column());
    if (dispatch.isNull()) {
      return false;
    }
    EventDispatch.callListeners(hooks, dispatch, this::report);
    return hooks.endReport().execute(dispatch).asBoolean();
  }
}
