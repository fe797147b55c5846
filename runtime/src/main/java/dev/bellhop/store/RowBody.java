package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BytesBody;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A small finished body. Its bytes are in memory, so that it needs no pin: where its row has gone
 * meanwhile, whoever refers to it saves it anew.
 */
final class RowBody implements BodyStore.StoredBody {
  private final FileBodyStore store;
  private final long id;
  private final @Nullable Long hash;
  private final BytesBody bytes;
  private final AtomicBoolean unsaved;

  /** One that has, or may have, a row; with its checksum, where that is known. */
  RowBody(FileBodyStore store, long id, byte[] bytes, @Nullable Long hash) {
    this(store, id, bytes, hash, false);
  }

  private RowBody(
      FileBodyStore store, long id, byte[] bytes, @Nullable Long hash, boolean unsaved) {
    this.store = store;
    this.id = id;
    this.hash = hash;
    this.bytes = BytesBody.of(bytes);
    this.unsaved = new AtomicBoolean(unsaved);
  }

  /** One whose id nobody else knows yet. */
  static RowBody unsaved(FileBodyStore store, long id, byte[] bytes) {
    return new RowBody(store, id, bytes, null, true);
  }

  /** Whether there can be no row of it yet; true once at most. */
  boolean isFirstSave() {
    return unsaved.compareAndSet(true, false);
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long size() {
    return bytes.inMemory().length;
  }

  FileBodyStore store() {
    return store;
  }

  @Override
  public byte[] inMemory() {
    return bytes.inMemory();
  }

  @Override
  public Body verified() {
    return hash == null ? this : new VerifiedBody(this, hash);
  }

  @Override
  public OptionalLong length() {
    return bytes.length();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    return bytes.open();
  }
}
