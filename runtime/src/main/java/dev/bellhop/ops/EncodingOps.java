package dev.bellhop.ops;

import dev.bellhop.encoding.ByteOrderMark;
import dev.bellhop.encoding.Encoding;
import dev.bellhop.encoding.OnError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.graalvm.polyglot.HostAccess;

/** Text to bytes and back. Safe from any thread. */
public final class EncodingOps {
  /** The UTF-8 bytes of a string without lone surrogates. */
  @HostAccess.Export
  public ByteBuffer encode(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  /** How many code units from the start have UTF-8 bytes that fit, in whole characters. */
  @HostAccess.Export
  public int fitting(String text, int room) {
    int used = 0;
    int index = 0;
    while (index < text.length()) {
      int point = text.codePointAt(index);
      used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (used > room) {
        return index;
      }
      index += Character.charCount(point);
    }
    return index;
  }

  /**
   * A decoder for the encoding of a label.
   *
   * @throws OpException RangeError where there is no such encoding
   */
  @HostAccess.Export
  public StreamDecoder decoder(String label, boolean fatal, boolean keepsMark) {
    Encoding encoding = Encoding.ofLabel(label);
    if (encoding == null || encoding.isReplacement()) {
      throw new OpException("RangeError", "There is no encoding \"" + label + "\".");
    }
    OnError onError = fatal ? OnError.FAIL : OnError.REPLACE;
    ByteOrderMark mark = keepsMark ? ByteOrderMark.KEEP : ByteOrderMark.DROP;
    return new StreamDecoder(encoding, encoding.newDecoder(onError, mark));
  }

  /**
   * @throws OpException InvalidCharacterError where the text is no Base64
   * @see <a href="https://infra.spec.whatwg.org/#forgiving-base64-decode">Infra: forgiving-base64
   *     decode</a>
   */
  @HostAccess.Export
  public String atob(String data) {
    String text = data.replaceAll("[\\t\\n\\f\\r ]", "");
    if (text.length() % 4 == 0) {
      text = text.replaceFirst("={1,2}$", "");
    }
    if (text.length() % 4 == 1 || !text.matches("[A-Za-z0-9+/]*")) {
      throw new OpException(
          "InvalidCharacterError", "atob() was given text that is not Base64-encoded.");
    }
    return new String(Base64.getDecoder().decode(cleared(text)), StandardCharsets.ISO_8859_1);
  }

  /**
   * @throws OpException InvalidCharacterError where a character is above U+00FF
   * @see <a href="https://html.spec.whatwg.org/#dom-btoa">HTML: btoa()</a>
   */
  @HostAccess.Export
  public String btoa(String data) {
    if (data.chars().anyMatch(unit -> unit > 0xFF)) {
      throw new OpException("InvalidCharacterError", "btoa() takes characters up to U+00FF only.");
    }
    return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sets the bits that the last character has too many to zero, as Java's decoder wants them. */
  private static String cleared(String text) {
    int spare = text.length() % 4 == 2 ? 4 : text.length() % 4 == 3 ? 2 : 0;
    if (spare == 0) {
      return text;
    }
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int last = alphabet.indexOf(text.charAt(text.length() - 1)) >> spare << spare;
    return text.substring(0, text.length() - 1) + alphabet.charAt(last);
  }
}
