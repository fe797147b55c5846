package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import java.util.OptionalLong;

/** A body that is still being written: each of its readers waits for what is to come. */
record GrowingBody(BodyWriter writer) implements Body {
  @Override
  public OptionalLong length() {
    return writer.wholeLength();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    return writer.reader();
  }
}
