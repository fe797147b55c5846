package dev.bellhop.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches an event from the host. Each listener is called by itself, with no script on the
 * stack, so that its promise jobs run before the next one and while the dispatch flag is set.
 *
 * @see <a href="https://html.spec.whatwg.org/#clean-up-after-running-script">HTML: clean up after
 *     running script</a>
 */
final class EventDispatch {
  private final Hooks hooks;
  private final ErrorReporter errors;
  private final Consumer<Runnable> poster;
  private final ActiveEvents active;
  private final CompletableFuture<EventOutcome> outcome;

  EventDispatch(
      Hooks hooks,
      ErrorReporter errors,
      Consumer<Runnable> poster,
      ActiveEvents active,
      CompletableFuture<EventOutcome> outcome) {
    this.hooks = hooks;
    this.errors = errors;
    this.poster = poster;
    this.active = active;
    this.outcome = outcome;
  }

  /** How many listeners were called, and how many of them threw. */
  record Calls(int listeners, int thrown) {}

  void run(String factory, @Nullable Object... arguments) {
    Value dispatch = begin(factory, arguments);
    if (dispatch.isNull()) {
      outcome.complete(new EventOutcome(0, 0, 0, false));
      return;
    }
    active.add(factory, dispatch, outcome);
    Calls calls = callListeners(hooks, dispatch, errors::report);
    ProxyExecutable inactive =
        results -> {
          int rejected = results[0].asInt();
          boolean canceled = results[1].asBoolean();
          // In a task of its own: what waits for the outcome must not run within promise jobs.
          poster.accept(
              () ->
                  outcome.complete(
                      new EventOutcome(calls.listeners, calls.thrown, rejected, canceled)));
          return null;
        };
    hooks.end().executeVoid(dispatch, inactive);
    outcome.whenComplete(
        (ended, failure) -> {
          if (outcome.isCancelled()) {
            poster.accept(() -> hooks.expire().executeVoid(dispatch));
          }
        });
  }

  /** Calls the listeners of a dispatch that has begun, one after the other. */
  static Calls callListeners(Hooks hooks, Value dispatch, Consumer<PolyglotException> onThrown) {
    int listeners = 0;
    int thrown = 0;
    while (true) {
      try {
        if (!hooks.step().execute(dispatch).asBoolean()) {
          return new Calls(listeners, thrown);
        }
        listeners++;
      } catch (PolyglotException e) {
        if (SourceFrames.isStop(e)) {
          throw e;
        }
        listeners++;
        thrown++;
        onThrown.accept(e);
      }
    }
  }

  private Value begin(String factory, @Nullable Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = factory;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    try {
      return hooks.begin().execute(all);
    } catch (PolyglotException e) {
      outcome.completeExceptionally(
          new IllegalStateException("The event " + factory + " could not be made.", e));
      throw e;
    }
  }
}
