package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Makes writes of what an earlier process has logged and could not do any more. What it was that
 * logs them knows what they say.
 */
@FunctionalInterface
public interface Replay {
  /**
   * The write that a record tells.
   *
   * @throws IOException where it tells none
   */
  Database.LoggedWrite write(BodyStore bodies, ByteBuffer record) throws IOException;
}
