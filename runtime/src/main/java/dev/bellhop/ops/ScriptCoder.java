package dev.bellhop.ops;

import dev.bellhop.compression.Coder;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Compresses or decompresses for one stream of a script. On its realm's loop only. */
public final class ScriptCoder {
  private final Coder coder;
  private boolean isFinishing;

  ScriptCoder(Coder coder) {
    this.coder = coder;
  }

  /** The next bytes, of an ArrayBuffer; they are copied. */
  @HostAccess.Export
  public void push(Value buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.readBuffer(offset, bytes, 0, length);
    coder.push(bytes);
  }

  /** No more bytes come. */
  @HostAccess.Export
  public void finish() {
    isFinishing = true;
    coder.finish();
  }

  /**
   * Takes a small step; null where nothing is left to do. After the end, and after a failure, it
   * has given up its memory.
   *
   * @throws OpException TypeError where the bytes are not of the format
   */
  @HostAccess.Export
  public @Nullable ByteBuffer next() {
    try {
      ByteBuffer given = coder.next();
      if (given == null && isFinishing) {
        close();
      }
      return given;
    } catch (DataFormatException e) {
      close();
      throw new OpException("TypeError", "The compressed bytes are wrong: " + e.getMessage() + ".");
    }
  }

  /** Gives up its memory. */
  @HostAccess.Export
  public void close() {
    coder.close();
  }
}
