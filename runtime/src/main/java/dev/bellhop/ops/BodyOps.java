package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BodySpool;
import dev.bellhop.http.BodyTee;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.http.Utf8;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What scripts do with bodies. A body that is not replayable may go through one of these operations
 * once.
 */
public final class BodyOps {
  private final Realm realm;
  private final SpillFiles files;
  private final Supplier<Runnable> lifetime;
  private final AtOnce atOnce = new AtOnce();

  /** A piece takes about a millisecond. */
  private final AtOnce pieceAtOnce = new AtOnce(16);

  /** For one realm that is not ended for having nothing to do. */
  public BodyOps(Realm realm, SpillFiles files) {
    this(realm, files, () -> () -> {});
  }

  /**
   * For one realm, with where bytes wait that are read twice or kept as blobs.
   *
   * @param lifetime keeps the realm's owner from ending it, until what it gives is run
   */
  public BodyOps(Realm realm, SpillFiles files, Supplier<Runnable> lifetime) {
    this.realm = realm;
    this.files = files;
    this.lifetime = lifetime;
  }

  /** A body of this text in UTF-8. */
  @HostAccess.Export
  public Body ofText(String text) {
    return BytesBody.of(text);
  }

  /** A body of a copy of this ArrayBuffer's bytes. */
  @HostAccess.Export
  public Body ofBuffer(Value buffer) {
    return BytesBody.of(ScriptBytes.copy(buffer));
  }

  /** A body of a copy of some of this ArrayBuffer's bytes. */
  @HostAccess.Export
  public Body ofBytes(Value buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.readBuffer(offset, bytes, 0, length);
    return BytesBody.of(bytes);
  }

  /** A body that asks a script's stream for its bytes: see {@link ScriptStreamBody}. */
  @HostAccess.Export
  public Body ofStream(Value pull, Value cancel) {
    return new ScriptStreamBody(realm, pull, cancel, lifetime.get());
  }

  /** Whether the body can be read again and again. */
  @HostAccess.Export
  public boolean isReplayable(Body body) {
    return body.replayable();
  }

  /** Whether the body is known to have no bytes. */
  @HostAccess.Export
  public boolean isEmpty(Body body) {
    return body.length().orElse(-1) == 0;
  }

  /** Reads to the end: a string, decoded as UTF-8, a byte order mark left out. */
  @HostAccess.Export
  public void text(Body body, Value done) {
    realm.settle(BodyFailures.named(readAll(body)), done, Utf8::decode);
  }

  /** Reads to the end: a ByteBuffer. */
  @HostAccess.Export
  public void bytes(Body body, Value done) {
    realm.settle(BodyFailures.named(readAll(body)), done, ByteBuffer::wrap);
  }

  /** As {@link #text}: at once where the bytes are in memory, and null elsewhere. */
  @HostAccess.Export
  public @Nullable String textInMemory(Body body) {
    byte[] bytes = body.inMemory();
    return bytes != null && atOnce.may() ? Utf8.decode(bytes) : null;
  }

  /** As {@link #bytes}, as an ArrayBuffer: at once where they are in memory, and null elsewhere. */
  @HostAccess.Export
  public @Nullable Value bytesInMemory(Body body) {
    byte[] bytes = body.inMemory();
    return bytes != null && atOnce.may() ? realm.arrayBuffer(ByteBuffer.wrap(bytes)) : null;
  }

  /** Reads to the end: a blob's bytes. */
  @HostAccess.Export
  public void blob(Body body, Value done) {
    realm.settle(BodyFailures.named(BodySpool.keep(body, files)), done, kept -> kept);
  }

  /** Starts reading in pieces. */
  @HostAccess.Export
  public BodyReader open(Body body) {
    return body.open();
  }

  /**
   * The next piece, an ArrayBuffer of the script's own: at once where it has been read ahead.
   * Otherwise null, and {@code done} gets it when it is there, or null at the end.
   */
  @HostAccess.Export
  public @Nullable Value read(BodyReader reader, Value done) {
    CompletableFuture<@Nullable Chunk> read = reader.read();
    @Nullable Chunk ahead = read.state() == Future.State.SUCCESS ? read.resultNow() : null;
    if (ahead != null && pieceAtOnce.may()) {
      return arrayBuffer(ahead);
    }
    realm.settle(
        BodyFailures.named(read), done, chunk -> chunk == null ? null : arrayBuffer(chunk));
    return null;
  }

  private Value arrayBuffer(Chunk chunk) {
    try (chunk) {
      return realm.arrayBuffer(chunk.bytes());
    }
  }

  /**
   * Calls back with the next piece, or with null where there is none, when it comes. The realm is
   * idle meanwhile: a server may say something one day, or never.
   */
  @HostAccess.Export
  public void listen(BodyReader reader, Value heard) {
    reader
        .read()
        .whenComplete(
            (chunk, failure) ->
                realm.post(
                    () ->
                        heard.executeVoid(
                            chunk == null ? null : ByteBuffer.wrap(BodyChunks.copy(chunk)))));
  }

  /** Gives the rest of a body up. */
  @HostAccess.Export
  public void close(BodyReader reader) {
    reader.close();
  }

  /** Gives a body up that was not read at all. */
  @HostAccess.Export
  public void discard(Body body) {
    if (!body.replayable()) {
      body.open().close();
    }
  }

  /** Two bodies with the same bytes, in an array. */
  @HostAccess.Export
  public ProxyArray tee(Body body) {
    BodyTee.Pair pair = BodyTee.split(body, files);
    return ProxyArray.fromArray(pair.first(), pair.second());
  }

  private static CompletableFuture<byte[]> readAll(Body body) {
    var bytes = new Collected(body.length().orElse(0));
    return BodyChunks.forEach(
            body.open(),
            chunk -> {
              try (chunk) {
                bytes.add(chunk.bytes());
                return CompletableFuture.completedFuture(null);
              } catch (OutOfMemoryError e) {
                return CompletableFuture.failedFuture(
                    new OpException("RangeError", "The body is too large to be held in memory."));
              }
            })
        .thenApply(end -> bytes.all());
  }

  /** Bytes one behind the other, copied but once where it is known how many there will be. */
  private static final class Collected {
    private static final int LEAST = 8192;
    private static final int MOST = Integer.MAX_VALUE - LEAST;

    /** A server may announce more than it sends. */
    private static final long TRUSTED = 64L << 20;

    private final long expected;
    private byte[] bytes = {};
    private int count;

    Collected(long expected) {
      this.expected = expected;
    }

    void add(ByteBuffer more) {
      long needed = (long) count + more.remaining();
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, room(needed));
      }
      int added = more.remaining();
      more.duplicate().get(bytes, count, added);
      count += added;
    }

    private int room(long needed) {
      if (needed > MOST) {
        throw new OutOfMemoryError("an array cannot have so many bytes");
      }
      long room = Math.max(needed, Math.max(LEAST, 2L * count));
      if (needed <= expected) {
        room = Math.min(expected, Math.max(room, TRUSTED));
      }
      return (int) Math.min(room, MOST);
    }

    byte[] all() {
      return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
  }
}
