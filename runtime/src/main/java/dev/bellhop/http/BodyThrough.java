package dev.bellhop.http;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A body that is read through something.
 *
 * @param body where the bytes come from
 * @param readers makes each of its readers the one that is handed out
 */
record BodyThrough(Body body, UnaryOperator<BodyReader> readers) implements Body {
  @Override
  public OptionalLong length() {
    return body.length();
  }

  @Override
  public boolean replayable() {
    return body.replayable();
  }

  @Override
  public BodyReader open() {
    return readers.apply(body.open());
  }
}
