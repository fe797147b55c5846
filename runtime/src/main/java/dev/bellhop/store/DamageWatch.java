package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells once of damage that SQLite meets while the database is in use. Safe from any thread. */
final class DamageWatch {
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile @Nullable Consumer<String> listener;

  void listen(Consumer<String> listener) {
    this.listener = listener;
  }

  /** What has become of something that was to be done; null where all went well. */
  void saw(@Nullable Throwable failure) {
    Consumer<String> to = listener;
    if (to != null
        && failure instanceof StoreException e
        && e.kind() == Kind.DAMAGED
        && told.compareAndSet(false, true)) {
      to.accept(Failures.words(e));
    }
  }
}
