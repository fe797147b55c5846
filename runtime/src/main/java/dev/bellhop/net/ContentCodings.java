package dev.bellhop.net;

import dev.bellhop.http.BodyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content codings of one response, in the order in which they were applied.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#handle-content-codings">Fetch: handle content
 *     codings</a>
 */
public final class ContentCodings {
  private record Coding(String name, Supplier<ContentDecoder> decoder) {}

  private final List<Coding> codings;

  private ContentCodings(List<Coding> codings) {
    this.codings = codings;
  }

  /** What to say in Accept-Encoding. */
  static String offered() {
    return "gzip, deflate"
        + (BrotliDecoder.available() ? ", br" : "")
        + (ZstdDecoder.expected() ? ", zstd" : "");
  }

  /**
   * The codings that a Content-Encoding header names. Where one of them is unknown there are none:
   * the bytes stay as they are.
   */
  public static ContentCodings of(@Nullable String contentEncoding) {
    if (contentEncoding == null) {
      return new ContentCodings(List.of());
    }
    var codings = new ArrayList<Coding>();
    for (String part : contentEncoding.split(",")) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      Supplier<ContentDecoder> decoder =
          switch (name) {
            case "gzip", "x-gzip" -> GzipDecoder::new;
            case "deflate" -> DeflateDecoder::new;
            case "br" -> BrotliDecoder.available() ? BrotliDecoder::new : null;
            case "zstd" -> ZstdDecoder.available() ? ZstdDecoder::new : null;
            default -> null;
          };
      if (decoder != null) {
        codings.add(new Coding(name, decoder));
      } else if (!name.isEmpty() && !name.equals("identity")) {
        return new ContentCodings(List.of());
      }
    }
    return new ContentCodings(codings);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return codings.isEmpty();
  }

  /** Reads through all codings, the one applied last removed first. */
  public BodyReader decode(BodyReader encoded, String server) {
    BodyReader reader = encoded;
    for (Coding coding : codings.reversed()) {
      reader =
          new DecodingReader(
              reader,
              coding.decoder.get(),
              server + " sent a body that is not " + coding.name + ", as its header says");
    }
    return reader;
  }
}
