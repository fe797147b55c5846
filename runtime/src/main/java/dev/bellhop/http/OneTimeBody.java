package dev.bellhop.http;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body whose bytes come once, nobody knows how many. */
public abstract class OneTimeBody implements Body {
  private final AtomicBoolean opened = new AtomicBoolean();

  /** The reader of its bytes; called once at most. */
  protected abstract BodyReader begin();

  @Override
  public final OptionalLong length() {
    return OptionalLong.empty();
  }

  @Override
  public final boolean replayable() {
    return false;
  }

  @Override
  public final BodyReader open() {
    if (!opened.compareAndSet(false, true)) {
      throw new IllegalStateException("the body was opened before");
    }
    return begin();
  }
}
