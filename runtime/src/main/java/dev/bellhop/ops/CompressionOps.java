package dev.bellhop.ops;

import dev.bellhop.compression.Coder;
import dev.bellhop.compression.Format;
import java.util.function.Function;
import org.graalvm.polyglot.HostAccess;

/** What compression streams ask. Safe from any thread. */
public final class CompressionOps {
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
