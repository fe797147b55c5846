package dev.bellhop.cache;

import dev.bellhop.store.BodyStore;
import dev.bellhop.store.Database;
import dev.bellhop.store.Replay;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What caches have logged: puts of single entries. */
public final class CacheReplay implements Replay {
  private final HotEntries nothing = new HotEntries();

  @Override
  public Database.LoggedWrite write(BodyStore bodies, ByteBuffer record) throws IOException {
    return LoggedPut.read(bodies, nothing, record);
  }
}
