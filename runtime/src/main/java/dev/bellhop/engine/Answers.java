package dev.bellhop.engine;

import dev.bellhop.Explanation;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells scripts what became of their asynchronous operations. On the realm's loop only. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final RealmSettings settings;

  Answers(RealmSettings settings) {
    this.settings = settings;
  }

  /** Calls {@code done(errorName, errorMessage, value)}. */
  <T extends @Nullable Object> void give(
      T value,
      @Nullable Throwable failure,
      Value done,
      Function<? super T, ? extends @Nullable Object> convert) {
    if (failure == null) {
      done.executeVoid(null, null, convert.apply(value));
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof NamedFailure named) {
      done.executeVoid(named.errorName(), named.getMessage(), null);
    } else {
      // The user is told why; a script is not, for the sentence may name files of the machine.
      LOG.warn("An operation of {} failed", settings.location(), cause);
      settings
          .listener()
          .diagnostic(
              Explanation.diagnostic(
                  "operation-failed", null, Map.of("why", String.valueOf(cause.getMessage()))));
      done.executeVoid("UnknownError", "The operation failed.", null);
    }
  }
}
