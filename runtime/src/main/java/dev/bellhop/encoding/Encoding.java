package dev.bellhop.encoding;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An encoding that scripts can name. Immutable, and safe from any thread.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#names-and-labels">Encoding: names and labels</a>
 */
public final class Encoding {
  private static final Map<String, Encoding> BY_LABEL = read();

  private final String name;

  /** What Java calls its characters, or null where Java has none. */
  private final @Nullable String charset;

  private Encoding(String name, @Nullable String charset) {
    this.name = name;
    this.charset = charset;
  }

  /**
   * The encoding that a label names; null stands for failure.
   *
   * @see <a href="https://encoding.spec.whatwg.org/#concept-encoding-get">Encoding: get an
   *     encoding</a>
   */
  public static @Nullable Encoding ofLabel(String label) {
    return BY_LABEL.get(withoutWhitespace(label).toLowerCase(Locale.ROOT));
  }

  /** The name, in lower case as scripts see it. */
  public String name() {
    return name;
  }

  /** Whether its decoder only ever reports an error, so that scripts cannot have it. */
  public boolean isReplacement() {
    return name.equals("replacement");
  }

  /** A decoder at the start of a text. */
  public Decoder newDecoder(OnError onError, ByteOrderMark mark) {
    return switch (name) {
      case "utf-8" -> new ByteOrderMarks(new Utf8Decoder(onError), mark);
      case "utf-16be", "utf-16le" ->
          new ByteOrderMarks(new HandlerDecoder(this::newHandler, onError), mark);
      default ->
          charset == null || isMultiByte()
              ? new HandlerDecoder(this::newHandler, onError)
              : new SingleByteDecoder(Index.singleBytes(name, Charset.forName(charset)), onError);
    };
  }

  private boolean isMultiByte() {
    return switch (name) {
      case "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr" -> true;
      default -> false;
    };
  }

  private Handler newHandler() {
    return switch (name) {
      case "utf-16be" -> new Utf16Handler(Utf16Handler.Order.BIG_ENDIAN);
      case "utf-16le" -> new Utf16Handler(Utf16Handler.Order.LITTLE_ENDIAN);
      case "gbk", "gb18030" -> new Gb18030Handler();
      case "big5" -> new Big5Handler();
      case "euc-jp" -> new EucJpHandler();
      case "iso-2022-jp" -> new Iso2022JpHandler();
      case "shift_jis" -> new ShiftJisHandler();
      case "euc-kr" -> new EucKrHandler();
      case "x-user-defined" -> Encoding::handleUserDefined;
      default -> new ReplacementHandler();
    };
  }

  /**
   * @see <a href="https://encoding.spec.whatwg.org/#x-user-defined-decoder">Encoding:
   *     x-user-defined decoder</a>
   */
  private static boolean handleUserDefined(int b, ByteQueue queue) {
    if (b == ByteQueue.END) {
      return true;
    }
    queue.emit(ByteQueue.isAscii(b) ? b : 0xF780 + b - 0x80);
    return false;
  }

  private static String withoutWhitespace(String label) {
    return label.replaceAll("^[\\t\\n\\f\\r ]+|[\\t\\n\\f\\r ]+$", "");
  }

  private static Map<String, Encoding> read() {
    Map<String, Encoding> byLabel = new HashMap<>();
    for (String[] words : Tables.lines("encodings.txt")) {
      var encoding = new Encoding(words[0], words[1].equals("-") ? null : words[1]);
      for (int i = 2; i < words.length; i++) {
        byLabel.put(words[i], encoding);
      }
    }
    return byLabel;
  }
}
