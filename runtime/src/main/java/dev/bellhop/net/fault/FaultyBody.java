package dev.bellhop.net.fault;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A body whose bytes come through a reader that misbehaves.
 *
 * @param body where they come from
 * @param fault makes that reader
 */
record FaultyBody(Body body, UnaryOperator<BodyReader> fault) implements Body {
  @Override
  public OptionalLong length() {
    return OptionalLong.empty();
  }

  @Override
  public boolean replayable() {
    return body.replayable();
  }

  @Override
  public BodyReader open() {
    return fault.apply(body.open());
  }
}
