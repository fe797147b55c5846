package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.OneTimeBody;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * A body whose bytes a script makes. Each read is a task on the realm's loop that calls {@code
 * pull(done)}; the script calls {@code done(failure, buffer)}: a sentence or null, and an
 * ArrayBuffer, or null at the end.
 */
final class ScriptStreamBody extends OneTimeBody {
  private final Realm realm;
  private final Value pull;
  private final Value cancel;
  private final Runnable release;

  /** With what is to be run once, when nothing is left to be read. */
  ScriptStreamBody(Realm realm, Value pull, Value cancel, Runnable release) {
    this.realm = realm;
    this.pull = pull;
    this.cancel = cancel;
    this.release = release;
  }

  @Override
  protected BodyReader begin() {
    return new Reader();
  }

  private final class Reader implements BodyReader {
    private final AtomicBoolean over = new AtomicBoolean();

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      CompletableFuture<@Nullable Chunk> result = realm.pending();
      ProxyExecutable done =
          arguments -> {
            settle(result, arguments[0], arguments[1]);
            return null;
          };
      realm.post(() -> pull.executeVoid(done));
      return result
          .whenComplete(
              (chunk, failure) -> {
                if (chunk == null) {
                  end();
                }
              })
          // Whoever reads may be in another realm, and outlive this one.
          .exceptionallyCompose(
              failure ->
                  CompletableFuture.failedFuture(
                      Causes.of(failure) instanceof CancellationException closed
                          ? new BodyException(
                              "the realm whose script makes the body was closed", closed)
                          : failure));
    }

    private void settle(CompletableFuture<@Nullable Chunk> result, Value failure, Value buffer) {
      if (!failure.isNull()) {
        result.completeExceptionally(new BodyException(failure.asString(), null));
      } else if (buffer.isNull()) {
        result.complete(null);
      } else {
        result.complete(Chunk.of(ScriptBytes.copy(buffer)));
      }
    }

    private void end() {
      if (over.compareAndSet(false, true)) {
        release.run();
      }
    }

    @Override
    public void close() {
      if (over.compareAndSet(false, true)) {
        realm.post(
            () -> {
              cancel.executeVoid();
              release.run();
            });
      }
    }
  }
}
