package dev.bellhop.ops;

import dev.bellhop.compression.Coder;
import dev.bellhop.compression.Format;
import dev.bellhop.engine.Realm;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/** What compression streams ask. On its realm's loop only. */
public final class CompressionOps {
  private final Realm realm;

  public CompressionOps(Realm realm) {
    this.realm = realm;
  }

  /**
   * @throws OpException TypeError where there is no such format
   */
  @HostAccess.Export
  public ScriptCoder compressor(String format) {
    return coder(format, Format::compressor);
  }

  /**
   * @throws OpException TypeError where there is no such format
   */
  @HostAccess.Export
  public ScriptCoder decompressor(String format) {
    return coder(format, Format::decompressor);
  }

  /** Lets everything else that waits for the loop have its turn. */
  @HostAccess.Export
  public void pause(Value done) {
    realm.settle(CompletableFuture.completedFuture(null), done, nothing -> nothing);
  }

  private static ScriptCoder coder(String word, Function<Format, Coder> open) {
    Format format = Format.of(word);
    if (format == null) {
      throw new OpException(
          "TypeError",
          "There is no compression format \""
              + word
              + "\"; \"gzip\", \"deflate\" and \"deflate-raw\" are known.");
    }
    return new ScriptCoder(open.apply(format));
  }
}
